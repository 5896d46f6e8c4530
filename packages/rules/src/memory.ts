import { hashOf } from './arms.ts';
import { DAY_MS } from './local-time.ts';
import type { CompiledRule, Program } from './program.ts';
import type { Outcome } from './types.ts';

/** Page loads further apart than this belong to different visits. */
const VISIT_GAP_MS = 1_800_000;
/** How long a decided invitation waits to be shown or withheld. Later its page is gone, or has forgotten it. */
const PENDING_MS = 10_000;
/** As many invitations as any visitor gets in this time, whatever a playbook says: then the list of them has an end. */
export const MOST_SHOWN = 40;
export const SHOWN_MS = 90 * DAY_MS;

/** A running wait: index of the rule, of the entry in its `on`, when it ends, and of what kind the signal was, where it is of dwelling. */
export type Wait = readonly [rule: number, entry: number, endsAt: number, of: string];

/** How far a flow or a count has come: the latest time at which the first `n` of its signals began, for each `n`. */
export type Flow = readonly [rule: number, entry: number, ...starts: number[]];

/** What one tab sees within a visit. */
export interface Here {
  readonly waits: readonly Wait[];
  readonly flows: readonly Flow[];
  /** The last value of a signal and its kind, on this page. */
  readonly peaks: Readonly<Record<string, number>>;
  /** The step of the checkout, '' outside, and since when. */
  readonly step: string;
  readonly stepAt: number;
  /** How often these signals came. */
  readonly checkout_error: number;
  readonly coupon_rejected: number;
}

/** An invitation that counts: its rule's mark, when, and its funnel level. */
export type Shown = readonly [mark: number, at: number, level: number];

/** What outlives a page: plain JSON, kept small. Instants are milliseconds since the epoch, 0 for "not". */
export interface Memory {
  readonly v: 2;
  readonly playbook: string;
  readonly visitAt: number;
  readonly loadedAt: number;
  readonly shown: readonly Shown[];
  /** How often each outcome was told; `shown` also counts those held out. */
  readonly told: Readonly<Record<string, number>>;
  readonly orderedAt: number;
  readonly talkedAt: number;
  readonly isTalking: boolean;
  /** The rule whose invitation is decided or on screen, until it ends or this instant passes. */
  readonly screen: string;
  readonly screenEndsAt: number;
  /** The one on screen was already counted. */
  readonly isCounted: boolean;
  readonly declinedEndsAt: number;
  readonly quietEndsAt: number;
  readonly here: Here;
}

export const FRESH_HERE: Here = {
  waits: [],
  flows: [],
  peaks: {},
  step: '',
  stepAt: 0,
  checkout_error: 0,
  coupon_rejected: 0,
};

export const freshMemory = (playbook: string): Memory => ({
  v: 2,
  playbook,
  visitAt: 0,
  loadedAt: 0,
  shown: [],
  told: {},
  orderedAt: 0,
  talkedAt: 0,
  isTalking: false,
  screen: '',
  screenEndsAt: 0,
  isCounted: false,
  declinedEndsAt: 0,
  quietEndsAt: 0,
  here: FRESH_HERE,
});

/** A rule in the list of invitations: its id may be long, and the list has to be short. Two that meet are limited as one. */
export const markOf = (rule: string): number => Math.floor(hashOf(rule) * 1e6);

export const isNewVisit = (memory: Memory, now: number): boolean => now - memory.loadedAt >= VISIT_GAP_MS;

/** A page was loaded, or a single-page shop changed its page. */
export const load = (memory: Memory, now: number): Memory => ({
  ...memory,
  loadedAt: now,
  ...(isNewVisit(memory, now) && { visitAt: now, here: FRESH_HERE }),
});

const tell = (memory: Memory, what: string): Memory => ({
  ...memory,
  told: { ...memory.told, [what]: (memory.told[what] ?? 0) + 1 },
});

/** An invitation was decided: until its outcome is told, or shortly after, nothing else may be decided. */
export const decide = (memory: Memory, { _rule }: CompiledRule, now: number): Memory => ({
  ...memory,
  screen: _rule.id,
  screenEndsAt: now + PENDING_MS + (_rule.invite.delayMs ?? 0),
  isCounted: false,
});

/** An invitation counts from now on. `id` may be of a rule that this playbook no longer has: of level 0 then. */
export function count(memory: Memory, id: string, level: number, now: number): Memory {
  const recent = memory.shown.filter(([, at]) => now - at < SHOWN_MS).slice(1 - MOST_SHOWN);
  return { ...tell(memory, 'shown'), shown: [...recent, [markOf(id), now, level]] };
}

const keepQuiet = (memory: Memory, endsAt: number): Memory => ({
  ...memory,
  quietEndsAt: Math.max(memory.quietEndsAt, endsAt),
});

/** What became of an invitation, a conversation or an order. `id` is '' where no rule had to do with it. */
export function remember(program: Program, memory: Memory, outcome: Outcome, id: string, now: number): Memory {
  const { _limits: limits } = program;
  const rule = program._byId.get(id);
  const isOnScreen = id === memory.screen;
  if (outcome === 'shown') {
    // Told twice (the next page shows it again): it is one invitation.
    if (memory.isCounted && isOnScreen && now < memory.screenEndsAt) return memory;
    return {
      ...count(memory, id, rule?._funnel ?? 0, now),
      screen: id,
      // A page that dies with its invitation tells nobody. Its rep is given back after the time to live; twice that is long enough to stop waiting.
      screenEndsAt: now + 2 * (rule?._rule.invite.timeToLiveMs ?? 60_000),
      isCounted: true,
    };
  }
  const gone = isOnScreen || !id ? { ...memory, screenEndsAt: 0 } : memory;
  if (outcome.startsWith('with')) return gone;
  const about = outcome === 'ordered' || outcome.startsWith('conversation') ? memory : gone;
  const told = tell(about, outcome);
  switch (outcome) {
    case 'accepted':
      return { ...told, isTalking: true };
    case 'declined':
      return {
        ...told,
        declinedEndsAt: Math.max(memory.declinedEndsAt, now + Math.max(30, limits.declinedDays) * DAY_MS),
      };
    case 'conversation_opened':
      return { ...told, isTalking: true, declinedEndsAt: 0 };
    case 'conversation_ended':
      return keepQuiet({ ...told, isTalking: false, talkedAt: now }, now + limits.quietAfterConversationMs);
    case 'ordered':
      return keepQuiet({ ...told, orderedAt: now }, now + limits.quietAfterOrderMs);
    default:
      return keepQuiet(told, now + limits.quietAfterDismissMs);
  }
}
