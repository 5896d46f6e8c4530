import { describe, expect, it } from 'vitest';
import type { Playbook, Rule } from '../src/index.ts';
import { armOf } from '../src/index.ts';
import type { JourneyStep } from '../src/journeys/index.ts';
import { makePlaybook, MINUTE, T0 } from './helpers.ts';
import { exit, HOUR, journey, onExit, play, reportOf, view } from './rehearse-helpers.ts';

describe('comparing', () => {
  const experiment = {
    id: 'lift',
    arms: [
      { id: 'asked', share: 70 },
      { id: 'nobody', share: 30, holdout: true },
    ],
  };
  const many = Array.from({ length: 200 }, (_, n) =>
    journey([view(0, { 'cart.value': n * 10 }), exit(10), exit(20)], {
      journey: `jrn_${n}`,
      startedAt: T0 + n * 1_000,
    }),
  );

  it('[RH3] draws arms from the journey’s id', async () => {
    const book = { ...makePlaybook([onExit('only', { audience: { experiment: 'lift' } })]), experiments: [experiment] };
    const held = many.filter((one) => armOf(experiment, one.journey).holdout).length;
    const { next } = reportOf(await play(book, many));
    expect(held).toBeGreaterThan(30);
    expect(next).toMatchObject({ invited: 200 - held, heldOut: held });
  });

  it('[RH4] counts a journey once however often it is invited, and each invitation', async () => {
    const nextDays = [0, 25, 50].flatMap((hours) => [view(hours * HOUR), exit(hours * HOUR)]);
    const report = await play(onExit('only'), [journey(nextDays), journey(nextDays)]);
    expect(reportOf(report).next).toMatchObject({ invited: 2, invitations: 6 });
    expect(report.all.next).toEqual({ invited: 2, invitations: 6, heldOut: 0 });
    expect([report.journeys, report.steps]).toEqual([2, 12]);
  });

  it('[RH4] tells by journey whom a rule invites newly and no longer', async () => {
    const from = (id: string, least: number, most = 1e9) =>
      onExit(id, { when: { 'cart.value': { $gte: least, $lt: most } } });
    const next = makePlaybook([from('a', 1_000), from('fresh', 0, 100)]);
    const against = makePlaybook([from('a', 500, 1_500), from('gone', 1_900)]);
    const report = await play(next, many, { against });
    expect(
      report.rules.map(({ rule, newly, noLonger, next, against }) => [
        rule,
        next?.invited,
        against?.invited,
        newly,
        noLonger,
      ]),
    ).toEqual([
      ['a', 100, 100, 50, 50],
      ['fresh', 10, undefined, 10, 0],
      ['gone', undefined, 10, 0, 10],
    ]);
    expect(report.all).toMatchObject({
      next: { invited: 110 },
      against: { invited: 110 },
      newly: 50,
      noLonger: 50,
    });
  });

  it('[RH4] finds nothing new in the same playbook', async () => {
    const book = makePlaybook([onExit('only')]);
    expect((await play(book, many, { against: book })).all).toMatchObject({ newly: 0, noLonger: 0 });
    expect(reportOf(await play(book, many))).not.toHaveProperty('newly');
  });

  it('[RH6] counts why rules that were asked did not invite, those that lost, too', async () => {
    const book = makePlaybook([
      onExit('wins', { priority: 2 }),
      onExit('loses'),
      onExit('off', { enabled: false }),
      onExit('poor', { when: { 'cart.value': { $gte: 1e9 } } }),
    ]);
    const report = await play(book, many.slice(0, 3));
    expect(reportOf(report, 'wins').next?.reasons).toEqual([['on_screen', 3]]);
    expect(reportOf(report, 'loses').next?.reasons).toEqual([
      ['outranked', 3],
      ['on_screen', 3],
    ]);
    expect(reportOf(report, 'off').next?.reasons).toEqual([['disabled', 6]]);
    expect(reportOf(report, 'poor').next?.reasons).toEqual([['condition', 6]]);
  });
});

describe('near misses', () => {
  const asked = (when: Rule['when'], facts: NonNullable<JourneyStep['facts']>) =>
    play(onExit('only', { ...(when && { when }) }), [journey([view(0, facts), exit(1)])]).then(
      (report) => reportOf(report).next,
    );

  it('[RH6] name the one fact that stood against a rule', async () => {
    const when = { 'cart.value': { $gte: 100 }, 'cart.coupon': { $not: { $eq: 'a' } }, 'reps.availability': 'now' };
    const good = { 'cart.value': 100, 'reps.availability': 'now' };
    expect(await asked(when, good)).toMatchObject({ invitations: 1, nearMisses: [] });
    expect(await asked(when, { ...good, 'cart.value': 99 })).toMatchObject({ nearMisses: [['cart.value', 1]] });
    expect(await asked(when, { ...good, 'cart.coupon': 'a' })).toMatchObject({ nearMisses: [['cart.coupon', 1]] });
    expect(await asked(when, { ...good, 'cart.value': 99, 'cart.coupon': 'a' })).toMatchObject({
      reasons: [['condition', 1]],
      nearMisses: [],
    });
  });

  it('[RH6] are counted once for several comparisons of one fact, and not where one of several is enough', async () => {
    const range = { 'cart.value': { $gte: 100, $lt: 200, $ne: 50 } };
    expect(await asked(range, { 'cart.value': 50 })).toMatchObject({ nearMisses: [['cart.value', 1]] });
    const either = { $or: [{ 'cart.value': 1 }, { 'cart.quantity': 1 }] };
    expect(await asked(either, { 'cart.value': 2 })).toMatchObject({ reasons: [['condition', 1]], nearMisses: [] });
  });
});

describe('where invitations came', () => {
  const at = (path: string, type: string | null, cart: number | null, currency: string | null, startedAt = T0) =>
    journey(
      [view(0, { 'page.path': path, 'page.type': type, 'cart.value': cart, 'cart.currency': currency }), exit(1)],
      { startedAt },
    );

  it('[RH5] is told by page, cart and hour of the playbook’s time zone', async () => {
    const book: Playbook = { ...makePlaybook([onExit('only')]), timeZone: 'Asia/Kolkata' };
    const report = await play(book, [
      at('/a', 'product', 61_200, 'USD'),
      at('/a', 'product', 50_000, 'USD', T0 + 20 * MINUTE),
      at('/b', 'cart', 99_999, 'USD', T0 + 40 * MINUTE),
      at('/c', null, 150, 'JPY'),
      at('/d', 'home', null, null),
    ]);
    const { pageTypes, pages, carts, hours } = reportOf(report);
    expect(pageTypes).toEqual([
      ['product', 2],
      ['(unknown)', 1],
      ['cart', 1],
      ['home', 1],
    ]);
    expect(pages).toEqual([
      ['/a', 2],
      ['/b', 1],
      ['/c', 1],
      ['/d', 1],
    ]);
    expect(carts).toEqual([
      [undefined, 1],
      [{ currency: 'JPY', from: 100, to: 200 }, 1],
      [{ currency: 'USD', from: 50_000, to: 100_000 }, 3],
    ]);
    // Noon in UTC is 17:30 there.
    expect(hours).toEqual([
      [17, 4],
      [18, 1],
    ]);
  });

  it('[RH5] is the page and the cart of that moment', async () => {
    const steps = [
      view(0, { 'page.path': '/a', 'cart.value': 10 }),
      exit(1),
      view(2, { 'page.path': '/b', 'cart.value': null }),
    ];
    const { pages, carts } = reportOf(await play(onExit('only'), [journey(steps)]));
    expect(pages).toEqual([['/a', 1]]);
    expect(carts).toEqual([[{ currency: '', from: 10, to: 20 }, 1]]);
  });

  it('[RH8] keeps a thousand addresses and counts all others together', async () => {
    const report = await play(
      onExit('only'),
      Array.from({ length: 1_234 }, (_, n) => at(`/p/${n}`, 'product', null, null)),
    );
    const { pages } = reportOf(report);
    expect(pages).toHaveLength(1_001);
    expect(pages[0]).toEqual(['(others)', 234]);
    expect(pages.reduce((sum, [, count]) => sum + count, 0)).toBe(1_234);
  });
});

describe('the load on the reps', () => {
  const inHour = (hour: number, count: number, isExit = true) =>
    Array.from({ length: count }, (_, n) =>
      journey([view(0), ...(isExit ? [exit(1)] : [])], {
        startedAt: T0 + hour * HOUR + n * 1_000,
        journey: `jrn_${hour}_${n}`,
      }),
    );

  it('[RH7] is invitations by hour, over the hours in which anything happened', async () => {
    const journeys = [...inHour(0, 10), ...inHour(1, 2), ...inHour(2, 3, false), ...inHour(26, 4)];
    const { load, hours } = await play(onExit('only'), journeys, { capacity: 3 });
    expect(hours).toBe(4);
    expect(load.next).toMatchObject({
      invitations: 16,
      mean: 4,
      p95: 10,
      max: 10,
      maxAt: T0,
      over: { hours: 2, invitations: 8 },
    });
    expect(load.next.byHour).toEqual([
      { hour: 12, mean: 10, max: 10 },
      { hour: 13, mean: 2, max: 2 },
      // The third hour of the first day had no invitation, that of the second had four.
      { hour: 14, mean: 2, max: 4 },
    ]);
  });

  it('[RH7] has its p95 by nearest rank', async () => {
    const journeys = Array.from({ length: 20 }, (_, hour) => inHour(hour, hour + 1)).flat();
    const { load } = await play(onExit('only'), journeys);
    expect(load.next).toMatchObject({ p95: 19, max: 20 });
    expect(load.next).not.toHaveProperty('over');
  });

  it('[RH7] becomes conversations at once by Little’s law', async () => {
    const { load } = await play(onExit('only'), inHour(0, 60), { conversations: { acceptRate: 0.1, minutes: 20 } });
    // One a minute, a tenth of them accepted, twenty minutes each.
    expect(load.next.concurrent).toEqual({ mean: 2, p95: 2, max: 2 });
  });

  it('[RH7] is none for an empty file', async () => {
    const report = await play(onExit('only'), [], { capacity: 1, against: makePlaybook([]) });
    expect(report).not.toHaveProperty('firstAt');
    expect(report.load.next).toMatchObject({ mean: 0, p95: 0, max: 0, byHour: [], over: { hours: 0, invitations: 0 } });
  });
});
