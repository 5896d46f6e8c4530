/** @jsxImportSource ../part */
import type { ChatView } from '../../chat/types.ts';
import type { Ctx } from '../context.ts';
import { LeaveMessage } from './leave-message.tsx';

/** What the visitor waits for, in one line; nothing while there is nothing to wait for. */
function waitingFor({ _say: say, _format: format }: Ctx, { _engagement }: ChatView, isInLine: boolean): string {
  const { state, rep, position, wait } = _engagement ?? {};
  if (state === 'ringing') return rep ? say('ringing', { rep: rep.name }) : say('ringingTeam');
  if (!isInLine) return state === 'by_message' || state === 'queued' ? say('byMessage') : '';
  const place =
    position === undefined ? say('waiting') : position === 1 ? say('next') : say('queued', { count: position });
  return wait ? `${place} ${say('wait', { time: format._minutes(wait.fromMs, wait.toMs) })}` : place;
}

/** What is wrong with the link, or was with the visitor's words; nothing while all is well. */
function troubleOf({ _link, _mayMiss, _isMasked }: ChatView, { _say: say }: Ctx): string {
  if (_link === 'lost' || _link === 'stopped') return say(_link);
  return _mayMiss ? say('mayMiss') : _isMasked ? say('masked') : '';
}

export interface StatusProps {
  readonly ctx: Ctx;
  readonly view: ChatView;
  /** A form has the composer's place. */
  readonly isAsked: boolean;
}

/**
 * The regions stand there before anything is said in them, otherwise nobody hears it. Nothing on the page moves when a wait goes on or is over:
 * other words are another element, and the way out of a line, for a message, stands above them.
 */
export const Status = ({ ctx, view, isAsked }: StatusProps) => {
  // A place in a line that nobody serves is no news: the message is kept, and that is what there is to say.
  const isInLine = view._engagement?.state === 'queued' && ctx._boot.availability !== 'none';
  const text = waitingFor(ctx, view, isInLine);
  return (
    <>
      {!isAsked && isInLine && (
        <p class="status">
          <LeaveMessage ctx={ctx} />
        </p>
      )}
      <p class="status" role="status">
        {text && <span key={text}>{text}</span>}
      </p>
      <p class="trouble" role="status">
        {troubleOf(view, ctx)}
      </p>
    </>
  );
};
