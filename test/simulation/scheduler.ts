/** A process of the simulated world: what it has to do is done while it runs, later while it is frozen, never once it is dead. */
export interface Owner {
  readonly name: string;
  isDead: boolean;
  isFrozen: boolean;
  /** Its clock less the true one. */
  skewMs: number;
}

interface Due {
  readonly at: number;
  readonly order: number;
  readonly owner: Owner;
  /** `undefined`: cancelled. */
  run: (() => void) | undefined;
  /** Whether it may begin asynchronous work, which is finished before the next event. */
  readonly isAsync: boolean;
}

/** A clock that goes only where events are, and everything that waits for it. */
export interface Scheduler {
  now(): number;
  /** Who acts right now. */
  current(): Owner;
  after(ms: number, owner: Owner, run: () => void, isAsync?: boolean): Due;
  cancel(due: Due): void;
  freeze(owner: Owner): void;
  /** What it missed happens now, in its order. */
  thaw(owner: Owner): void;
  /** Runs everything due up to `untilMs`. */
  run(untilMs: number): Promise<void>;
  /** Events so far. */
  count(): number;
}

export type Timer = Due;

/** Kept before anything could replace it: an event's promises are through when the event loop has turned. */
const { setImmediate } = globalThis;
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

export const createOwner = (name: string, skewMs = 0): Owner => ({ name, isDead: false, isFrozen: false, skewMs });

export function createScheduler(startMs: number): Scheduler {
  const nobody = createOwner('nobody');
  const heap: Due[] = [];
  const missed = new Map<Owner, Due[]>();
  let now = startMs;
  let order = 0;
  let count = 0;
  let current = nobody;

  const isBefore = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

  function push(due: Due): void {
    let at = heap.push(due) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up];
      if (parent === undefined || !isBefore(due, parent)) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = due;
  }

  function pop(): Due | undefined {
    const first = heap[0];
    const last = heap.pop();
    if (last === undefined || first === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      let child = heap[down];
      if (child === undefined) break;
      const other = heap[down + 1];
      if (other !== undefined && isBefore(other, child)) {
        child = other;
        down += 1;
      }
      if (!isBefore(child, last)) break;
      heap[at] = child;
      at = down;
    }
    heap[at] = last;
    return first;
  }

  return {
    now: () => now,
    current: () => current,
    count: () => count,
    after(ms, owner, run, isAsync = true) {
      const due: Due = { at: now + Math.max(0, ms), order: (order += 1), owner, run, isAsync };
      push(due);
      return due;
    },
    cancel(due) {
      due.run = undefined;
    },
    freeze(owner) {
      owner.isFrozen = true;
    },
    thaw(owner) {
      owner.isFrozen = false;
      const late = missed.get(owner) ?? [];
      missed.delete(owner);
      for (const due of late) {
        if (due.run !== undefined) push({ ...due, at: now, order: (order += 1) });
      }
    },
    async run(untilMs) {
      for (;;) {
        const first = heap[0];
        if (first === undefined || first.at > untilMs) break;
        const due = pop();
        if (due?.run === undefined || due.owner.isDead) continue;
        now = Math.max(now, due.at);
        if (due.owner.isFrozen) {
          const late = missed.get(due.owner);
          if (late === undefined) missed.set(due.owner, [due]);
          else late.push(due);
          continue;
        }
        count += 1;
        current = due.owner;
        const { run } = due;
        due.run = undefined;
        run();
        if (due.isAsync) await turn();
      }
      now = Math.max(now, untilMs);
      current = nobody;
    },
  };
}
