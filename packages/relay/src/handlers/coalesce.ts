import { failureOf } from './failure.ts';
import type { World } from './types.ts';

/** @param isLast the node ends: there is no later for what fails */
type Run = (isLast: boolean) => Promise<void>;

interface Slot {
  /** Runs when the pause is over; the latest wins. */
  next: Run | undefined;
  cancel: () => void;
}

const slots = new WeakMap<World, Map<string, Slot>>();
const closed = new WeakSet<World>();

function slotsOf(world: World): Map<string, Slot> {
  let all = slots.get(world);
  if (all === undefined) slots.set(world, (all = new Map()));
  return all;
}

async function guarded(world: World, run: Run, isLast = false): Promise<void> {
  try {
    await run(isLast);
  } catch (error) {
    world.emit({ name: 'work.failed', ...failureOf(error) });
  }
}

/**
 * Runs the first of a burst at once and then at most one every `everyMs`: the latest, and always the last. `key` is unique on the node.
 * Failures are logged, for nobody waits for the answer.
 */
export function coalesce(world: World, key: string, everyMs: number, run: Run): void {
  if (closed.has(world)) {
    void guarded(world, run, true);
    return;
  }
  const all = slotsOf(world);
  const waiting = all.get(key);
  if (waiting !== undefined) {
    waiting.next = run;
    return;
  }
  const slot: Slot = { next: undefined, cancel: () => {} };
  const pause = () => {
    slot.cancel = world.after(everyMs, () => {
      const { next } = slot;
      slot.next = undefined;
      if (next === undefined) {
        all.delete(key);
        return;
      }
      pause();
      void guarded(world, next);
    });
  };
  all.set(key, slot);
  pause();
  void guarded(world, run);
}

/** Runs what waits and leaves no timer behind; whatever comes later runs at once. At the end of a node's life. */
export async function closeCoalescing(world: World): Promise<void> {
  closed.add(world);
  const all = slotsOf(world);
  const waiting = [...all.values()];
  all.clear();
  await Promise.all(
    waiting.map(async (slot) => {
      slot.cancel();
      if (slot.next !== undefined) await guarded(world, slot.next, true);
    }),
  );
}

export function openCoalescing(world: World): void {
  closed.delete(world);
}
