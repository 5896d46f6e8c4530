import type { SocketEvent, SocketLike } from '@tillside/protocol/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTabs } from '../src/link/tabs/create-tabs.ts';
import type { Tabs } from '../src/link/tabs/types.ts';

type Said = readonly unknown[];

const hello = { type: 'hello', version: 1, sessions: [], cursors: [{ conversation: 'mine', offset: 0, chain: '' }] };
const attached = { type: 'attached', conversation: 'mine', highest: {}, top: 9, readBy: { visitor: 0, rep: 0 } };
const entry = (offset: number) => ({ type: 'entry.added', conversation: 'mine', offset, chain: `c${offset}` });
const skipped = (offset: number) => ({ ...entry(offset), type: 'entry.skipped' });

/** The tabs' channel, at the end of a leader that we play. */
class Channel extends EventTarget {
  readonly said: Said[] = [];
  postMessage(said: Said): void {
    this.said.push(said);
  }
  close(): void {}
  /** What the leader says. */
  hear(...said: Said): void {
    this.dispatchEvent(new MessageEvent('message', { data: said }));
  }
}

/** A socket's other end, or a client. */
function ear(socket: SocketLike) {
  const frames: { readonly type: string; readonly offset?: number }[] = [];
  const events: string[] = [];
  socket.addEventListener('open', () => events.push('open'));
  socket.addEventListener('message', ({ data }) => frames.push(JSON.parse(String(data)) as { type: string }));
  socket.addEventListener('close', ({ code }) => events.push(`close ${code}`));
  return { frames, events };
}

let channel: Channel;
let tabs: Tabs;
/** Gives this tab the lock. */
let grant: () => void;
/** What was said to the relay, once this tab leads. */
let relayed: { readonly type: string; readonly cursors?: readonly unknown[] }[];
let relayOpen: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  channel = new Channel();
  relayed = [];
  const locks = {
    request: (_name: string, _options: object, run: (lock: object) => unknown) =>
      new Promise((resolve) => (grant = () => resolve(run({})))),
  };
  vi.spyOn(globalThis.navigator, 'locks', 'get').mockReturnValue(locks as object as LockManager);
  const opener = {
    _ready: () => Promise.resolve(),
    _open: (): SocketLike => {
      const on = new Map<string, (event: SocketEvent) => void>();
      relayOpen = () => on.get('open')?.({});
      return {
        addEventListener: (type, listener) => void on.set(type, listener),
        send: (text) => void relayed.push(JSON.parse(text) as { type: string }),
        close: () => undefined,
      };
    },
  };
  tabs = createTabs('lead', 'wss://relay', channel as object as BroadcastChannel, opener, false, () => []);
});

afterEach(() => {
  tabs._end();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** A client that said hello to whoever leads. */
async function join() {
  const socket = tabs._open('wss://relay');
  const heard = ear(socket);
  await vi.advanceTimersByTimeAsync(0);
  socket.send(JSON.stringify(hello));
  const id = channel.said.findLast(([kind]) => kind === 'up')?.[2];
  return { ...heard, id, socket };
}

/** This tab leads from now on. What it holds of the conversation is asked for from this cursor on. */
async function lead(socket: SocketLike): Promise<unknown> {
  socket.close();
  grant();
  await join();
  await vi.advanceTimersByTimeAsync(0);
  relayOpen();
  return relayed[0]?.cursors?.[0];
}

describe('a tab that follows', () => {
  it('[LI12] is told nothing once its leader closed it: the conversation may have begun anew meanwhile', async () => {
    channel.hear('lead', 1, true);
    const { id, frames, events } = await join();
    channel.hear('down', 1, id, { ...attached, state: 'ok', from: 0 });
    channel.hear('down', 1, id, entry(1));
    channel.hear('down', 1, '', entry(2));
    expect(frames.map(({ offset }) => offset)).toEqual([undefined, 1, 2]);
    channel.hear('down', 1, id, 1006);
    channel.hear('down', 1, '', entry(3));
    expect([events, frames.length]).toEqual([['open', 'close 1006'], 3]);
  });

  it('[LI12] leads with the conversation as it was told it, from its beginning', async () => {
    channel.hear('lead', 1, true);
    const { id, socket } = await join();
    channel.hear('down', 1, id, { ...attached, state: 'reset', from: 0 });
    channel.hear('down', 1, id, entry(1));
    channel.hear('down', 1, '', skipped(3));
    expect(await lead(socket)).toEqual({ conversation: 'mine', offset: 3, chain: 'c3' });
  });

  it('[LI12] keeps nothing that others are told before it is attached: a skipped one would hide what is before', async () => {
    channel.hear('lead', 1, true);
    const { socket } = await join();
    channel.hear('down', 1, '', skipped(7));
    expect(await lead(socket)).toEqual({ conversation: 'mine', offset: 0, chain: '' });
  });

  it('[LI12] keeps nothing that does not follow on what it holds, where its page knows more', async () => {
    channel.hear('lead', 1, true);
    const { id, socket } = await join();
    channel.hear('down', 1, id, { ...attached, state: 'ok', from: 9 });
    channel.hear('down', 1, '', skipped(10));
    expect(await lead(socket)).toEqual({ conversation: 'mine', offset: 0, chain: '' });
  });
});
