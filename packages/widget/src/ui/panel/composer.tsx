import { useRef, useState } from 'preact/hooks';
import type { Ctx } from '../context.ts';
import { Icon } from '../icon.tsx';

/** The wire's limit; docs/protocol.md has it. */
export const LONGEST = 4_000;
const COUNT_FROM = 200;
const MOST_LINES = 5;
const LINE_PX = 20;
const PADDING_PX = 20;

/** Grows with the text to five lines. Enter sends, Shift+Enter begins a line, and an input method's Enter is its own. */
export function Composer({ ctx, isStopped }: { readonly ctx: Ctx; readonly isStopped: boolean }) {
  const { _say: say, _chat: chat } = ctx;
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const left = LONGEST - text.length;

  const fit = (value: string): void => {
    const area = field.current;
    setText(value);
    if (!area) return;
    area.value = value;
    area.rows = 1;
    area.rows = Math.min(MOST_LINES, Math.max(1, Math.floor((area.scrollHeight - PADDING_PX) / LINE_PX)));
  };
  const send = (): void => {
    // The field, not the state: a drawing may still be under way.
    const message = field.current?.value.trim();
    if (!message || isStopped) return;
    chat._send(message);
    fit('');
    field.current?.focus();
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={field}
        rows={1}
        value={text}
        maxLength={LONGEST}
        aria-label={say('write')}
        placeholder={say('write')}
        enterkeyhint="send"
        onInput={({ currentTarget }) => {
          fit(currentTarget.value);
          if (currentTarget.value.trim()) chat._typing();
        }}
        onKeyDown={(event) => {
          // Safari ends a composition before it tells of the key: 229 is what it says then.
          // oxlint-disable-next-line typescript/no-deprecated -- nothing else tells
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
          event.preventDefault();
          send();
        }}
      />
      <button class="send" aria-label={say('send')} aria-disabled={!text.trim() || isStopped}>
        <Icon name="send" />
      </button>
      <p class="left" role="status">
        {left <= COUNT_FROM && say('left', { count: left })}
      </p>
    </form>
  );
}
