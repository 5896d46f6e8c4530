import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../src/index.ts';
import type { Outcome, Playbook, Rule, StepInput } from '../src/index.ts';
import { journey, rules } from './arbitraries.ts';
import { DAY, MINUTE, T0, thaw } from './helpers.ts';

const LIMITS = {
  perVisit: 2,
  declinedDays: 30,
  quietAfterDismissMs: 10 * MINUTE,
  quietAfterConversationMs: 60 * MINUTE,
  quietAfterOrderMs: 90 * MINUTE,
} satisfies Playbook['limits'];

/** A page that does what it is told: shows what is decided, sometimes without capacity, and lets the visitor answer a while later. */
interface Reply {
  readonly isWithheld: boolean;
  readonly afterMs: number;
  readonly end: Outcome;
}
const reply: fc.Arbitrary<Reply> = fc.record({
  isWithheld: fc.boolean(),
  afterMs: fc.integer({ min: 0, max: 60_000 }),
  end: fc.constantFrom<Outcome>(
    'accepted',
    'declined',
    'dismissed',
    'timed_out',
    'withdrawn',
    'dismissed',
    'withdrawn',
  ),
});

/** What an outside observer may conclude from what was shown and answered, kept apart from the engine's own bookkeeping. */
function createWatch(list: readonly Rule[]) {
  const loads: number[] = [];
  const shown: { rule: string; at: number; level: number }[] = [];
  const told: { outcome: Outcome; at: number }[] = [];
  const last = (...outcomes: Outcome[]): number =>
    told.findLast((one) => outcomes.includes(one.outcome))?.at ?? -Infinity;
  const levelOf = (id: string): number => list.find((rule) => rule.id === id)?.funnel ?? 0;

  return {
    load: (at: number): void => void loads.push(at),
    show: (rule: string, at: number): void => void shown.push({ rule, at, level: levelOf(rule) }),
    tell: (outcome: Outcome, at: number): void => void told.push({ outcome, at }),
    /** An invitation of this rule is about to be shown: may it? */
    check(id: string, now: number): void {
      const gap = loads.findLastIndex((at, index) => index > 0 && at - (loads[index - 1] ?? at) >= 30 * MINUTE);
      const visitBegan = loads[Math.max(0, gap)] ?? now;
      const inVisit = shown.filter((one) => one.at >= visitBegan);
      const rule = list.find((one) => one.id === id);
      expect(rule?.enabled).not.toBe(false);
      expect(inVisit.length).toBeLessThan(LIMITS.perVisit);
      expect(inVisit.filter((one) => one.rule === id).length).toBeLessThan(rule?.limits?.perVisit ?? 1);
      const recent = shown.filter((one) => now - one.at < DAY).map((one) => one.level);
      expect(levelOf(id)).toBeGreaterThan(Math.max(-1, ...recent));
      expect(now - last('dismissed', 'timed_out')).toBeGreaterThanOrEqual(LIMITS.quietAfterDismissMs);
      expect(now - last('conversation_ended')).toBeGreaterThanOrEqual(LIMITS.quietAfterConversationMs);
      expect(now - last('ordered')).toBeGreaterThanOrEqual(LIMITS.quietAfterOrderMs);
      const declinedAt = last('declined');
      if (last('conversation_opened') < declinedAt) expect(now - declinedAt).toBeGreaterThanOrEqual(30 * DAY);
      const talkingSince = last('accepted', 'conversation_opened');
      const isOver = last('conversation_ended') >= talkingSince || visitBegan > talkingSince;
      if (talkingSince > -Infinity) expect(isOver).toBe(true);
    },
  };
}

describe('limits', () => {
  it('[LI12] no journey exceeds a limit, with pages left and loaded on the way', () => {
    let invitations = 0;
    const moves = fc.array(fc.tuple(fc.boolean(), reply), { minLength: 25, maxLength: 25 });
    fc.assert(
      fc.property(
        rules,
        fc.oneof(journey(3 * MINUTE), journey(40 * MINUTE), journey(2 * DAY)),
        moves,
        (list, inputs, replies) => {
          const engine = createEngine({ version: 'v1', rules: list, limits: LIMITS }, { visitorSeed: 's' });
          const watch = createWatch(list);
          let state = engine.start(undefined, T0);
          watch.load(T0);
          let onScreen: { rule: string; endsAt: number; end: Outcome } | undefined;
          const step = (input: StepInput): string | undefined => {
            const result = engine.step(state, input);
            state = result.state;
            return result.decisions[0]?.kind === 'invite' ? result.decisions[0].rule : undefined;
          };
          const answer = (rule: string, outcome: Outcome, now: number): void => {
            watch.tell(outcome, now);
            // An outcome asks no rule, but time passes with it: a wait may end right then.
            const next = step({ now, outcome: { rule, outcome } });
            if (next !== undefined) invite(next, now, { isWithheld: true, afterMs: 0, end: 'withdrawn' });
          };
          const invite = (rule: string, now: number, how: Reply): void => {
            expect(onScreen).toBe(undefined);
            watch.check(rule, now);
            if (how.isWithheld) return answer(rule, 'withheld', now);
            invitations++;
            watch.show(rule, now);
            step({ now, outcome: { rule, outcome: 'shown' } });
            onScreen = { rule, endsAt: now + how.afterMs, end: how.end };
          };
          inputs.forEach((input, index) => {
            const [isLoad, how] = replies[index] ?? [false, undefined];
            if (onScreen && onScreen.endsAt <= input.now) {
              const { rule, end, endsAt } = onScreen;
              onScreen = undefined;
              answer(rule, end, endsAt);
            }
            if (isLoad) {
              state = engine.start(thaw(engine.save(state)), input.now);
              watch.load(input.now);
            }
            if (input.signal?.name === 'page_view') watch.load(input.now);
            // Only what a page can tell at any time; answers to invitations are given above.
            const { outcome, ...rest } = input;
            const own =
              outcome && ['conversation_opened', 'conversation_ended', 'ordered'].includes(outcome.outcome)
                ? outcome
                : undefined;
            if (own) watch.tell(own.outcome, input.now);
            const decided = step({ ...rest, ...(own && { outcome: own }) });
            if (decided !== undefined && how) invite(decided, input.now, how);
          });
        },
      ),
      { numRuns: 2000 },
    );
    // The property says nothing if hardly anything was ever shown.
    expect(invitations).toBeGreaterThan(300);
  });
});
