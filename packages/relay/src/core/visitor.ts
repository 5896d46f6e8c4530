import type { VisitorRecord } from '../ports/index.ts';

/** How many invitations and orders of a visitor are remembered. */
const remembered = 20;

export function newVisitor(visitor: string, site: string, now: number): VisitorRecord {
  return {
    visitor,
    site,
    revision: 0,
    generation: 0,
    isBlocked: false,
    invitations: [],
    orders: [],
    createdAt: now,
  };
}

/** Appends, and forgets the oldest. */
export function rememberLast<T>(list: readonly T[], item: T): readonly T[] {
  return [...list, item].slice(-remembered);
}
