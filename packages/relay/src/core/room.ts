import type { Room } from '../ports/index.ts';

/** From here on the operator is warned: with `noeviction` a store that only grows is a store that stops. */
const fullFrom = 0.7;

/** How full, from 0 to 1; `undefined` where the store has no limit of its own. */
export function fullness({ usedBytes, mostBytes }: Room): number | undefined {
  return mostBytes === undefined ? undefined : usedBytes / mostBytes;
}

export function isFilling(room: Room): boolean {
  return (fullness(room) ?? 0) >= fullFrom;
}
