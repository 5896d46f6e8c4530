import {
  acceptanceOf,
  learn,
  noOutcomes,
  saidNoOf,
  usualAcceptAfterMs,
  withAcceptAfter,
} from '../../../packages/relay/src/core/forecast/acceptance.ts';
import type { Outcomes } from '../../../packages/relay/src/core/forecast/acceptance.ts';
import { arrivalRate, arrivalsWithinMs } from '../../../packages/relay/src/core/forecast/arrivals.ts';
import {
  p90Of,
  released,
  repliesCounted,
  repliesCountMs,
  stepBrake,
} from '../../../packages/relay/src/core/forecast/brake.ts';
import type { Lengths } from '../../../packages/relay/src/core/forecast/lengths.ts';
import type { Brake, Reply } from '../../../packages/relay/src/core/forecast/brake.ts';
import { judge } from '../../../packages/relay/src/core/forecast/judge.ts';
import { lengthsCounted, lengthsOf } from '../../../packages/relay/src/core/forecast/lengths.ts';
import { usualWordMs } from '../../../packages/relay/src/core/forecast/pace.ts';
import { usualChance, usualTargetMs as targetMs } from '../../../packages/relay/src/core/forecast/target.ts';
import { remember } from '../../../packages/relay/src/core/forecast/threshold.ts';
import type { Request } from '../../../packages/relay/src/core/forecast/threshold.ts';
import type { DayFloor, Policy } from './day.ts';
import type { Shopper } from './plan.ts';

export { targetMs };

/** Live Helper Chat's `pro_active_limitation`: invited is while at most so many chats wait for a rep, and somebody is there. */
export function pendingChats(most: number): Policy {
  return {
    name: Number.isFinite(most) ? `at most ${most} pending chats` : 'no limit',
    ask: (_, floor) => (floor.slots() > 0 && floor.unanswered() <= most ? 'unheld' : 'no'),
  };
}

/** At most so many open invitations for each rep with a slot to spare: more than any peer looks at. */
export function openInvitations(perRep: number, capacity: number): Policy {
  const isAvailable = ({ isReady, load }: { readonly isReady: boolean; readonly load: number }) =>
    isReady && load < capacity;
  return {
    name: `${perRep} open per rep with a free slot`,
    ask(_, floor) {
      const available = [...floor.reps.values()].filter(isAvailable).length;
      return floor.invited.size < perRep * available ? 'unheld' : 'no';
    },
  };
}

/** At most so many open invitations for each rep who is there. */
export function openPerRep(perRep: number): Policy {
  return {
    name: `${perRep} open per rep`,
    ask(_, floor) {
      const there = [...floor.reps.values()].filter(({ isReady }) => isReady).length;
      return floor.invited.size < perRep * there ? 'unheld' : 'no';
    },
  };
}

/** Talks of reps who are there: only their slots go to the next in line. */
export function talksThere(floor: DayFloor, now: number): readonly { readonly ageMs: number }[] {
  const there = [...floor.talks.values()].filter(({ rep }) => floor.reps.get(rep)?.isReady === true);
  return there.map(({ since }) => ({ ageMs: now - since }));
}

export interface ForecastOptions {
  readonly name?: string;
  readonly chance?: number;
  /** Rules whose invitations hold a slot. */
  readonly held?: readonly string[];
}

/** The relay's way, with what one node would have learned. */
export function forecast({ name = 'forecast', chance = usualChance, held = [] }: ForecastOptions = {}): Policy {
  const byRule = new Map<string, Outcomes>();
  let site: Outcomes = noOutcomes;
  let acceptAfterMs = usualAcceptAfterMs;
  let ended: readonly number[] = [];
  let lengths: Lengths | undefined;
  let arrivals: readonly number[] = [];
  let replies: readonly Reply[] = [];
  let requests: readonly Request[] = [];
  let brake: Brake = released;
  let threshold = 0;

  const shareOf = (rule: string) => acceptanceOf(byRule.get(rule) ?? noOutcomes, site);

  function outlookOf(floor: DayFloor, now: number) {
    return {
      free: floor.free(),
      waiting: floor.waiting().length,
      talks: talksThere(floor, now),
      lengths,
      invited: [...floor.invited.values()]
        .filter(({ rep }) => rep === undefined)
        .map(({ shopper, at }) => ({ share: shareOf(shopper.rule ?? ''), ageMs: now - at })),
      arrivals: arrivalRate(arrivals, 0, now),
      habits: { acceptAfterMs, saidNo: saidNoOf(site) },
      slackMs: targetMs - usualWordMs,
    };
  }

  function ask(shopper: Shopper, floor: DayFloor, now: number): 'held' | 'unheld' | 'no' {
    const waits = floor
      .waiting()
      .filter((one) => one.shopper.rule !== undefined)
      .map(({ askedAt }) => ({ at: now, targets: (now - askedAt) / targetMs }));
    replies = replies.filter(({ at }) => now - at < repliesCountMs);
    brake = stepBrake(brake, p90Of([...replies, ...waits.filter(({ targets }) => targets > 1)]), now);
    const rule = shopper.rule ?? '';
    const isHeld = held.includes(rule);
    const verdict = judge({
      options: [{ team: 'team', outlook: outlookOf(floor, now), slots: floor.slots(), brake }],
      isHeld,
      share: shareOf(rule),
      chance,
      requests,
      value: shopper.value,
      draw: shopper.draw,
      threshold,
    });
    threshold = verdict.threshold;
    requests = remember(requests, { at: now, value: shopper.value });
    if (verdict.kind === 'missed') return 'no';
    return isHeld ? 'held' : 'unheld';
  }

  return {
    name,
    ask,
    cameAlone(now) {
      arrivals = [...arrivals.filter((at) => now - at <= arrivalsWithinMs), now];
    },
    outcome({ rule = '' }, answer, tookMs) {
      byRule.set(rule, learn(byRule.get(rule) ?? noOutcomes, answer));
      site = learn(site, answer);
      if (answer === 'yes') acceptAfterMs = withAcceptAfter(acceptAfterMs, tookMs);
    },
    replied({ rule }, tookMs, at) {
      if (rule !== undefined) replies = [...replies, { at, targets: tookMs / targetMs }].slice(-repliesCounted);
    },
    ended(tookMs) {
      ended = [...ended, tookMs].slice(-lengthsCounted);
      lengths = lengthsOf(ended);
    },
  };
}
