import type { RepView } from '@tillside/protocol';

/** How a rep is spoken of: as chosen, as far as it holds. */
export type ShownStatus = RepView['status'] | 'offShift';

export interface Colleague extends RepView {
  readonly shown: ShownStatus;
  /** Conversations this rep has room for. */
  readonly free: number;
}

/** Who may be rung first. */
const ORDER = { available: 0, offShift: 1, away: 2, offline: 3 } as const satisfies Record<ShownStatus, number>;

function shownStatus({ status, isPresent, isOffShift }: RepView): ShownStatus {
  if (!isPresent) return 'offline';
  return status === 'available' && isOffShift === true ? 'offShift' : status;
}

/** Everybody on the floor but `self`: those who may be rung first, then by name. */
export function colleaguesOf(reps: readonly RepView[], self: string): readonly Colleague[] {
  return reps
    .filter(({ id }) => id !== self)
    .map((rep) => ({ ...rep, shown: shownStatus(rep), free: Math.max(0, rep.capacity - rep.load) }))
    .toSorted((a, b) => ORDER[a.shown] - ORDER[b.shown] || a.name.localeCompare(b.name));
}

/** Whether this rep's own shift is over. */
export const isOffShift = (reps: readonly RepView[], self: string): boolean =>
  reps.find(({ id }) => id === self)?.isOffShift === true;
