import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptanceOf, acceptsWithin, learn, noOutcomes, usualAcceptance } from '../../src/core/forecast/acceptance.ts';
import { heldBack, p90Of, released, stepBrake } from '../../src/core/forecast/brake.ts';
import type { Brake } from '../../src/core/forecast/brake.ts';
import { arrivalsOf, countsOf, coversChance, sumOf } from '../../src/core/forecast/counts.ts';
import { chanceOf, mayHold, roomFor } from '../../src/core/forecast/forecast.ts';
import type { Outlook } from '../../src/core/forecast/forecast.ts';
import { judge } from '../../src/core/forecast/judge.ts';
import type { Asked } from '../../src/core/forecast/judge.ts';
import { endingOf, lengthAt, lengthsOf, shareWithin } from '../../src/core/forecast/lengths.ts';
import { moveThreshold, rankOf } from '../../src/core/forecast/threshold.ts';

const minute = 60_000;
const lengths = lengthsOf([3, 4, 4, 5, 5, 6, 6, 7, 8, 12].map((minutes) => minutes * minute));

const habits = { acceptAfterMs: 10_000, saidNo: 0.5 };

const outlook = (over: Partial<Outlook> = {}): Outlook => ({
  free: 3,
  waiting: 0,
  talks: [],
  lengths,
  invited: [],
  arrivals: 0,
  habits,
  slackMs: 5_000,
  ...over,
});

const talks = fc.array(fc.record({ ageMs: fc.integer({ min: 0, max: 3_600_000 }) }), { maxLength: 30 });
const invited = fc.array(
  fc.record({ share: fc.double({ min: 0, max: 1, noNaN: true }), ageMs: fc.integer({ min: 0, max: 60_000 }) }),
  { maxLength: 20 },
);
const outlooks: fc.Arbitrary<Outlook> = fc.record({
  free: fc.integer({ min: 0, max: 10 }),
  waiting: fc.integer({ min: 0, max: 5 }),
  talks,
  lengths: fc.constantFrom(lengths, undefined),
  invited,
  arrivals: fc.double({ min: 0, max: 0.001, noNaN: true }),
  habits: fc.record({
    acceptAfterMs: fc.integer({ min: 1_000, max: 60_000 }),
    saidNo: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
  slackMs: fc.integer({ min: 0, max: 10_000 }),
});
const mean = (counts: readonly number[]) => counts.reduce((sum, chance, k) => sum + k * chance, 0);
const total = (counts: readonly number[]) => counts.reduce((sum, chance) => sum + chance, 0);

describe('chances', () => {
  it('[CO61] of few and of many things add up to one and keep their mean', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { maxLength: 200 }), (chances) => {
        const counts = countsOf(chances);
        expect(total(counts)).toBeCloseTo(1, 4);
        expect(mean(counts)).toBeCloseTo(
          chances.reduce((sum, chance) => sum + chance, 0),
          1,
        );
      }),
    );
    expect(mean(arrivalsOf(3.5))).toBeCloseTo(3.5, 3);
    expect(total(sumOf(countsOf([0.3, 0.9]), arrivalsOf(2)))).toBeCloseTo(1, 6);
  });

  it('[CO61] of covering are those that one counts by hand', () => {
    // One slot, two invitations of which each fifth is accepted: nobody or one says yes.
    expect(coversChance(1, [1], countsOf([0.2, 0.2]))).toBeCloseTo(0.96, 9);
    expect(coversChance(-1, countsOf([0.5]), [1])).toBeCloseTo(0.5, 9);
  });
});

describe('lengths', () => {
  it('[CO60] say when a talk ends: the shares of ages and ends fit together', () => {
    if (lengths === undefined) throw new Error('too few lengths');
    expect(shareWithin(lengths, lengthAt(lengths, 0.3))).toBeCloseTo(0.3, 2);
    expect(endingOf(lengths, 0)(10 * minute)).toBeCloseTo(shareWithin(lengths, 10 * minute), 9);
    expect(endingOf(lengths, 5 * minute)(0)).toBeCloseTo(0, 9);
    expect(lengthAt(lengths, 0.5, 20 * minute)).toBeGreaterThan(20 * minute);
    expect(endingOf(lengths, 10 * 3_600_000)(minute)).toBeGreaterThan(0);
    expect(lengthsOf([minute, minute])).toBeUndefined();
  });
});

describe('the forecast', () => {
  it('[CO60] is certain with a slot for each who could say yes, and hopeless without any', () => {
    expect(chanceOf(outlook())).toBeCloseTo(1, 9);
    expect(chanceOf(outlook({ free: 0 }))).toBe(0);
    expect(chanceOf(outlook({ free: 2, waiting: 2 }))).toBe(0);
  });

  it('[CO60] falls with whoever else wants a slot and rises with each that comes free', () => {
    fc.assert(
      fc.property(outlooks, (one) => {
        const chance = chanceOf(one);
        const near = 1e-6;
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
        expect(chanceOf({ ...one, free: one.free + 1 })).toBeGreaterThanOrEqual(chance - near);
        expect(chanceOf({ ...one, waiting: one.waiting + 1 })).toBeLessThanOrEqual(chance + near);
        expect(chanceOf({ ...one, invited: [...one.invited, { share: 0.5, ageMs: 0 }] })).toBeLessThanOrEqual(
          chance + near,
        );
        expect(chanceOf({ ...one, arrivals: one.arrivals + 0.0005 })).toBeLessThanOrEqual(chance + near);
        expect(chanceOf({ ...one, talks: [...one.talks, { endsInMs: 0 }] })).toBeGreaterThanOrEqual(chance - near);
      }),
      { numRuns: 200 },
    );
  });

  it('[CO60] invites so many that each has the chance, and one more would not', () => {
    fc.assert(
      fc.property(outlooks, fc.double({ min: 0.05, max: 0.6, noNaN: true }), (one, share) => {
        const room = roomFor(one, share, 0.9);
        const after = (more: number) =>
          chanceOf({ ...one, invited: [...one.invited, ...Array.from({ length: more }, () => ({ share, ageMs: 0 }))] });
        if (room > 0) expect(after(room - 1)).toBeGreaterThanOrEqual(0.9 - 1e-6);
        if (room < 8) expect(after(room)).toBeLessThan(0.9 + 1e-6);
      }),
      { numRuns: 100 },
    );
  });

  it('[CO60] over-books what is not held, as far as few say yes', () => {
    expect(roomFor(outlook({ free: 1 }), 0.5, 0.9)).toBe(1);
    expect(roomFor(outlook({ free: 1 }), 0.2, 0.9)).toBe(2);
    expect(roomFor(outlook({ free: 2 }), 0.2, 0.9)).toBeGreaterThan(2);
    expect(roomFor(outlook({ free: 2 }), 0.02, 0.9)).toBe(8);
    expect(roomFor(outlook({ free: 2 }), 1, 0.9)).toBeLessThan(3);
  });

  it('[CO60] counts on talks that are about to end', () => {
    const old = Array.from({ length: 12 }, () => ({ ageMs: 15 * minute }));
    expect(chanceOf(outlook({ free: 0, talks: old }))).toBeGreaterThan(chanceOf(outlook({ free: 0, talks: [] })));
    expect(chanceOf(outlook({ free: 0, talks: [{ endsInMs: 1_000 }] }))).toBeCloseTo(1, 9);
    expect(chanceOf(outlook({ free: 0, talks: old, lengths: undefined }))).toBe(0);
  });

  it('[CO60] leaves a slot to who comes by themselves, until a yes and as long again after it', () => {
    // Nobody may come in 10 s and until the yes, which is after 1.8, 6.9 or 17.9 s: Poisson's chance of none, one in 100 s.
    const none = [1.823, 6.931, 17.918].map((after) => Math.exp(-(after + 10) / 100));
    const mean = none.reduce((sum, chance) => sum + chance, 0) / 3;
    expect(chanceOf(outlook({ free: 1, arrivals: 1 / 100_000 }))).toBeCloseTo(mean, 3);
  });

  it('[CO62] holds no slot that somebody waits for or that others were promised', () => {
    expect(mayHold(outlook({ free: 1 }), 0.9)).toBe(true);
    expect(mayHold(outlook({ free: 1, waiting: 1 }), 0.9)).toBe(false);
    expect(mayHold(outlook({ free: 0, talks: [{ endsInMs: 0 }] }), 0.9)).toBe(false);
    const one = [{ share: 0.2, ageMs: 0 }];
    expect(mayHold(outlook({ free: 1, invited: one }), 0.9)).toBe(false);
    expect(mayHold(outlook({ free: 2, invited: one }), 0.9)).toBe(true);
  });
});

describe('acceptance', () => {
  it('[CO63] begins at one in five and becomes what is seen', () => {
    expect(acceptanceOf(noOutcomes, noOutcomes)).toBe(usualAcceptance);
    let rule = noOutcomes;
    for (let n = 0; n < 2_000; n += 1) rule = learn(rule, n % 2 === 0 ? 'yes' : 'silence');
    expect(acceptanceOf(rule, noOutcomes)).toBeGreaterThan(0.45);
    expect(rule.yes + rule.no + rule.silence).toBeLessThan(400);
    for (let n = 0; n < 2_000; n += 1) rule = learn(rule, 'no');
    expect(acceptanceOf(rule, noOutcomes)).toBeLessThan(0.03);
    const site = { yes: 10, no: 90, silence: 100 };
    expect(acceptanceOf(noOutcomes, site)).toBeLessThan(0.1);
  });

  it('[CO63] of one that nobody answers fades', () => {
    const at = (ageMs: number, saidNo = 0.5) => acceptsWithin(0.3, ageMs, 60_000, { acceptAfterMs: 10_000, saidNo });
    expect(at(0)).toBeCloseTo(0.3, 2);
    expect(at(20_000)).toBeLessThan(at(5_000));
    expect(at(60_000)).toBeLessThan(0.01);
    // Where every no is said, silence says nothing; where none is, it says most.
    expect(at(20_000, 1)).toBeCloseTo(0.3, 2);
    expect(at(20_000, 0)).toBeLessThan(at(20_000, 0.5));
  });
});

describe('the threshold', () => {
  it('[CO64] rises while requests find no room, and is gone soon after they do', () => {
    let threshold = 0;
    for (let n = 0; n < 30; n += 1) threshold = moveThreshold(threshold, 0);
    expect(threshold).toBeGreaterThan(0.5);
    for (let n = 0; n < 100; n += 1) threshold = moveThreshold(threshold, 0);
    expect(threshold).toBeLessThan(1);
    for (let n = 0; n < 25; n += 1) threshold = moveThreshold(threshold, 5);
    expect(threshold).toBe(0);
    expect(moveThreshold(0, 1)).toBe(0);
  });

  it('[CO64] ranks carts among the recent ones of the site, equal ones by the draw', () => {
    const requests = [0, 0, 0, 0, 500, 900].map((value, at) => ({ at, value }));
    expect(rankOf(requests, 1_000, 0)).toBe(1);
    expect(rankOf(requests, 900, 0)).toBeCloseTo(5 / 6);
    expect(rankOf(requests, 0, 0.25)).toBeCloseTo(1 / 6);
    expect(rankOf(requests, 0, 0.75)).toBeCloseTo(1 / 2);
    expect(rankOf([], 0, 0)).toBe(1);
  });
});

describe('the brake', () => {
  const replies = (targets: number) => Array.from({ length: 20 }, () => ({ at: 0, targets }));

  it('[CO65] pulls while replies break the target, waits in between, and lets go well below it', () => {
    const [slow, between, quick] = [p90Of(replies(1.5)), p90Of(replies(0.9)), p90Of(replies(0.5))];
    let brake: Brake = released;
    let now = 0;
    const pass = (p90: number | undefined) => {
      now += 60_000;
      brake = stepBrake(brake, p90, now);
      return brake.share;
    };
    const first = pass(slow);
    expect(first).toBeGreaterThan(0);
    expect(stepBrake(brake, slow, now + 1_000)).toBe(brake);
    const second = pass(slow);
    expect(second).toBeGreaterThan(first);
    expect(pass(between)).toBe(second);
    expect(pass(quick)).toBe(first);
    expect(pass(undefined)).toBe(0);
    for (let n = 0; n < 100; n += 1) pass(slow);
    expect(brake.share).toBe(1);
    expect(heldBack(brake, 7)).toBe(7);
    expect(heldBack({ share: 1 / 16, at: 0 }, 7)).toBe(1);
  });

  it('[CO65] takes the value nine of ten stay within, and no few replies for it', () => {
    expect(p90Of([...replies(0.5).slice(2), { at: 0, targets: 3 }, { at: 0, targets: 4 }])).toBe(0.5);
    expect(p90Of([...replies(0.5).slice(3), ...replies(4).slice(17)])).toBe(4);
    expect(p90Of(replies(9).slice(1))).toBeUndefined();
  });
});

describe('a request', () => {
  const asked = (over: Partial<Asked> = {}, floor: Partial<Outlook> = {}): Asked => ({
    options: [{ team: 'team_a', outlook: outlook(floor), slots: 6, brake: released }],
    isHeld: false,
    share: 0.2,
    chance: 0.9,
    threshold: 0,
    requests: [],
    value: 0,
    draw: 0.5,
    ...over,
  });

  it('[CO60] may be invited by each team that has room, in their order', () => {
    const [option] = asked().options;
    const full = { ...option!, team: 'team_full', outlook: outlook({ free: 0 }) };
    const verdict = judge(asked({ options: [full, option!, { ...option!, team: 'team_b' }] }));
    expect(verdict).toMatchObject({ kind: 'may', places: [{ team: 'team_a' }, { team: 'team_b' }] });
  });

  it('[CO64] is passed over for its cart only where it is scarce, and the dearest never', () => {
    const requests = Array.from({ length: 20 }, (_, n) => ({ at: n, value: n * 100 }));
    expect(judge(asked({ requests, threshold: 0.5, value: 100 }))).toMatchObject({
      kind: 'missed',
      reason: 'below_threshold',
    });
    expect(judge(asked({ requests, threshold: 0.5, value: 1_500 })).kind).toBe('may');
    expect(judge(asked({ requests, threshold: 0, value: 0, draw: 0 })).kind).toBe('may');
    expect(judge(asked({ requests, threshold: 0.9, value: 5_000 })).kind).toBe('may');
  });

  it('[CO65] is missed by the brake alone only where there were room without it', () => {
    const braked = { share: 0.5, at: 0 };
    const [option] = asked().options;
    const with3 = judge(asked({ options: [{ ...option!, brake: braked }] }));
    expect(with3).toMatchObject({ kind: 'missed', reason: 'brake' });
    const none = judge(asked({ options: [{ ...option!, outlook: outlook({ free: 0 }), brake: braked }] }));
    expect(none).toMatchObject({ kind: 'missed', reason: 'no_capacity' });
    expect(none.threshold).toBeGreaterThan(0);
  });
});
