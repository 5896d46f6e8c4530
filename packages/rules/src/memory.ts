import type { CompiledRule, Program } from './program.ts';
import type { Outcome, SuppressReason } from './types.ts';

const DAY_MS = 86_400_000;
/** Page loads further apart than this belong to different visits. */
const VISIT_GAP_MS = 1_800_000;
/** How long a decided invitation waits to be shown or withheld. Later its page is gone, or has forgotten it. */
const PENDING_MS = 10_000;

/** What a playbook that says nothing of limits has. */
export const DEFAULT_LIMITS = {
  perVisit: 2,
  declinedDays: 180,
  quietAfterDismissMs: VISIT_GAP_MS,
  quietAfterConversationMs: DAY_MS,
  quietAfterOrderMs: DAY_MS,
};

/** A running wait: index of the rule, of the entry in its `on`, and when it ends. */
export type Wait = readonly [rule: number, entry: number, endsAt: number];

/** What outlives a page: plain JSON, kept small. Instants are milliseconds since the epoch, 0 for "not". */
export interface Memory {
  readonly v: 2;
  readonly playbook: string;
  readonly loadedAt: number;
  /** Invitations shown in this visit, in all and by rule. */
  readonly shown: number;
  readonly rules: Readonly<Record<string, number>>;
  readonly waits: readonly Wait[];
  /** The rule whose invitation is decided or on screen, until it ends or this instant passes. */
  readonly screen: string;
  readonly screenEndsAt: number;
  /** The one on screen was already counted. */
  readonly isCounted: boolean;
  readonly isTalking: boolean;
  readonly declinedEndsAt: number;
  readonly quietEndsAt: number;
  readonly level: number;
  readonly levelEndsAt: number;
}

export const freshMemory = (playbook: string): Memory => ({
  v: 2,
  playbook,
  loadedAt: 0,
  shown: 0,
  rules: {},
  waits: [],
  screen: '',
  screenEndsAt: 0,
  isCounted: false,
  isTalking: false,
  declinedEndsAt: 0,
  quietEndsAt: 0,
  level: 0,
  levelEndsAt: 0,
});

export const isNewVisit = (memory: Memory, now: number): boolean => now - memory.loadedAt >= VISIT_GAP_MS;

/** A page was loaded, or a single-page shop changed its page. */
export function load(memory: Memory, now: number): Memory {
  return { ...memory, loadedAt: now, ...(isNewVisit(memory, now) && { shown: 0, rules: {}, waits: [] }) };
}

/** An invitation was decided: until its outcome is told, or shortly after, nothing else may be decided. */
export const decide = (memory: Memory, rule: string, now: number): Memory => ({
  ...memory,
  screen: rule,
  screenEndsAt: now + PENDING_MS,
  isCounted: false,
});

/** Why nothing at all may invite now; `undefined`: something may. */
export function blockOf(memory: Memory, now: number): SuppressReason | undefined {
  if (now < memory.screenEndsAt) return 'on_screen';
  if (memory.isTalking) return 'in_conversation';
  if (now < memory.declinedEndsAt) return 'declined';
  return now < memory.quietEndsAt ? 'quiet' : undefined;
}

/** Why this rule may not invite now though others might. */
export function limitOf(
  { limits }: Program,
  memory: Memory,
  { rule, funnel }: CompiledRule,
  now: number,
): SuppressReason | undefined {
  if ((memory.rules[rule.id] ?? 0) >= (rule.limits?.perVisit ?? 1)) return 'rule_limit';
  if (memory.shown >= limits.perVisit) return 'visit_limit';
  return now < memory.levelEndsAt && funnel <= memory.level ? 'funnel' : undefined;
}

const keepQuiet = (memory: Memory, endsAt: number): Memory => ({
  ...memory,
  quietEndsAt: Math.max(memory.quietEndsAt, endsAt),
});

function show(memory: Memory, id: string, compiled: CompiledRule | undefined, now: number): Memory {
  // Told twice (the next page shows it again): it is one invitation.
  if (memory.isCounted && memory.screen === id && now < memory.screenEndsAt) return memory;
  const level = compiled?.funnel ?? 0;
  return {
    ...memory,
    shown: memory.shown + 1,
    rules: { ...memory.rules, [id]: (memory.rules[id] ?? 0) + 1 },
    screen: id,
    // A page that dies with its invitation tells nobody. Its rep is given back after the time to live; twice that is long enough to stop waiting.
    screenEndsAt: now + 2 * (compiled?.rule.invite.timeToLiveMs ?? 60_000),
    isCounted: true,
    level: now < memory.levelEndsAt ? Math.max(memory.level, level) : level,
    levelEndsAt: now + DAY_MS,
  };
}

/** What became of an invitation, a conversation or an order. `id` may be of a rule that this playbook no longer has, or '' for none. */
export function remember({ limits, byId }: Program, memory: Memory, outcome: Outcome, id: string, now: number): Memory {
  const gone = !id || id === memory.screen ? { ...memory, screenEndsAt: 0 } : memory;
  switch (outcome) {
    case 'shown':
      return show(memory, id, byId.get(id), now);
    case 'accepted':
      return { ...gone, isTalking: true };
    case 'declined':
      return {
        ...gone,
        declinedEndsAt: Math.max(memory.declinedEndsAt, now + Math.max(30, limits.declinedDays) * DAY_MS),
      };
    case 'dismissed':
    case 'timed_out':
      return keepQuiet(gone, now + limits.quietAfterDismissMs);
    case 'conversation_opened':
      return { ...memory, isTalking: true, declinedEndsAt: 0 };
    case 'conversation_ended':
      return keepQuiet({ ...memory, isTalking: false }, now + limits.quietAfterConversationMs);
    case 'ordered':
      return keepQuiet(memory, now + limits.quietAfterOrderMs);
    case 'withheld':
    case 'withdrawn':
    default:
      return gone;
  }
}
