/** A virtual clock: runs what is due in order, as fast as the machine can. */
export interface Clock {
  now(): number;
  after(ms: number, run: () => void): () => void;
  /** Runs everything due up to `untilMs`. */
  runUntil(untilMs: number): void;
}

interface Due {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

export function createClock(): Clock {
  let now = 0;
  let count = 0;
  let waiting: Due[] = [];
  return {
    now: () => now,
    after(ms, run) {
      const due: Due = { at: now + Math.max(0, ms), order: count++, run };
      const index = waiting.findLastIndex((other) => other.at <= due.at);
      waiting.splice(index + 1, 0, due);
      return () => void (waiting = waiting.filter((other) => other !== due));
    },
    runUntil(untilMs) {
      while (waiting[0] && waiting[0].at <= untilMs) {
        const due = waiting.shift()!;
        now = due.at;
        due.run();
      }
      now = untilMs;
    },
  };
}
