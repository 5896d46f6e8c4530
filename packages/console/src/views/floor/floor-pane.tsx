import type { JSX } from 'preact';
import { isOffShift } from '../../desk/colleagues.ts';
import { useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Colleagues } from './colleagues.tsx';
import './floor-pane.css';
import { FloorRow } from './floor-row.tsx';
import { Recent } from './recent.tsx';
import { RingCard } from './ring-card.tsx';
import { FloorSection } from './section.tsx';
import { StatusSwitch } from './status-switch.tsx';

/** What rings, what is mine, who waits, who else is there, what was. */
export function FloorPane(): JSX.Element {
  const { floor, me, rings } = useDesk();
  const { isKnown, mine, queue, reps, status } = floor.value;
  const { noneAvailable, noneAway, noneOffShift } = strings.floor;
  const ready = isOffShift(reps, me.rep.id) ? noneOffShift : noneAvailable;
  const open = mine.filter((item) => item.state !== 'ringing');
  const waiting = queue.filter((item) => item.state !== 'by_message');
  const messages = queue.filter((item) => item.state === 'by_message');
  return (
    <div class="floor">
      <StatusSwitch />
      <div class="floor-scroll">
        {rings.value.length > 0 && (
          <div class="floor-rings" role="region" aria-label={strings.floor.ringing}>
            {rings.value.map((ring) => (
              <RingCard key={ring.engagement} ring={ring} />
            ))}
          </div>
        )}
        {!isKnown && <Skeleton rows={4} />}
        {open.length > 0 && (
          <FloorSection title={strings.floor.mine} count={open.length}>
            {open.map((item) => (
              <FloorRow key={item.conversation} item={item} />
            ))}
          </FloorSection>
        )}
        {isKnown && open.length === 0 && rings.value.length === 0 && (
          <FloorSection title={strings.floor.mine}>
            <li class="floor-none">{status === 'available' ? ready : noneAway}</li>
          </FloorSection>
        )}
        {waiting.length > 0 && (
          <FloorSection title={strings.floor.queue} count={waiting.length}>
            {waiting.map((item) => (
              <FloorRow key={item.conversation} item={item} />
            ))}
          </FloorSection>
        )}
        {messages.length > 0 && (
          <FloorSection title={strings.floor.messages} count={messages.length}>
            {messages.map((item) => (
              <FloorRow key={item.conversation} item={item} />
            ))}
          </FloorSection>
        )}
        <Recent />
        <Colleagues />
      </div>
    </div>
  );
}
