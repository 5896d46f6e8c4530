import type { EngagementView } from '@tillside/protocol';
import { Avatar } from '../avatar.tsx';
import type { Ctx } from '../context.ts';
import { Icon } from '../icon.tsx';

const presence = { now: 'teamNow', soon: 'teamSoon', none: 'teamAway' } as const;

export interface HeaderProps {
  readonly ctx: Ctx;
  readonly engagement: EngagementView | undefined;
}

/** Who answers: the rep of this engagement, or else the team that stands behind the launcher. */
export function Header({ ctx, engagement }: HeaderProps) {
  const { _boot: boot, _say: say, _relayUrl: relayUrl } = ctx;
  const isOver = engagement?.state === 'resolved' || engagement?.state === 'by_message';
  const rep = isOver ? undefined : engagement?.rep;
  const isRinging = engagement?.state === 'ringing';
  const isHere = rep ? !isRinging : boot.availability === 'now';
  return (
    <header>
      <span class="faces">
        {(rep ? [rep] : boot.team.reps).map((person) => (
          <Avatar key={person.id} person={person} relayUrl={relayUrl} />
        ))}
      </span>
      <div class="words">
        <h2 id="title">{rep ? rep.name : boot.name}</h2>
        <p class={isHere ? 'here' : ''}>
          {rep ? `${boot.name} · ${say(isRinging ? 'joining' : 'hereNow')}` : say(presence[boot.availability])}
        </p>
      </div>
      <button type="button" class="icon" aria-label={say('close')} onClick={ctx._close}>
        <Icon name="down" />
      </button>
    </header>
  );
}
