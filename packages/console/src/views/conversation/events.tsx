import type { JSX } from 'preact';
import { describeEvent } from '../../desk/events.ts';
import type { EventEntry } from '../../desk/timeline.ts';
import { formatExact } from '../../format.ts';
import { useDesk } from '../../state/context.ts';

interface EventsProps {
  readonly entries: readonly EventEntry[];
  readonly rang: Readonly<Record<number, string>> | undefined;
}

/** What the relay did, quietly, in one line. */
export function Events({ entries, rang }: EventsProps): JSX.Element {
  const { me } = useDesk();
  return (
    <li class="events">
      {entries.map((entry) => (
        <span key={entry.offset} title={formatExact(entry.at)}>
          {describeEvent(entry, me.rep.id, rang?.[entry.offset])}
        </span>
      ))}
    </li>
  );
}
