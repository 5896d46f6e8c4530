import { Fragment } from 'preact';
import type { JSX } from 'preact';
import { describeEvent } from '../../desk/events.ts';
import type { TimelineItem } from '../../desk/timeline.ts';
import { formatExact } from '../../format.ts';
import { useDesk } from '../../state/context.ts';
import './events.css';

interface EventsProps {
  readonly lines: Extract<TimelineItem, { type: 'events' }>['lines'];
}

/** What the relay did, quietly, in one line; a word from one rep to the next stands out, on the paper of notes. */
export function Events({ lines }: EventsProps): JSX.Element {
  const { me } = useDesk();
  return (
    <li class="events">
      {lines.map(({ entry, holder }) => (
        <Fragment key={entry.offset}>
          <span class="event" title={formatExact(entry.at)}>
            {describeEvent(entry, me.rep.id, holder)}
          </span>
          {entry.kind === 'engagement.transferred' && entry.body.note !== undefined && (
            <span class="event-note">{entry.body.note}</span>
          )}
        </Fragment>
      ))}
    </li>
  );
}
