import type { Availability } from '@tillside/protocol';
import type { Candidate, FloorSnapshot } from '../ports/index.ts';
import { freeSlots, isStaffed } from './routing.ts';

export interface StaffedFloor {
  readonly floor: FloorSnapshot;
  readonly candidates: readonly Candidate[];
}

/** How soon a rep of these floors (a site's route) can answer: `now`, `soon` where all are busy, `none`. */
export function bandOf(floors: readonly StaffedFloor[]): Availability {
  if (floors.some(({ floor, candidates }) => freeSlots(floor, candidates) > 0)) return 'now';
  return floors.some(({ floor, candidates }) => isStaffed(floor, candidates, [])) ? 'soon' : 'none';
}
