import { setImmediate } from 'node:timers/promises';

/** Time that passes only when a test says so: the store's clock, the nodes' clocks and their timers. */
export interface TestClock {
  now(): number;
  after(ms: number, run: () => void): () => void;
  /** Lets `ms` pass; every timer on the way runs at its own instant, and what it began is finished before the next. */
  pass(ms: number): Promise<void>;
  /** Lets `ms` pass at once, as for a machine that slept: every timer that is due runs late, and once. */
  jump(ms: number): Promise<void>;
  /** Finishes what is under way without letting time pass. */
  settle(): Promise<void>;
}

interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Turns of the event loop until the longest chain of store operations and bells in these tests is through. */
const turns = 60;

export function createTestClock(start: number, isIdle: () => Promise<void>): TestClock {
  let now = start;
  const timers = new Set<Timer>();

  async function settle(): Promise<void> {
    for (let turn = 0; turn < turns; turn += 1) {
      await setImmediate();
      await isIdle();
    }
  }

  async function runDue(): Promise<void> {
    const due = [...timers].filter(({ at }) => at <= now).toSorted((a, b) => a.at - b.at);
    for (const timer of due) {
      timers.delete(timer);
      timer.run();
      await settle();
    }
  }

  return {
    now: () => now,
    async jump(ms) {
      await settle();
      now += ms;
      await runDue();
      await settle();
    },
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    settle,
    async pass(ms) {
      const end = now + ms;
      await settle();
      for (;;) {
        const [next] = [...timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
        if (next === undefined) break;
        timers.delete(next);
        now = Math.max(now, next.at);
        next.run();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}
