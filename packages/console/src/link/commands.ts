import type { RefusalCodeName } from '@tillside/protocol';
import type { Command, CommandAnswer as OneAnswer } from '@tillside/protocol/client';

export type CommandAnswer =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly code: RefusalCodeName }
  /** Nobody knows whether it took effect. */
  | { readonly kind: 'no_answer' };

/** How long a command is repeated before the rep is told. Longer than a relay's restart, shorter than a rep's patience. Milliseconds. */
export const commandPatienceMs = 12_000;
/** Where a refusal that may be retried names no time. Milliseconds. */
const AGAIN_MS = 1_000;

export interface Commands {
  ask(command: Command): Promise<CommandAnswer>;
  /** A new socket stands: what has no answer is asked again. */
  onUp(): void;
  /** The link is gone for good. */
  stop(): void;
}

interface Pending {
  readonly put: () => void;
  readonly settle: (answer: CommandAnswer) => void;
  /** Cut off from the relay: it is put again with the next socket. */
  isCut: boolean;
}

/**
 * Repeats what a rep asked for over a lost connection. All of them may be repeated: a status is set twice, a conversation accepted or
 * resolved twice is accepted or resolved once, and the relay refuses what is no longer this rep's.
 */
export function createCommands(put: (command: Command) => Promise<OneAnswer>): Commands {
  const pending = new Set<Pending>();
  return {
    ask: (command) =>
      new Promise((resolve) => {
        let again: ReturnType<typeof setTimeout> | undefined;
        const settle = (answer: CommandAnswer): void => {
          clearTimeout(patience);
          clearTimeout(again);
          if (pending.delete(item)) resolve(answer);
        };
        const item: Pending = {
          settle,
          isCut: false,
          put() {
            item.isCut = false;
            void put(command).then((answer) => {
              if (answer.isDone) settle({ kind: 'done' });
              else if (answer.code === 'not_connected' || answer.code === 'link_lost') item.isCut = true;
              else if (answer.retry) again = setTimeout(item.put, answer.afterMs ?? AGAIN_MS);
              else settle({ kind: 'refused', code: answer.code });
            });
          },
        };
        const patience = setTimeout(() => settle({ kind: 'no_answer' }), commandPatienceMs);
        pending.add(item);
        item.put();
      }),
    onUp() {
      for (const item of pending) if (item.isCut) item.put();
    },
    stop() {
      for (const item of pending) item.settle({ kind: 'no_answer' });
    },
  };
}
