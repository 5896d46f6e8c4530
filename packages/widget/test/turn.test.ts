import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore } from '../src/consent/store.ts';
import type { Store } from '../src/consent/store.ts';
import { createTurn } from '../src/link/turn.ts';
import { resetPage, SITE } from './helpers/shop.ts';

const KEY = 'credential';

type Run = () => Promise<void>;
interface Waiting {
  readonly run: Run;
  readonly signal: AbortSignal;
  readonly reject: (reason: Error) => void;
}

/** Web Locks as a queue, with requests that are given up. */
function stubQueue(): void {
  const queue: Waiting[] = [];
  let isHeld = false;
  const next = (): void => {
    const first = isHeld ? undefined : queue.shift();
    if (!first) return;
    isHeld = true;
    const held = async (): Promise<void> => {
      await first.run();
      isHeld = false;
      next();
    };
    void held();
  };
  const request = (_name: string, { signal }: { readonly signal: AbortSignal }, run: Run) =>
    new Promise((_resolve, reject) => {
      const waiting = { run, signal, reject };
      queue.push(waiting);
      signal.addEventListener('abort', () => {
        if (!queue.includes(waiting)) return;
        queue.splice(queue.indexOf(waiting), 1);
        reject(new Error('given up'));
      });
      next();
    });
  vi.stubGlobal('navigator', Object.create(navigator, { locks: { value: { request } } }));
}

let store: Store;
beforeEach(() => {
  vi.useFakeTimers();
  store = createStore(SITE);
  store._keep();
});
afterEach(resetPage);

/** Takes a turn and notes that it has it. */
const take = (name: string, had: string[], turn = createTurn(store, KEY)) => {
  void turn._take().then(() => had.push(name));
  return turn;
};
const settle = () => vi.advanceTimersByTimeAsync(1);

describe('the turn to say hello', () => {
  it('[LI9] is one tab’s at a time while nobody has a credential', async () => {
    stubQueue();
    const had: string[] = [];
    const first = take('first', had);
    take('second', had);
    await settle();
    expect(had).toEqual(['first']);
    store._set(KEY, 'k1.abc');
    first._end();
    await settle();
    expect(had).toEqual(['first', 'second']);
  });

  it('[LI9] is waited for 3 s at most, for a tab that sleeps in it', async () => {
    stubQueue();
    const had: string[] = [];
    take('first', had);
    take('second', had);
    await vi.advanceTimersByTimeAsync(9_990);
    expect(had).toEqual(['first']);
    await vi.advanceTimersByTimeAsync(20);
    expect(had).toEqual(['first', 'second']);
  });

  it('[LI9] is given up by who tries anew', async () => {
    stubQueue();
    const had: string[] = [];
    const first = take('first', had);
    await settle();
    take('first again', had, first);
    await settle();
    expect(had).toEqual(['first', 'first again']);
  });

  it('[LI9] comes after the storage of the one before, which may arrive behind the lock', async () => {
    stubQueue();
    const had: string[] = [];
    const first = take('first', had);
    take('second', had);
    await vi.advanceTimersByTimeAsync(400);
    first._end();
    await vi.advanceTimersByTimeAsync(200);
    expect(had).toEqual(['first']);
    store._set(KEY, 'k1.abc');
    await vi.advanceTimersByTimeAsync(100);
    expect(had).toEqual(['first', 'second']);
  });

  it('[LI9] is nobody’s with a credential, or where the page has no Web Locks', async () => {
    const had: string[] = [];
    take('without locks', had);
    take('another without locks', had);
    await settle();
    stubQueue();
    take('holder', had);
    store._set(KEY, 'k1.abc');
    take('with a credential', had);
    await settle();
    expect(had).toEqual(['without locks', 'another without locks', 'holder', 'with a credential']);
  });
});
