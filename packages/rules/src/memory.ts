import type { CompiledRule, Program } from './program.ts';
import type { PlaybookLimits } from './playbook.ts';
import type { Outcome } from './types.ts';

export const DAY_MS = 86_400_000;
/** Page loads further apart than this belong to different visits. */
const VISIT_GAP_MS = 1_800_000;
/** How long a decided invitation waits to be shown or withheld. Later its page is gone, or has forgotten it. */
const PENDING_MS = 10_000;
/** As many invitations as any visitor gets in this many days, whatever a playbook says: then the list of them has an end. */
export const MOST = { times: 40, days: 90 };

/**
 * Something of one entry of a rule's `on` that is under way: a wait until `endsAt`, with the kind of the signal that began it where it is of
 * dwelling; or, without an end (0), a flow or a count: the latest time at which its first `n` signals began, for each `n`.
 */
export type Run = readonly [rule: number, entry: number, endsAt: number, of: string, ...starts: number[]];

/** What one tab sees within a visit. Kept by the extras alone, which begin it: the core takes an empty one along. */
export interface Here {
  readonly runs: readonly Run[];
  /** The last value of a signal and its kind, on this page. */
  readonly peaks: Readonly<Record<string, number>>;
  /** The step of the checkout, '' outside, and since when. */
  readonly step: string;
  readonly stepAt: number;
  /** How often these signals came. */
  readonly checkout_error: number;
  readonly coupon_rejected: number;
}

/** An invitation that counts: its rule, when, and its funnel level. */
export type Shown = readonly [rule: string, at: number, level: number];

/** What outlives a page: plain JSON, kept small. Instants are milliseconds since the epoch, 0 for "not". */
export interface Memory {
  readonly v: 2;
  readonly playbook: string;
  readonly visitAt: number;
  readonly loadedAt: number;
  readonly shown: readonly Shown[];
  /** How often each outcome was told, and when last; `shown` also counts those held out. */
  readonly told: Readonly<Record<string, readonly [times: number, lastAt: number]>>;
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

type Draft = { -readonly [Key in keyof Memory]: Memory[Key] };

const NOTHING = {} as Here;

export const freshMemory = (playbook: string, declinedEndsAt: number): Memory => ({
  v: 2,
  playbook,
  visitAt: 0,
  loadedAt: 0,
  shown: [],
  told: {},
  isTalking: false,
  screen: '',
  screenEndsAt: 0,
  isCounted: false,
  declinedEndsAt,
  quietEndsAt: 0,
  here: NOTHING,
});

/** What a playbook that says nothing of limits has. */
export const DEFAULT_LIMITS = {
  perVisit: 2,
  perVisitor: MOST,
  neverOn: [],
  declinedDays: 180,
  quietAfterDismissMs: VISIT_GAP_MS,
  quietAfterConversationMs: DAY_MS,
  quietAfterOrderMs: DAY_MS,
} satisfies PlaybookLimits;

export const isNewVisit = (memory: Memory, now: number): boolean => now - memory.loadedAt >= VISIT_GAP_MS;

/** A page was loaded, or a single-page shop changed its page. */
export const load = (memory: Memory, now: number): Memory => ({
  ...memory,
  loadedAt: now,
  ...(isNewVisit(memory, now) && { visitAt: now, here: NOTHING }),
});

const tell = (draft: Draft, outcome: Outcome, now: number): void => {
  draft.told = { ...draft.told, [outcome]: [(draft.told[outcome]?.[0] ?? 0) + 1, now] };
};

/** An invitation counts from now on. `id` may be of a rule that this playbook no longer has: of level 0 then. */
function count(draft: Draft, id: string, rule: CompiledRule | undefined, now: number): void {
  const recent = draft.shown.filter(([, at]) => now - at < MOST.days * DAY_MS);
  draft.shown = [...recent.slice(1 - MOST.times), [id, now, rule?._funnel ?? 0]];
  tell(draft, 'shown', now);
}

/** An invitation was decided. Until its outcome is told, or shortly after, nothing else may be; one that is held out counts at once. */
export function decide(memory: Memory, rule: CompiledRule, now: number): Memory {
  const draft: Draft = { ...memory };
  const { id, invite } = rule._rule;
  if (rule._arm?.holdout) count(draft, id, rule, now);
  else {
    draft.screen = id;
    draft.screenEndsAt = now + PENDING_MS + (invite.delayMs ?? 0);
    draft.isCounted = false;
  }
  return draft;
}

/** What became of an invitation, a conversation or an order. `id` is '' where no rule had to do with it. */
export function remember(
  { _limits, _byId }: Program,
  memory: Memory,
  outcome: Outcome,
  id: string,
  now: number,
): Memory {
  const draft: Draft = { ...memory };
  const isOnScreen = id === memory.screen;
  let quietMs = 0;
  switch (outcome) {
    case 'shown': {
      // Told twice (the next page shows it again): it is one invitation.
      if (memory.isCounted && isOnScreen && now < memory.screenEndsAt) return memory;
      const rule = _byId.get(id);
      count(draft, id, rule, now);
      draft.screen = id;
      // A page that dies with its invitation tells nobody. Its rep is given back after the time to live; twice that is long enough to stop waiting.
      draft.screenEndsAt = now + 2 * (rule?._rule.invite.timeToLiveMs ?? 60_000);
      draft.isCounted = true;
      return draft;
    }
    case 'conversation_opened':
      draft.isTalking = true;
      draft.declinedEndsAt = 0;
      break;
    case 'conversation_ended':
      draft.isTalking = false;
      quietMs = _limits.quietAfterConversationMs;
      break;
    case 'ordered':
      quietMs = _limits.quietAfterOrderMs;
      break;
    default:
      if (isOnScreen || !id) draft.screenEndsAt = 0;
      // `withheld` and `withdrawn` are as if it had never been decided.
      if (outcome.startsWith('with')) return draft;
      if (outcome === 'accepted') draft.isTalking = true;
      else if (outcome === 'declined')
        draft.declinedEndsAt = Math.max(memory.declinedEndsAt, now + Math.max(30, _limits.declinedDays) * DAY_MS);
      else quietMs = _limits.quietAfterDismissMs;
  }
  if (quietMs) draft.quietEndsAt = Math.max(memory.quietEndsAt, now + quietMs);
  tell(draft, outcome, now);
  return draft;
}
