import type { RefusalCodeName } from '../codes.ts';
import type { RepFrame, RepTold } from '../types.ts';
import { createClient } from './client.ts';
import type { Client, ClientOptions } from './host-types.ts';
import type { ClientEvent, Command } from './types.ts';

/** How a command ended. */
export type CommandAnswer =
  | { readonly isDone: true }
  | {
      readonly isDone: false;
      /** The relay's reason; `not_connected`: it was not sent; `link_lost`: it was, and nobody knows whether it took effect. */
      readonly code: RefusalCodeName | 'not_connected' | 'link_lost';
      /** May the same command do better later? */
      readonly retry: boolean;
      readonly afterMs?: number | undefined;
      readonly detail?: string | undefined;
    };

export interface RepClient extends Client<'rep'> {
  /**
   * Asks for something that is no entry. Never rejects. Nothing is repeated by itself: a rep who pressed "accept" before
   * a cut looks at the floor as it is after it, and decides again.
   */
  command(frame: Command): Promise<CommandAnswer>;
}

type Settle = (answer: CommandAnswer) => void;

const lost = (code: 'not_connected' | 'link_lost'): CommandAnswer => ({ isDone: false, code, retry: true });

/** A rep's client: conversations are attached one by one, commands are answered. */
export function createRepClient(options: ClientOptions<'rep'>): RepClient {
  const open = new Map<number, Settle>();
  let ref = 0;

  const settle = (key: number, answer: CommandAnswer): void => {
    open.get(key)?.(answer);
    open.delete(key);
  };

  const onEvent = (event: ClientEvent<RepTold, RepFrame>): void => {
    if (event.type === 'told') answer(event.frame);
    if (event.type === 'link' && event.state !== 'up') for (const key of open.keys()) settle(key, lost('link_lost'));
    options.onEvent(event);
  };

  const answer = (frame: RepTold): void => {
    if (frame.type === 'done') settle(frame.ref, { isDone: true });
    if (frame.type !== 'refused' || frame.ref === undefined) return;
    const { code, retry, afterMs, detail } = frame;
    settle(frame.ref, { isDone: false, code, retry, afterMs, detail });
  };

  const client = createClient<'rep'>({ ...options, onEvent });
  return {
    ...client,
    command: (frame) =>
      new Promise((resolve) => {
        const key = ++ref;
        open.set(key, resolve);
        if (!client.post({ ...frame, ref: key })) settle(key, lost('not_connected'));
      }),
  };
}
