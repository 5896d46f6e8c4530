import { describe, expect, it } from 'vitest';
import type { JourneyStep } from '../src/journeys/index.ts';
import { makePlaybook, makeRule, T0 } from './helpers.ts';
import { exit, journey, onExit, play, reportOf, view } from './rehearse-helpers.ts';

const open = { perVisit: 20, quietAfterDismissMs: 0 };

describe('playing a journey', () => {
  const waiting = makeRule('only', {
    on: [{ signal: 'begin_checkout', afterMs: 20_000 }],
    when: { 'cart.value': { $gte: 100 } },
  });
  const begin: JourneyStep = { at: 1_000, signal: { name: 'begin_checkout' }, facts: { 'cart.value': 100 } };

  it('[RH1] asks at the instant at which a wait ends, before what was recorded next', async () => {
    // The order that would silence the rule comes a millisecond too late.
    const late = await play(waiting, [journey([begin, { at: 21_001, outcome: { outcome: 'ordered' } }])]);
    expect(reportOf(late).next?.invitations).toBe(1);
    const early = await play(waiting, [
      journey([begin, { at: 20_999, outcome: { outcome: 'ordered' } }, exit(30_000)]),
    ]);
    expect(reportOf(early).next).toMatchObject({ invitations: 0, reasons: [['quiet', 1]] });
    const changed = await play(waiting, [journey([begin, { at: 20_999, facts: { 'cart.value': 99 } }, exit(30_000)])]);
    expect(reportOf(changed).next).toMatchObject({ invitations: 0, reasons: [['condition', 1]] });
  });

  it('[RH1] lets no time pass after the last step', async () => {
    const cutShort = await play(waiting, [journey([begin, exit(20_999)])]);
    expect(reportOf(cutShort).next?.invitations).toBe(0);
    const longEnough = await play(waiting, [journey([begin, exit(21_000)])]);
    expect(reportOf(longEnough).next?.invitations).toBe(1);
  });

  it('[RH1] starts every journey anew, also of the same visitor', async () => {
    const again = [journey([view(0), exit(1)]), journey([view(0), exit(1)], { startedAt: T0 + 1 })];
    expect(reportOf(await play(onExit('only'), again)).next).toMatchObject({ invited: 2, invitations: 2 });
  });

  it('[RH1] takes a fact that is null as gone', async () => {
    const rule = onExit('only', { when: { 'cart.coupon': { $exists: false } } });
    const steps = [view(0, { 'cart.coupon': 'a' }), exit(1), view(2, { 'cart.coupon': null }), exit(3)];
    expect(reportOf(await play(rule, [journey(steps)])).next).toMatchObject({
      invitations: 1,
      reasons: [['condition', 1]],
    });
  });
});

describe('what became of a rehearsed invitation', () => {
  const short = { text: { en: 'Hi' }, timeToLiveMs: 5_000 };
  const only = onExit('only', { invite: short });
  /** Asks whether the screen is free: within a day only a deeper rule may follow. */
  const deeper = makeRule('deeper', { on: [{ signal: 'search' }], funnel: 1 });
  const search = (at: number): JourneyStep => ({ at, signal: { name: 'search' } });

  it('[RH2] is shown at once and times out after its time to live', async () => {
    const steps = [view(0), exit(1), search(5_000), search(5_001)];
    const loud = await play(makePlaybook([only, deeper], open), [journey(steps)]);
    expect(reportOf(loud, 'deeper').next).toMatchObject({ invitations: 1, reasons: [['on_screen', 1]] });
    const quiet = await play(makePlaybook([only, deeper]), [journey(steps)]);
    expect(reportOf(quiet, 'deeper').next).toMatchObject({
      invitations: 0,
      reasons: [
        ['on_screen', 1],
        ['quiet', 1],
      ],
    });
  });

  it('[RH2] is shown after the delay where the rule has one', async () => {
    const delayed = { ...only, invite: { ...short, delayMs: 3_000 } };
    const steps = [view(0), exit(1), search(8_000), search(8_001)];
    const report = await play(makePlaybook([delayed, deeper], open), [journey(steps)]);
    expect(reportOf(report, 'deeper').next).toMatchObject({ invitations: 1, reasons: [['on_screen', 1]] });
  });

  it.each(['shown', 'accepted', 'declined', 'dismissed', 'timed_out', 'withheld', 'withdrawn'] as const)(
    '[RH2] is not what was recorded: %s belongs to the playbook of then',
    async (outcome) => {
      const steps: JourneyStep[] = [view(0), { at: 1, outcome: { rule: 'only', outcome } }, exit(2)];
      expect(reportOf(await play(only, [journey(steps)])).next?.invitations).toBe(1);
    },
  );

  it.each([
    ['conversation_opened', 'in_conversation'],
    ['conversation_ended', 'quiet'],
    ['ordered', 'quiet'],
  ] as const)('[RH2] but %s is the visitor’s own, and is played', async (outcome, reason) => {
    const steps: JourneyStep[] = [view(0), { at: 1, outcome: { outcome } }, exit(2)];
    expect(reportOf(await play(only, [journey(steps)])).next).toMatchObject({
      invitations: 0,
      reasons: [[reason, 1]],
    });
  });
});
