/** Real ones, before a test puts its own in their place. */
const realImmediate = setImmediate;

/** A virtual clock whose callbacks may be asynchronous: what they start has run before the next is due. */
export interface Clock {
  now(): number;
  after(ms: number, run: () => void): () => void;
  pass(ms: number): Promise<void>;
}

interface Due {
  readonly at: number;
  readonly run: () => void;
}

export function createClock(startAt: number): Clock {
  let now = startAt;
  let waiting: Due[] = [];
  const settled = (): Promise<void> => new Promise((resolve) => void realImmediate(resolve));
  return {
    now: () => now,
    after(ms, run) {
      const due: Due = { at: now + Math.max(0, ms), run };
      waiting.splice(waiting.findLastIndex((other) => other.at <= due.at) + 1, 0, due);
      return () => void (waiting = waiting.filter((other) => other !== due));
    },
    async pass(ms) {
      const until = now + ms;
      await settled();
      for (let due = waiting[0]; due && due.at <= until; due = waiting[0]) {
        waiting.shift();
        now = Math.max(now, due.at);
        due.run();
        await settled();
      }
      now = until;
    },
  };
}

/** mulberry32 */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
