import type { Random } from './random.ts';
import type { Owner, Scheduler, Timer } from './scheduler.ts';

interface Life {
  readonly scheduler: Scheduler;
  readonly random: Random;
}

let life: Life | undefined;
const needed = (): Life => {
  if (life === undefined) throw new Error('There is no time outside of a life.');
  return life;
};

/** What `setTimeout` gives, as far as anybody here uses it. A timer is cancelled also when it was thawed meanwhile. */
class Handle {
  timer: Timer | undefined;
  isOver = false;
  unref(): this {
    return this;
  }
}

function start(run: () => void, ms: number, owner: Owner): Handle {
  const handle = new Handle();
  handle.timer = needed().scheduler.after(ms, owner, () => handle.isOver || run());
  return handle;
}

function stop(handle: unknown): void {
  if (!(handle instanceof Handle)) return;
  handle.isOver = true;
  if (handle.timer !== undefined) needed().scheduler.cancel(handle.timer);
}

/**
 * Timers, the clock and chance of this process become the life's. For a process of its own only: nothing else here has a time any more.
 * A timer belongs to whoever acts when it is set, and dies and freezes with them.
 */
export function takeOverTime(): void {
  const setTimeout = (run: (...args: readonly unknown[]) => void, ms = 0, ...args: readonly unknown[]): Handle =>
    start(() => run(...args), ms, needed().scheduler.current());
  const setInterval = (run: (...args: readonly unknown[]) => void, ms = 0, ...args: readonly unknown[]): Handle => {
    const { scheduler } = needed();
    const owner = scheduler.current();
    const handle = new Handle();
    const wait = (): void => {
      handle.timer = scheduler.after(ms, owner, () => {
        if (handle.isOver) return;
        wait();
        run(...args);
      });
    };
    wait();
    return handle;
  };
  Object.assign(globalThis, { setTimeout, setInterval, clearTimeout: stop, clearInterval: stop });
  Date.now = () => {
    const { scheduler } = needed();
    return scheduler.now() + scheduler.current().skewMs;
  };
  Math.random = () => needed().random.next();
}

/** From now on time and chance are this life's. */
export function liveIn(scheduler: Scheduler, random: Random): void {
  life = { scheduler, random };
}
