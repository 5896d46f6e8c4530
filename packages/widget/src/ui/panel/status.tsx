/** @jsxImportSource ../part */
import type { Availability } from '@tillside/protocol';
import type { ChatView } from '../../chat/types.ts';
import type { Ctx } from '../context.ts';
import type { Words } from '../words.ts';

/** What the visitor waits for, in one line; nothing while there is nothing to wait for. */
export function waitingFor(
  { _engagement }: ChatView,
  availability: Availability,
  { _say: say, _format }: Words,
): string {
  if (!_engagement) return '';
  const { state, rep, position, wait } = _engagement;
  if (state === 'ringing') return rep ? say('ringing', { rep: rep.name }) : say('ringingTeam');
  // A place in a line that nobody serves is no news: the message is kept, and that is what there is to say.
  if (state === 'by_message' || (state === 'queued' && availability === 'none')) return say('byMessage');
  if (state !== 'queued') return '';
  const place =
    position === undefined ? say('waiting') : position === 1 ? say('next') : say('queued', { count: position });
  return wait ? `${place} ${say('wait', { time: _format._minutes(wait.fromMs, wait.toMs) })}` : place;
}

/** What is wrong with the link, or was with the visitor's words; nothing while all is well. */
export function troubleOf({ _link, _mayMiss, _isMasked }: ChatView, { _say: say }: Words): string {
  if (_link === 'lost') return say('lost');
  if (_link === 'stopped') return say('stopped');
  return _mayMiss ? say('mayMiss') : _isMasked ? say('masked') : '';
}

/** The regions stand there before anything is said in them, otherwise nobody hears it. */
export const Status = ({ ctx, view }: { readonly ctx: Ctx; readonly view: ChatView }) => (
  <>
    <p class="status" role="status">
      {waitingFor(view, ctx._boot.availability, ctx)}
    </p>
    <p class="trouble" role="status">
      {troubleOf(view, ctx)}
    </p>
  </>
);
