import type { JSX } from 'preact';
import { describeEvent } from '../../desk/events.ts';
import type { EventEntry } from '../../desk/timeline.ts';
import { formatExact } from '../../format.ts';
import { useDesk } from '../../state/context.ts';

/** What the relay did, quietly, in one line. */
export function Events({ entries }: { readonly entries: readonly EventEntry[] }): JSX.Element {
  const { me } = useDesk();
  return (
    <li class="events">
      {entries.map((entry) => (
        <span key={entry.offset} title={formatExact(entry.at)}>
          {describeEvent(entry, me.rep.id)}
        </span>
      ))}
    </li>
  );
}
