/** @jsxImportSource ../part */
import type { Ctx } from '../context.ts';

export interface RepliesProps {
  readonly ctx: Ctx;
  readonly replies: readonly string[];
}

/** Answers to choose from: a press says it. They go as soon as something was said. */
export const Replies = ({ ctx, replies }: RepliesProps) => (
  <div class="replies" role="group" aria-label={ctx._say('replies')}>
    {replies.map((text) => (
      <button
        type="button"
        key={text}
        onClick={() => {
          ctx._chat._send(text);
          ctx._focus();
        }}
      >
        {text}
      </button>
    ))}
  </div>
);
