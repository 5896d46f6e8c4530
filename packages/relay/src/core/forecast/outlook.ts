import type { Habits } from './acceptance.ts';
import type { Candidate, Claim, FloorSnapshot, Grant } from '../../ports/index.ts';
import { freeSlots, isReachable } from '../routing.ts';
import type { Outlook } from './forecast.ts';
import type { Pace } from './pace.ts';

export interface TeamNow {
  readonly floor: FloorSnapshot;
  /** Who may be rung for what is asked. */
  readonly candidates: readonly Candidate[];
  readonly ringTimeoutMs: number;
  readonly pace: Pace;
}

/** What is known of those who are invited. */
export interface InvitedNow {
  /** How likely an invitation is accepted, as of when it was granted. */
  readonly shareOf: (grant: Grant) => number;
  readonly habits: Habits;
  /** The site's target for a first reply. */
  readonly targetMs: number;
}

export function outlookOf(
  { floor, candidates, ringTimeoutMs, pace }: TeamNow,
  { shareOf, habits, targetMs }: InvitedNow,
): Outlook {
  return {
    free: freeSlots(floor, candidates),
    waiting: floor.queue.length,
    talks: talksOf(floor, candidates, ringTimeoutMs),
    lengths: pace.lengths,
    invited: floor.grants.map((grant) => ({ share: shareOf(grant), ageMs: floor.at - grant.at })),
    arrivals: pace.arrivals,
    habits,
    slackMs: Math.max(0, targetMs - pace.wordMs),
  };
}

/** A conversation that holds a slot: since when it is talked in, or when its slot comes free where that is known. */
export type Talk = { readonly ageMs: number } | { readonly endsInMs: number };

/** Talks whose slots go to the next in line. That of a rep who takes no more is none to wait for; one that an invitation holds is no talk yet. */
export function talksOf(
  floor: FloorSnapshot,
  candidates: readonly Candidate[],
  ringTimeoutMs: number,
): readonly Talk[] {
  const known = new Set(candidates.map(({ rep }) => rep));
  const there = new Set(floor.reps.filter((one) => known.has(one.rep) && isReachable(one)).map(({ rep }) => rep));
  return floor.claims
    .filter(({ rep, state }) => there.has(rep) && state !== 'held')
    .map((claim) => talkOf(claim, floor.at, ringTimeoutMs));
}

/** A claim that is bound and yet due is ringing, or its talk is over and the rep writes it up until then. */
function talkOf({ state, at, dueAt }: Claim, now: number, ringTimeoutMs: number): Talk {
  const isWrapUp = state === 'confirmed' && dueAt !== undefined && dueAt - at > 2 * ringTimeoutMs;
  return isWrapUp ? { endsInMs: Math.max(0, dueAt - now) } : { ageMs: Math.max(0, now - at) };
}
