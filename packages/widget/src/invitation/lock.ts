import type { Store } from '../consent/store.ts';
import { lockManager } from '../env.ts';
import { takeLock } from '../link/lock.ts';

const KEY = 'lock';
/** Longer than an invitation lives; a tab that died with the lock in storage blocks the others no longer than this. */
const HELD_MS = 90_000;

/** What of the engine's memory, which all tabs share, is read here. */
interface Memory {
  readonly shown?: readonly (readonly [rule: string, at: number])[];
}

/**
 * The right to ask for and show an invitation that was decided at `at`, which one tab of the visitor has at a time. Gives the function that
 * lets go of it, or nothing when another tab has it, or has shown one since: limits were counted without that one. By Web Locks, which die
 * with their tab; by storage where a page has none.
 */
export async function holdInvitationLock(store: Store, at: number): Promise<(() => void) | undefined> {
  let release: (() => void) | undefined;
  if (lockManager()) release = await takeLock(store._name(KEY), true);
  else if (!(Number(store._get(KEY)) > Date.now())) {
    store._set(KEY, Date.now() + HELD_MS);
    release = () => store._set(KEY, undefined);
  }
  const [, shownAt] = store._get<Memory>('rules')?.shown?.at(-1) ?? [];
  if (!shownAt || shownAt <= at) return release;
  release?.();
  return undefined;
}
