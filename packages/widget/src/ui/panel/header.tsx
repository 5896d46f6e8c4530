/** @jsxImportSource ../part */
import type { ChatView } from '../../chat/types.ts';
import type { Ctx } from '../context.ts';
import { Avatar, useState } from '../part/kit.ts';
import { Icon } from '../part/icon.tsx';
import { byAvailability } from './by-availability.ts';

const DOTS = 'M4.5 12h1M11.5 12h1M18.5 12h1';
const DOWN = 'M6 9l6 6 6-6';

export interface HeaderProps {
  readonly ctx: Ctx;
  readonly view: ChatView;
}

/** Who answers: the rep of this engagement, or else the team that stands behind the launcher. */
export function Header({ ctx, view }: HeaderProps) {
  const { _boot: boot, _say: say, _relayUrl: relayUrl } = ctx;
  const [isMenu, setMenu] = useState(false);
  const forms = isMenu && ctx._part('forms');
  const engagement = view._engagement;
  const isOver = engagement?.state === 'resolved' || engagement?.state === 'by_message';
  const rep = isOver ? undefined : engagement?.rep;
  const isRinging = engagement?.state === 'ringing';
  const faces = rep ? [rep] : boot.team.reps;
  // Another number of faces stands there anew: what moves aside of itself is a layout shift, and counts against the shop's page.
  const count = faces.length;
  const isHere = rep ? !isRinging : boot.availability === 'now';
  return (
    <header part="header">
      <span key={count} class="faces">
        {faces.map((person) => (
          <Avatar key={person.id} person={person} relayUrl={relayUrl} />
        ))}
      </span>
      <div key={count} class="words">
        <h2>{rep ? rep.name : boot.name}</h2>
        <p class={isHere ? 'here' : ''}>
          {rep
            ? `${boot.name} · ${say(isRinging ? 'joining' : 'hereNow')}`
            : say(`team${byAvailability[boot.availability]}`)}
        </p>
      </div>
      <button
        type="button"
        class="icon"
        aria-label={say('more')}
        aria-expanded={isMenu}
        onClick={() => setMenu(!isMenu)}
      >
        <Icon path={DOTS} />
      </button>
      <button type="button" class="icon" aria-label={say('close')} onClick={ctx._close}>
        <Icon path={DOWN} />
      </button>
      {forms && <forms._Menu ctx={ctx} view={view} onClose={() => setMenu(false)} />}
    </header>
  );
}
