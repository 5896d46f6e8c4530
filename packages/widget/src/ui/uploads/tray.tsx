/** @jsxImportSource ../part */
import { sayBytes } from '../part/bytes.ts';
import { Icon } from '../part/icon.tsx';
import type { ChatView } from '../../chat/types.ts';
import type { Ctx } from '../context.ts';
import type { Waiting } from './types.ts';

const CROSS = 'M6 6l12 12M18 6L6 18';

export interface TrayProps {
  readonly ctx: Ctx;
  readonly view: ChatView;
  readonly files: readonly Waiting[];
  readonly problem: string;
  readonly onRemove: (file: Waiting) => void;
  readonly onRetry: () => void;
}

/** Files that go with the next press of Send: what they are, how far they are, and what is wrong with them. */
export const Tray = ({ ctx, files, problem, onRemove, onRetry }: TrayProps) => {
  const { _say: say } = ctx;
  return (
    <>
      {files.length > 0 && (
        <ul class="tray" aria-label={say('files')}>
          {files.map((it) => {
            const { name, size } = it._file;
            const isFailed = it._state === 'failed';
            return (
              <li key={it._key} class={isFailed ? 'bad' : ''}>
                <span>
                  <b>{name}</b>{' '}
                  {isFailed ? (
                    <button type="button" class="link" onClick={onRetry}>
                      {say('retry')}
                    </button>
                  ) : (
                    sayBytes(size, ctx._lang)
                  )}
                </span>
                {it._state === 'sending' ? (
                  <progress value={it._share} aria-label={say('uploading', { name })} />
                ) : (
                  <button
                    type="button"
                    class="icon"
                    aria-label={say('remove', { name })}
                    onClick={() => {
                      onRemove(it);
                      ctx._focus();
                    }}
                  >
                    <Icon path={CROSS} />
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      <p class="trouble" role="status">
        {problem}
      </p>
    </>
  );
};
