import type { Candidate, FloorSnapshot, Rep, RepOnFloor, RouteStep, Team } from '../ports/index.ts';
import { hasSkills, writesLanguage } from './ask.ts';
import type { Ask } from './ask.ts';
import { isServing } from './route.ts';
import type { TeamStanding } from './route.ts';
import { isOnShift } from './shifts.ts';

/** A rep who was rung in vain is not rung again by the same conversation for this long, unless nobody else is there even then. Milliseconds. */
const ringAgainAfterMs = 15_000;
/** For so long who writes the visitor's language is waited for; then anybody of the team answers. Milliseconds. */
export const languageWithinMs = 30_000;

/** Present and willing: a ring would reach this rep. */
export function isReachable(rep: RepOnFloor): boolean {
  return rep.status === 'available' && rep.isPresent;
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

/** When, for which step of a route, and what for. */
export interface RingFor {
  readonly at: number;
  readonly step?: Pick<RouteStep, 'hours'>;
  readonly ask?: Ask;
}

/**
 * The team's reps who may get new rings, with the capacity and the weight of each: none outside the hours, those on shift, with all the
 * skills. What a rep has already is none of this.
 */
export function candidatesOf(
  team: Team,
  reps: readonly Rep[],
  { at, step = {}, ask = {} }: RingFor,
): readonly Candidate[] {
  if (!isServing(step, team, at)) return [];
  return reps
    .filter((rep) => hasSkills(rep, ask.skills) && isOnShift(team, rep.id, at))
    .map(({ id, weight }) => ({ rep: id, capacity: team.capacity, ...(weight === undefined ? {} : { weight }) }));
}

/** How a team stands to a conversation that rang some of its reps in vain. */
export function standingOf(
  team: Team,
  reps: readonly Rep[],
  floor: FloorSnapshot,
  asked: RingFor,
  tried: readonly string[],
): TeamStanding {
  const { at, step = {}, ask } = asked;
  if (!isServing(step, team, at)) return 'outside_hours';
  if (isStaffed(floor, candidatesOf(team, reps, asked), tried)) return 'there';
  if (ask?.skills === undefined) return 'nobody';
  return isStaffed(floor, candidatesOf(team, reps, { at, step }), tried) ? 'skill' : 'nobody';
}

/**
 * Whom to ring first by language: those who write the visitor's, as long as one of them is there who was not rung in vain and the visitor
 * has not waited long. Everybody otherwise: a language is a preference.
 */
export function speakersFirst(
  candidates: readonly Candidate[],
  writes: (rep: string) => boolean,
  floor: FloorSnapshot,
  tried: readonly string[],
  waitedMs: number,
): readonly Candidate[] {
  if (waitedMs >= languageWithinMs) return candidates;
  const speakers = candidates.filter(({ rep }) => writes(rep));
  return isStaffed(floor, speakers, tried) ? speakers : candidates;
}

/** The same for reps as the directory has them. */
export function speakersOf(reps: readonly Rep[], language: string | undefined): (rep: string) => boolean {
  const names = new Set(reps.filter((rep) => writesLanguage(rep, language)).map(({ id }) => id));
  return (rep) => names.has(rep);
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
