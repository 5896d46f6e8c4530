/** @jsxImportSource ../part */
import type { ChatView } from '../../chat/types.ts';
import type { Ctx } from '../context.ts';
import { useRef, useState } from '../part/kit.ts';
import { Icon } from '../part/icon.tsx';

const CLIP = 'M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 5 5l-8.5 8.5a1.7 1.7 0 0 1-2.5-2.5L15 7';
const UP = 'M12 19V5M6 11l6-6 6 6';

/** The wire's limit; docs/protocol.md has it. */
export const LONGEST = 4_000;
const COUNT_FROM = 200;
const MOST_LINES = 5;
const LINE_PX = 20;
const PADDING_PX = 20;

export interface ComposerProps {
  readonly ctx: Ctx;
  readonly view: ChatView;
  /** A form stands in its place; what was written stays. */
  readonly isHidden: boolean;
}

/** Grows with the text to five lines. Enter sends, Shift+Enter begins a line, and an input method's Enter is its own. */
export function Composer({ ctx, view, isHidden }: ComposerProps) {
  const { _say: say, _chat: chat, _boot: boot } = ctx;
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement | null>(null);
  const uploads = ctx._peek('uploads');
  const left = LONGEST - text.length;
  const isStopped = view._link === 'stopped';
  const isShown = boot.livePreview && ctx._isConsented();

  const fit = (value: string): void => {
    const area = field.current;
    setText(value);
    if (!area) return;
    area.value = value;
    area.rows = 1;
    area.rows = Math.min(MOST_LINES, Math.max(1, Math.floor((area.scrollHeight - PADDING_PX) / LINE_PX)));
  };
  const hasFiles = uploads?._hasFiles();
  const send = (): void => {
    // The field, not the state: a drawing may still be under way.
    const message = field.current?.value.trim();
    if (isStopped) return;
    if (message) chat._send(message);
    if (hasFiles) uploads?._send(ctx);
    fit('');
    field.current?.focus();
  };

  return (
    <div hidden={isHidden}>
      {uploads && <uploads._Tray ctx={ctx} view={view} />}
      {isShown && <p class="status">{say('preview')}</p>}
      <form
        class="composer"
        part="composer"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {boot.files && (
          <label class="icon attach">
            <input
              type="file"
              class="unseen"
              multiple
              accept={boot.files.types.join()}
              aria-label={say('attach')}
              onChange={({ currentTarget: it }) => {
                // A copy: the list itself is emptied with the field.
                ctx._attach([...(it.files ?? [])]);
                it.value = '';
              }}
            />
            <Icon path={CLIP} />
          </label>
        )}
        <textarea
          ref={field}
          rows={1}
          value={text}
          maxLength={LONGEST}
          aria-label={say('write')}
          placeholder={say('write')}
          enterkeyhint="send"
          onInput={({ currentTarget: { value } }) => {
            fit(value);
            if (value.trim() || isShown) chat._typing(isShown ? value : undefined);
          }}
          onPaste={(event) => {
            const files = event.clipboardData?.files;
            if (!boot.files || !files?.length) return;
            event.preventDefault();
            ctx._attach([...files]);
          }}
          onKeyDown={(event) => {
            // Safari ends a composition before it tells of the key: 229 is what it says then.
            // oxlint-disable-next-line typescript/no-deprecated -- nothing else tells
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
            event.preventDefault();
            send();
          }}
        />
        <button class="send" aria-label={say('send')} aria-disabled={!(text.trim() || hasFiles) || isStopped}>
          <Icon path={UP} />
        </button>
        <p class="left" role="status">
          {left <= COUNT_FROM && say('left', { count: left })}
        </p>
      </form>
    </div>
  );
}
