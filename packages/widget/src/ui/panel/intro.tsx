/** @jsxImportSource ../part */
import type { Ctx } from '../context.ts';
import { byAvailability } from './by-availability.ts';
import { LeaveMessage } from './leave-message.tsx';

export interface IntroProps {
  readonly ctx: Ctx;
  /** Nothing was said yet. */
  readonly isFirst: boolean;
  /** A form follows: it needs the room. */
  readonly isAsked: boolean;
  /** The visitor may choose to leave a message instead of a chat. */
  readonly isChoice: boolean;
}

/** The top of the conversation: a welcome while there is nothing else, and always who answers, for whom, how long it is kept and who may read it. */
export function Intro({ ctx, isFirst, isAsked, isChoice }: IntroProps) {
  const { _say: say, _boot: boot } = ctx;
  const { name: site, availability, team, privacyUrl } = boot;
  return (
    <div class="greeting">
      {isFirst && (
        <>
          <p class="hello">{say('greeting', { site })}</p>
          {(!isAsked || availability === 'none') && <p>{say(`greeting${byAvailability[availability]}`, { site })}</p>}
        </>
      )}
      {isChoice && (
        <p class="choice">
          <button type="button" class="main" onClick={() => ctx._root.querySelector('textarea')?.focus()}>
            {say('chatNow')}
          </button>
          <LeaveMessage ctx={ctx} />
        </p>
      )}
      <p class="about">
        {say(team.kind === 'shared' ? 'whoShared' : 'who', { site, team: team.name })}{' '}
        {say('kept', { count: boot.keepDays })}{' '}
        {privacyUrl && (
          <a href={privacyUrl} target="_blank" rel="noopener noreferrer">
            {say('privacy')}
          </a>
        )}
      </p>
    </div>
  );
}
