import type { RepView } from '@tillside/protocol';
import type { JSX } from 'preact';
import { colleaguesOf } from '../../desk/colleagues.ts';
import { formatCount, say } from '../../format.ts';
import { useDesk } from '../../state/context.ts';
import { strings } from '../../strings.ts';
import { Avatar } from '../../ui/avatar.tsx';
import './colleagues.css';
import { FloorSection } from './section.tsx';

const loadOf = ({ load, capacity }: RepView): string => say(strings.status.load, { load, capacity });

/** Who else is on the floor, and how busy. */
export function Colleagues(): JSX.Element | null {
  const { floor, me } = useDesk();
  const others = colleaguesOf(floor.value.reps, me.rep.id);
  if (others.length === 0) return null;
  return (
    <FloorSection title={strings.floor.colleagues} count={others.length}>
      {others.map((rep) => (
        <li key={rep.id} class="colleague">
          <Avatar name={rep.name} size="small" dot={rep.shown} />
          <span class="cut">{rep.name}</span>
          <span class="colleague-status">{strings.status[rep.shown]}</span>
          <span class="colleague-load figures" title={loadOf(rep)}>
            <span aria-hidden="true">
              {formatCount(rep.load)}/{formatCount(rep.capacity)}
            </span>
            <span class="unseen">{loadOf(rep)}</span>
          </span>
        </li>
      ))}
    </FloorSection>
  );
}
