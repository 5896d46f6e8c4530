import type { Candidate, FloorSnapshot, Rep, RepOnFloor, RouteStep, Team } from '../ports/index.ts';

/** A rep who was rung in vain is not rung again by the same conversation for this long, unless nobody else is there even then. Milliseconds. */
export const ringAgainAfterMs = 15_000;

/** Present and willing: a ring would reach this rep. */
export function isReachable(rep: RepOnFloor): boolean {
  return rep.status === 'available' && rep.isPresent;
}

/**
 * The teams of the route to ask after waiting `waitedMs`, in route order. A step behind nothing but teams with nobody to ask is asked at
 * once; every other after its own time. Skipped teams stay asked: somebody may come back.
 */
export function askedTeams(
  route: readonly RouteStep[],
  waitedMs: number,
  isStaffed: (team: string) => boolean,
): readonly string[] {
  const asked: string[] = [];
  let isNobodyBefore = true;
  for (const { team, afterMs } of route) {
    if (isNobodyBefore || waitedMs >= afterMs) asked.push(team);
    isNobodyBefore &&= !isStaffed(team);
  }
  return asked;
}

/** Is there anybody on this floor whom this conversation has not rung in vain? */
export function isStaffed(
  floor: FloorSnapshot | undefined,
  candidates: readonly Candidate[],
  tried: readonly string[],
): boolean {
  const known = new Set(candidates.map(({ rep }) => rep));
  return floor?.reps.some((rep) => known.has(rep.rep) && isReachable(rep) && !tried.includes(rep.rep)) ?? false;
}

/** The team's reps with the capacity each has. */
export function candidatesOf(team: Team, reps: readonly Rep[]): readonly Candidate[] {
  return reps.map((rep) => ({ rep: rep.id, capacity: team.capacity }));
}

/**
 * Whom not to ring: those rung in vain, as long as they had no peace since. Where they are the only ones, the same rep rings again after
 * a while rather than never.
 */
export function excludedReps(
  tried: readonly string[],
  floor: FloorSnapshot,
  candidates: readonly Candidate[],
): readonly string[] {
  if (tried.length === 0) return [];
  if (isStaffed(floor, candidates, tried)) return tried;
  const idleSince = new Map(floor.reps.map((rep) => [rep.rep, rep.idleSince]));
  return tried.filter((rep) => floor.at - (idleSince.get(rep) ?? floor.at) < ringAgainAfterMs);
}

/** All slots of the candidates who can be reached. */
export function slotsOf(floor: FloorSnapshot, candidates: readonly Candidate[]): number {
  const reachable = new Set(floor.reps.filter(isReachable).map(({ rep }) => rep));
  return candidates.reduce((sum, { rep, capacity }) => sum + (reachable.has(rep) ? capacity : 0), 0);
}

/** Slots that reachable candidates have free. */
export function freeSlots(floor: FloorSnapshot, candidates: readonly Candidate[]): number {
  const capacity = new Map(candidates.map((one) => [one.rep, one.capacity]));
  let free = 0;
  for (const rep of floor.reps) {
    if (isReachable(rep)) free += Math.max(0, (capacity.get(rep.rep) ?? 0) - rep.load);
  }
  return free;
}
