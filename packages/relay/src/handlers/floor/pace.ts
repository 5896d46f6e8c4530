import { arrivalRate, arrivalsWithinMs } from '../../core/forecast/arrivals.ts';
import { p90Of, released, repliesCounted, repliesCountMs, stepBrake } from '../../core/forecast/brake.ts';
import type { Brake, Reply } from '../../core/forecast/brake.ts';
import { lengthsCounted, lengthsOf } from '../../core/forecast/lengths.ts';
import type { Ended, Lengths } from '../../core/forecast/lengths.ts';
import { noPace, usualWordMs } from '../../core/forecast/pace.ts';
import type { Pace } from '../../core/forecast/pace.ts';
import { usualTargetMs } from '../../core/forecast/target.ts';
import type { ConversationView, Engagement } from '../../ports/index.ts';
import type { World } from '../types.ts';
import type { TeamState } from './team-state.ts';

/** A conversation that ended longer ago than this says nothing of those of now. */
const goodForMs = 2 * 3_600_000;
/** Times to a first word that the usual one is taken of, and the fewest that say more than what is usual anywhere. */
const wordsCounted = 51;
const fewestWords = 5;

/** Learns how a team's floor goes from looks at it, beside what the journal told when the node began. */
export interface PaceWork {
  /** Two looks at a floor that follow each other. */
  note(before: TeamState | undefined, next: TeamState): void;
  /** Conversations that ended before this node began, the oldest first. */
  recall(past: readonly Ended[], at: number): void;
  now(at: number): Pace;
}

const paces = new WeakMap<World, Map<string, PaceWork>>();

/** How a team's floor goes, as this node knows it. */
export function paceOf(world: World, team: string, at: number): Pace {
  return paces.get(world)?.get(team)?.now(at) ?? noPace;
}

export function recallEnded(world: World, team: string, past: readonly Ended[], at: number): void {
  paces.get(world)?.get(team)?.recall(past, at);
}

interface Counted {
  readonly engagement: Engagement;
  readonly view: ConversationView;
}

/** The live conversations of a floor. */
function liveOf(state: TeamState): readonly Counted[] {
  return [...state.views.values()].flatMap((view) => {
    const engagement = view.record?.engagement;
    const isLive = engagement !== undefined && engagement.state !== 'by_message' && engagement.state !== 'resolved';
    return isLive ? [{ engagement, view }] : [];
  });
}

export function createPace(team: string, world: World): PaceWork {
  let ended: readonly Ended[] = [];
  let arrivals: readonly number[] = [];
  let replies: readonly Reply[] = [];
  let words: readonly number[] = [];
  let brake: Brake = released;
  let since: number | undefined;
  /** Engagements on the floor whose first word was counted. */
  let counted: ReadonlySet<string> = new Set();
  /** Of `ended` and `words`, worked out once a look: it is asked for with every request. */
  let lengths: Lengths | undefined;
  let wordMs = usualWordMs;

  /** Somebody talked in it, and its slot is free now. */
  function noteEnds(before: TeamState, next: TeamState): void {
    const standing = new Set(next.floor.claims.map(({ claim }) => claim));
    const held = new Set(before.floor.claims.map(({ claim }) => claim));
    for (const view of before.views.values()) {
      const { acceptedAt, state } = view.record?.engagement ?? {};
      const claim = view.record?.owner?.claim;
      if ((state !== 'active' && state !== 'wrap_up') || acceptedAt === undefined || claim === undefined) continue;
      if (standing.has(claim) || !held.has(claim)) continue;
      ended = [...ended, { at: next.floor.at, tookMs: Math.max(0, next.floor.at - acceptedAt) }];
    }
  }

  function noteArrivals(before: TeamState, next: TeamState): void {
    const known = new Set(liveOf(before).map(({ engagement }) => engagement.id));
    const { at } = next.floor;
    const fresh = liveOf(next).filter(({ engagement: { id, cause } }) => cause === 'visitor' && !known.has(id));
    arrivals = [...arrivals, ...fresh.map(() => at)].filter((time) => at - time <= arrivalsWithinMs);
  }

  /** Of those who came because they were invited: it is them who were promised a reply. */
  function noteReplies(next: TeamState): void {
    const { at, claims } = next.floor;
    const ringAt = new Map(claims.map((claim) => [claim.claim, claim.at]));
    const now = new Set<string>();
    const waiting: Reply[] = [];
    for (const { engagement, view } of liveOf(next)) {
      const { id, openedAt, cause } = engagement;
      const { record, log } = view;
      const targetMs = world.directory().site(record?.site ?? '')?.replyTargetMs ?? usualTargetMs;
      const said = log.lastRepMessageAt;
      if (said === undefined || said < openedAt) {
        if (cause === 'invitation' && at - openedAt > targetMs)
          waiting.push({ at, targets: (at - openedAt) / targetMs });
        continue;
      }
      now.add(id);
      // What was there before the first look is no news.
      if (counted.has(id) || since === undefined || said < since) continue;
      if (cause === 'invitation') replies = [...replies, { at, targets: (said - openedAt) / targetMs }];
      const rangAt = ringAt.get(record?.owner?.claim ?? '');
      if (rangAt !== undefined) words = [...words, Math.max(0, said - rangAt)].slice(-wordsCounted);
    }
    counted = now;
    replies = replies.filter((reply) => at - reply.at <= repliesCountMs).slice(-repliesCounted);
    brake = stepBrake(brake, p90Of([...replies, ...waiting]), at);
  }

  function learn(at: number): void {
    ended = ended.filter((one) => at - one.at <= goodForMs).slice(-lengthsCounted);
    lengths = lengthsOf(ended.map(({ tookMs }) => tookMs));
    const middle = words.toSorted((a, b) => a - b)[words.length >> 1];
    wordMs = middle === undefined || words.length < fewestWords ? usualWordMs : middle;
  }

  const work: PaceWork = {
    note(before, next) {
      if (before !== undefined) {
        noteEnds(before, next);
        noteArrivals(before, next);
      }
      noteReplies(next);
      learn(next.floor.at);
      since ??= next.floor.at;
    },
    recall(past, at) {
      ended = [...past, ...ended];
      learn(at);
    },
    now: (at) => ({ lengths, arrivals: arrivalRate(arrivals, since ?? at, at), wordMs, brake }),
  };
  const teams = paces.get(world) ?? new Map<string, PaceWork>();
  paces.set(world, teams.set(team, work));
  return work;
}
