/** @jsxImportSource ../part */
import type { Ctx } from '../context.ts';

/** The way to a message instead of a chat, or instead of a wait for one. */
export const LeaveMessage = ({ ctx }: { readonly ctx: Ctx }) => (
  <button type="button" class="plain" onClick={() => ctx._setForm('message')}>
    {ctx._say('leaveMessage')}
  </button>
);
