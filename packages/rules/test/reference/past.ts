import type { Facts, Outcome, Playbook, Rule, SuppressReason, TraceLimits } from '../../src/index.ts';
import { holdsPlainly } from './conditions.ts';

export const MINUTE = 60_000;
export const DAY = 86_400_000;

interface Shown {
  readonly rule: string;
  readonly at: number;
  readonly level: number;
}

/** All that happened to a visitor and that limits look at, kept as lists and looked through each time. */
export interface Past {
  /** When the visit began. */
  visitAt: number;
  readonly loads: number[];
  readonly shown: Shown[];
  readonly outcomes: { readonly outcome: Outcome; readonly at: number }[];
  /** The invitation that is decided or on screen, and until when it is waited for. */
  screen: { readonly rule: string; readonly endsAt: number; readonly isShown: boolean } | undefined;
  isTalking: boolean;
  declinedEndsAt: number;
  quietEndsAt: number;
}

export const emptyPast = (): Past => ({
  visitAt: -Infinity,
  loads: [],
  shown: [],
  outcomes: [],
  screen: undefined,
  isTalking: false,
  declinedEndsAt: -Infinity,
  quietEndsAt: -Infinity,
});

/** A page was loaded. True: with it a new visit began. */
export function loadPage(past: Past, now: number): boolean {
  const before = past.loads.at(-1);
  const isNew = before === undefined || now - before >= 30 * MINUTE;
  if (isNew) past.visitAt = now;
  past.loads.push(now);
  return isNew;
}

const levelOf = (playbook: Playbook, id: string): number => playbook.rules.find((rule) => rule.id === id)?.funnel ?? 0;

export function countShown(past: Past, playbook: Playbook, rule: string, now: number): void {
  past.shown.push({ rule, at: now, level: levelOf(playbook, rule) });
}

export function takeOutcome(past: Past, playbook: Playbook, outcome: Outcome, rule: string, now: number): void {
  const { limits = {} } = playbook;
  const isUp = past.screen !== undefined && now < past.screen.endsAt;
  past.outcomes.push({ outcome, at: now });
  const beQuiet = (ms: number): void => void (past.quietEndsAt = Math.max(past.quietEndsAt, now + ms));
  const isEnd = ['accepted', 'declined', 'dismissed', 'timed_out', 'withheld', 'withdrawn'].includes(outcome);
  if (isEnd && (rule === '' || rule === past.screen?.rule)) past.screen = undefined;
  switch (outcome) {
    case 'shown': {
      if (isUp && past.screen?.isShown === true && past.screen.rule === rule) {
        past.outcomes.pop();
        return;
      }
      countShown(past, playbook, rule, now);
      const { timeToLiveMs = 60_000 } = playbook.rules.find(({ id }) => id === rule)?.invite ?? {};
      past.screen = { rule, endsAt: now + 2 * timeToLiveMs, isShown: true };
      return;
    }
    case 'accepted':
      past.isTalking = true;
      return;
    case 'declined':
      past.declinedEndsAt = Math.max(past.declinedEndsAt, now + Math.max(30, limits.declinedDays ?? 180) * DAY);
      return;
    case 'dismissed':
    case 'timed_out':
      beQuiet(limits.quietAfterDismissMs ?? 30 * MINUTE);
      return;
    case 'conversation_opened':
      past.isTalking = true;
      past.declinedEndsAt = -Infinity;
      return;
    case 'conversation_ended':
      past.isTalking = false;
      beQuiet(limits.quietAfterConversationMs ?? DAY);
      return;
    case 'ordered':
      beQuiet(limits.quietAfterOrderMs ?? DAY);
      return;
    case 'withheld':
    case 'withdrawn':
  }
}

const within = (past: Past, days: number, now: number): readonly Shown[] =>
  past.shown.filter(({ at }) => now - at < days * DAY);

/** Deepest level of the last 24 hours; -1: none. */
const levelNow = (past: Past, now: number): number => Math.max(-1, ...within(past, 1, now).map(({ level }) => level));

export function limitsOf(past: Past, playbook: Playbook, rule: Rule, now: number): TraceLimits {
  // At the very instant at which the visit began: it belongs to it, whichever was told first.
  const inVisit = past.shown.filter(({ at }) => at >= past.visitAt);
  return [
    inVisit.length,
    inVisit.filter((one) => one.rule === rule.id).length,
    within(past, playbook.limits?.perVisitor?.days ?? 90, now).length,
    levelNow(past, now),
  ];
}

/** Why a rule whose condition holds may not invite. */
export function limitAgainst(
  past: Past,
  playbook: Playbook,
  rule: Rule,
  now: number,
  facts: Facts,
): SuppressReason | undefined {
  const { limits = {} } = playbook;
  if (limits.neverOn?.some((glob) => holdsPlainly({ 'page.path': { $glob: glob } }, facts)) === true) return 'page';
  if (past.screen && now < past.screen.endsAt) return 'on_screen';
  if (past.isTalking) return 'in_conversation';
  if (now < past.declinedEndsAt) return 'declined';
  if (now < past.quietEndsAt) return 'quiet';
  const [visit, ofRule, , level] = limitsOf(past, playbook, rule, now);
  const own = rule.limits?.perVisitor;
  if (ofRule >= (rule.limits?.perVisit ?? 1)) return 'rule_limit';
  if (own && within(past, own.days, now).filter((one) => one.rule === rule.id).length >= own.times) return 'rule_limit';
  if (visit >= (limits.perVisit ?? 2)) return 'visit_limit';
  const { times, days } = limits.perVisitor ?? { times: 40, days: 90 };
  if (within(past, days, now).length >= times || within(past, 90, now).length >= 40) return 'visitor_limit';
  return (rule.funnel ?? 0) <= level ? 'funnel' : undefined;
}
