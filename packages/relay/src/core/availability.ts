import type { Availability, Bands } from '@tillside/protocol';
import type { Candidate, FloorSnapshot } from '../ports/index.ts';
import { freeSlots, isStaffed } from './routing.ts';

export interface StaffedFloor {
  readonly team: string;
  readonly floor: FloorSnapshot;
  readonly candidates: readonly Candidate[];
}

/** How soon a rep of these floors (a site's route) can answer: `now`, `soon` where all are busy, `none`. */
export function bandOf(floors: readonly Omit<StaffedFloor, 'team'>[]): Availability {
  if (floors.some(({ floor, candidates }) => freeSlots(floor, candidates) > 0)) return 'now';
  return floors.some(({ floor, candidates }) => isStaffed(floor, candidates, [])) ? 'soon' : 'none';
}

/** The same for each team by itself, and for each skill over all teams: whoever has it can answer for it. */
export function bandsOf(floors: readonly StaffedFloor[], skillsOf: (rep: string) => readonly string[]): Bands {
  const skills = new Set(floors.flatMap(({ candidates }) => candidates.flatMap(({ rep }) => skillsOf(rep))));
  const withSkill = (skill: string) =>
    floors.map(({ floor, candidates }) => ({
      floor,
      candidates: candidates.filter(({ rep }) => skillsOf(rep).includes(skill)),
    }));
  return {
    teams: Object.fromEntries(floors.map((one) => [one.team, bandOf([one])])),
    skills: Object.fromEntries([...skills].toSorted().map((skill) => [skill, bandOf(withSkill(skill))])),
  };
}
