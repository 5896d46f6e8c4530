import { choose } from '../../../packages/relay/src/core/choice.ts';
import { chargeTurn, inOrder, turnCost } from '../../../packages/relay/src/core/queue.ts';
import type { QueueItem } from '../../../packages/relay/src/ports/index.ts';
import type { Answer } from '../../../packages/relay/src/core/forecast/acceptance.ts';
import { createOwner, createScheduler } from '../scheduler.ts';
import type { DayPlan, PlannedRep, Shopper } from './plan.ts';

/** As long as a rule's invitation stays unless it says otherwise. */
export const invitationLivesMs = 60_000;
/** From the loss of a rep until the rep's conversations move. */
const graceMs = 20_000;

export interface Talk {
  readonly shopper: Shopper;
  readonly rep: string;
  readonly since: number;
  endsAt: number;
}

export interface Invited {
  readonly shopper: Shopper;
  readonly at: number;
  /** Promised this rep, with a slot. */
  readonly rep?: string;
}

interface Waiting {
  readonly shopper: Shopper;
  readonly item: QueueItem;
  /** What is left of the talk, where a rep was lost in the middle of it. */
  readonly talksMs: number;
}

interface RepHere {
  readonly id: string;
  load: number;
  idleSince: number;
  isReady: boolean;
}

/** What one may see of the floor: everything the relay sees, nothing of what chance holds ready. */
export interface DayFloor {
  readonly reps: ReadonlyMap<string, RepHere>;
  readonly talks: ReadonlyMap<string, Talk>;
  readonly invited: ReadonlyMap<string, Invited>;
  /** In the order in which they are served. */
  waiting(): readonly { readonly shopper: Shopper; readonly askedAt: number }[];
  /** Conversations without a rep's word so far: in the line, or ringing. */
  unanswered(): number;
  slots(): number;
  free(): number;
}

export type Granted = 'held' | 'unheld' | 'no';

/** Who decides on invitations, and what it hears. */
export interface Policy {
  readonly name: string;
  ask(shopper: Shopper, floor: DayFloor, now: number): Granted;
  cameAlone?(now: number): void;
  outcome?(shopper: Shopper, answer: Answer, tookMs: number): void;
  replied?(shopper: Shopper, tookMs: number, now: number): void;
  ended?(tookMs: number, now: number): void;
}

/** One who came to talk: by themselves, or with a yes. */
export interface Visit {
  readonly shopper: Shopper;
  readonly askedAt: number;
  repliedAt?: number;
  /** Had enough of waiting. */
  leftAt?: number;
}

export interface Day {
  readonly visits: readonly Visit[];
  readonly invitations: number;
}

export interface Watch {
  /** Somebody waits: at once, and again every so often. */
  queued?(visit: Visit, floor: DayFloor, now: number): void;
  readonly everyMs?: number;
}

/** Lives one day on one team's floor, with the relay's own choice of rep and order of the queue. */
export async function liveDay(plan: DayPlan, policy: Policy, watch: Watch = {}): Promise<Day> {
  const scheduler = createScheduler(0);
  const owner = createOwner('day');
  const later = (at: number, run: () => void) => scheduler.after(at - scheduler.now(), owner, run, false);
  const reps = new Map<string, RepHere>();
  const talks = new Map<string, Talk>();
  const invited = new Map<string, Invited>();
  const queue = new Map<string, Waiting>();
  const visits = new Map<string, Visit>();
  let turns: Readonly<Record<string, number>> = {};
  let invitations = 0;

  const ready = () => [...reps.values()].filter(({ isReady }) => isReady);
  const inLine = () =>
    inOrder(
      [...queue.values()].map(({ item }) => item),
      turns,
    );
  const floor: DayFloor = {
    reps,
    talks,
    invited,
    waiting: () =>
      inLine().flatMap(({ conversation }) => {
        const one = queue.get(conversation);
        return one === undefined ? [] : [{ shopper: one.shopper, askedAt: visits.get(one.shopper.id)?.askedAt ?? 0 }];
      }),
    unanswered: () => [...queue.keys(), ...talks.keys()].filter((id) => visits.get(id)?.repliedAt === undefined).length,
    slots: () => ready().length * plan.capacity,
    free: () => ready().reduce((sum, { load }) => sum + Math.max(0, plan.capacity - load), 0),
  };

  function claim(): RepHere | undefined {
    const standings = [...reps.values()].map(({ id, ...rep }) => ({ rep: id, capacity: plan.capacity, ...rep }));
    const chosen = choose(standings, scheduler.now(), {});
    const rep = chosen.kind === 'chosen' ? reps.get(chosen.rep) : undefined;
    if (rep !== undefined) rep.load += 1;
    return rep;
  }

  function release(id: string): void {
    const rep = reps.get(id);
    if (rep === undefined) return;
    rep.load -= 1;
    rep.idleSince = scheduler.now();
    serve();
  }

  function serve(): void {
    for (const { conversation } of inLine()) {
      const next = queue.get(conversation);
      if (next === undefined) continue;
      const rep = claim();
      if (rep === undefined) return;
      queue.delete(conversation);
      if (next.item.isReturned !== true) turns = chargeTurn(turns, next.item.site, turnCost(next.item.share));
      begin(next.shopper, rep, next.talksMs);
    }
  }

  function begin(shopper: Shopper, { id: rep, load }: RepHere, talksMs: number): void {
    const now = scheduler.now();
    // With more talks at once the rep's eyes are elsewhere.
    const repliesAt = now + shopper.replyMs * (1 + 0.1 * (load - 1));
    const talk: Talk = { shopper, rep, since: now, endsAt: repliesAt + talksMs };
    talks.set(shopper.id, talk);
    later(repliesAt, () => {
      const visit = visits.get(shopper.id);
      if (talks.get(shopper.id) !== talk || visit === undefined || visit.repliedAt !== undefined) return;
      visit.repliedAt = repliesAt;
      policy.replied?.(shopper, repliesAt - visit.askedAt, repliesAt);
    });
    later(talk.endsAt, () => {
      if (talks.get(shopper.id) !== talk) return;
      talks.delete(shopper.id);
      policy.ended?.(talk.endsAt - talk.since, talk.endsAt);
      release(rep);
    });
  }

  function arrive(shopper: Shopper, held?: RepHere): void {
    const now = scheduler.now();
    const visit: Visit = { shopper, askedAt: now };
    visits.set(shopper.id, visit);
    if (held !== undefined) {
      begin(shopper, held, shopper.talksMs);
      return;
    }
    const item = { conversation: shopper.id, site: 'site_shop', queuedAt: now };
    queue.set(shopper.id, { shopper, item, talksMs: shopper.talksMs });
    serve();
    if (!queue.has(shopper.id)) return;
    keepWatching(visit);
    later(now + shopper.patienceMs, () => {
      if (!queue.delete(shopper.id)) return;
      visit.leftAt = scheduler.now();
      policy.replied?.(shopper, visit.leftAt - visit.askedAt, visit.leftAt);
    });
  }

  function keepWatching(visit: Visit): void {
    if (!queue.has(visit.shopper.id)) return;
    watch.queued?.(visit, floor, scheduler.now());
    if (watch.everyMs !== undefined) later(scheduler.now() + watch.everyMs, () => keepWatching(visit));
  }

  function request(shopper: Shopper): void {
    const now = scheduler.now();
    const granted = policy.ask(shopper, floor, now);
    if (granted === 'no') return;
    const rep = granted === 'held' ? claim() : undefined;
    if (granted === 'held' && rep === undefined) return;
    invitations += 1;
    const one: Invited = { shopper, at: now, ...(rep === undefined ? {} : { rep: rep.id }) };
    invited.set(shopper.id, one);
    const tookMs = Math.min(shopper.answersAfterMs, invitationLivesMs);
    const answer = shopper.answersAfterMs > invitationLivesMs ? 'silence' : shopper.accepts ? 'yes' : 'no';
    const isYes = answer === 'yes';
    later(now + tookMs, () => {
      invited.delete(shopper.id);
      policy.outcome?.(shopper, answer, tookMs);
      if (isYes) arrive(shopper, rep?.isReady === true ? rep : undefined);
      if (rep !== undefined && !(isYes && rep.isReady)) release(rep.id);
    });
  }

  /** Lost in the middle of everything: whoever talked with this rep goes back to the head of the line. */
  function lose({ id }: RepHere): void {
    const now = scheduler.now();
    for (const [key, talk] of talks) {
      if (talk.rep !== id) continue;
      talks.delete(key);
      const rep = reps.get(id);
      if (rep !== undefined) rep.load -= 1;
      const item = {
        conversation: key,
        site: 'site_shop',
        queuedAt: visits.get(key)?.askedAt ?? now,
        isReturned: true,
      };
      queue.set(key, { shopper: talk.shopper, item, talksMs: Math.max(20_000, talk.endsAt - now) });
    }
    serve();
  }

  function schedule({ id, stretches, leavesAt }: PlannedRep): void {
    reps.set(id, { id, load: 0, idleSince: 0, isReady: false });
    for (const { from, to } of stretches) {
      later(from, () => {
        const rep = reps.get(id);
        if (rep !== undefined) Object.assign(rep, { isReady: true, idleSince: from });
        serve();
      });
      later(to, () => {
        const rep = reps.get(id);
        if (rep === undefined) return;
        rep.isReady = false;
        // After the shift a rep finishes what is being talked about.
        if (to < leavesAt) later(to + graceMs, () => !rep.isReady && lose(rep));
      });
    }
  }

  for (const rep of plan.reps) schedule(rep);
  for (const shopper of plan.shoppers) {
    later(shopper.at, () => {
      if (shopper.rule !== undefined) return request(shopper);
      policy.cameAlone?.(shopper.at);
      arrive(shopper);
    });
  }
  await scheduler.run(plan.endsAt);
  return { visits: [...visits.values()], invitations };
}
