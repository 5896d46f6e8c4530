import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highestPriority } from '../../src/core/priority.ts';
import { chargeTurn, headStartMs, inOrder, positionIn, turnCost } from '../../src/core/queue.ts';
import type { Turns } from '../../src/core/queue.ts';
import type { QueueItem } from '../../src/ports/index.ts';

const item = (conversation: string, site: string, queuedAt: number, more: Partial<QueueItem> = {}): QueueItem => ({
  conversation,
  site,
  queuedAt,
  ...more,
});
const names = (items: readonly QueueItem[]) => items.map(({ conversation }) => conversation);

const sites = ['site_a', 'site_b', 'site_c'];
const shares = fc.record({
  site_a: fc.constantFrom(0.5, 1, 2, 3, 7),
  site_b: fc.constantFrom(1, 2, 5),
  site_c: fc.constantFrom(0.1, 1, 4),
});
type Shares = Readonly<Record<string, number>>;

/** Any queue whose conversations are each there once. */
const queues = fc
  .uniqueArray(
    fc.record({
      conversation: fc.nat(50).map((n) => `cnv_${n}`),
      site: fc.constantFrom(...sites),
      queuedAt: fc.oneof(fc.nat(20), fc.nat(10 * headStartMs)),
      priority: fc.constantFrom(0, 0, 0, 1, 5, -1),
      share: fc.constantFrom(1, 2, 0.5),
      isReturned: fc.constantFrom(false, false, false, true),
    }),
    { selector: ({ conversation }) => conversation, maxLength: 30 },
  )
  .map((found): readonly QueueItem[] => found);
const someTurns = fc.dictionary(fc.constantFrom(...sites), fc.integer({ min: 1, max: 5_000_000 }));

/** Serves whoever is first, and charges the turn as a store does. */
function serve(waiting: readonly QueueItem[], turns: Turns) {
  const [first] = inOrder(waiting, turns);
  if (first === undefined) return undefined;
  const left = waiting.filter((one) => one !== first);
  return { first, left, turns: first.isReturned ? turns : chargeTurn(turns, first.site, turnCost(first.share)) };
}

describe('the order of a queue', () => {
  it('[ST77] is by time where there is one site, as ever', () => {
    const waiting = [item('cnv_b', 'site_a', 2), item('cnv_c', 'site_a', 1), item('cnv_a', 'site_a', 2)];
    expect(names(inOrder(waiting, { site_a: 4_000_000 }))).toEqual(['cnv_c', 'cnv_a', 'cnv_b']);
  });

  it('[ST77] takes turns between sites, by their shares', () => {
    const many = Array.from({ length: 6 }, (_, n) => item(`cnv_a${n}`, 'site_a', n, { share: 2 }));
    const few = Array.from({ length: 3 }, (_, n) => item(`cnv_b${n}`, 'site_b', 100 + n));
    expect(names(inOrder([...few, ...many], {})).join(' ')).toBe(
      'cnv_a0 cnv_b0 cnv_a1 cnv_a2 cnv_b1 cnv_a3 cnv_a4 cnv_b2 cnv_a5',
    );
  });

  it('[ST77] within a site higher priority goes first, and pushes in before no other site', () => {
    const waiting = [
      item('cnv_1', 'site_a', 1),
      item('cnv_2', 'site_a', 2, { priority: 9 }),
      item('cnv_3', 'site_b', 0),
    ];
    expect(names(inOrder(waiting, {}))).toEqual(['cnv_3', 'cnv_2', 'cnv_1']);
  });

  it('[ST77] each step of priority is worth half a minute of waiting, and no more', () => {
    const dear = item('cnv_dear', 'site_a', 100_000, { priority: 2 });
    const small = (queuedAt: number) => item('cnv_small', 'site_a', queuedAt);
    expect(names(inOrder([dear, small(40_001)], {}))).toEqual(['cnv_dear', 'cnv_small']);
    expect(names(inOrder([dear, small(40_000)], {}))).toEqual(['cnv_small', 'cnv_dear']);
  });

  it('[ST92] who waits is passed by nobody of the site who comes more than ten minutes later, whatever the carts are worth', () => {
    const arrivals = fc.array(
      fc.record({ afterMs: fc.nat(120_000), priority: fc.nat(highestPriority), isServed: fc.boolean() }),
      { minLength: 5, maxLength: 120 },
    );
    let passed = 0;
    fc.assert(
      fc.property(arrivals, (all) => {
        let waiting: readonly QueueItem[] = [];
        let now = 0;
        for (const [n, { afterMs, priority, isServed }] of all.entries()) {
          now += afterMs;
          waiting = [...waiting, item(`cnv_${n}`, 'site_a', now, { priority })];
          if (!isServed) continue;
          const [first] = inOrder(waiting, {});
          waiting = waiting.filter((one) => one !== first);
          const before = waiting.filter(({ queuedAt }) => queuedAt < (first?.queuedAt ?? 0));
          passed += before.length;
          for (const { queuedAt } of before) expect((first?.queuedAt ?? 0) - queuedAt).toBeLessThanOrEqual(600_000);
        }
      }),
    );
    expect(passed).toBeGreaterThan(0);
  });

  it('[ST92] a small cart is served while dear ones come faster than anybody can serve them', () => {
    let waiting: readonly QueueItem[] = [item('cnv_small', 'site_a', 0)];
    let now = 0;
    let place: readonly string[] = [];
    while (waiting.some(({ conversation }) => conversation === 'cnv_small')) {
      for (const n of [1, 2, 3])
        waiting = [...waiting, item(`cnv_${now}-${n}`, 'site_a', now, { priority: highestPriority })];
      const [first] = inOrder(waiting, {});
      waiting = waiting.filter((one) => one !== first);
      place = [...place, first?.conversation ?? ''];
      now += 20_000;
      if (now > 7_200_000) throw new Error('it starves');
    }
    // Three came each 20 s for ten minutes, and went first.
    expect(place).toHaveLength(3 * 30 + 1);
  });

  it('[ST78] who came back from a rep stands at the head, by time, whatever the turns', () => {
    const waiting = [
      item('cnv_1', 'site_a', 1, { priority: 9 }),
      item('cnv_2', 'site_b', 7, { isReturned: true }),
      item('cnv_3', 'site_b', 5, { isReturned: true }),
    ];
    expect(names(inOrder(waiting, { site_b: 9_000_000 }))).toEqual(['cnv_3', 'cnv_2', 'cnv_1']);
  });

  it('[ST77] is the order in which one after the other is served and charged', () => {
    fc.assert(
      fc.property(queues, someTurns, (waiting, turns) => {
        const order: QueueItem[] = [];
        for (let next = serve(waiting, turns); next !== undefined; next = serve(next.left, next.turns)) {
          order.push(next.first);
        }
        expect(order).toEqual(inOrder(waiting, turns));
      }),
    );
  });

  it('[ST77] is the same however the items come, holds each once, and counts positions', () => {
    fc.assert(
      fc.property(
        queues.chain((found) =>
          fc.tuple(fc.constant(found), fc.shuffledSubarray([...found], { minLength: found.length })),
        ),
        someTurns,
        ([found, shuffled], turns) => {
          const order = inOrder(found, turns);
          expect(inOrder(shuffled, turns)).toEqual(order);
          expect(names(order).toSorted()).toEqual(names(found).toSorted());
          for (const [index, one] of order.entries())
            expect(positionIn(found, turns, one.conversation)).toBe(index + 1);
          expect(positionIn(found, turns, 'cnv_none')).toBe(0);
        },
      ),
    );
  });
});

/** Who arrives before each service: how many of which site, and who leaves without having been served. */
const traces = fc.array(
  fc.record({ site_a: fc.nat(3), site_b: fc.nat(3), site_c: fc.nat(3), isLeaving: fc.boolean() }),
  { minLength: 10, maxLength: 80 },
);

interface Service {
  readonly site: string;
  /** Sites that had somebody waiting when it was chosen. */
  readonly backlogged: ReadonlySet<string>;
}

/** Plays a trace; one is served at each step. */
function play(trace: readonly Readonly<Record<string, number | boolean>>[], share: Shares): readonly Service[] {
  let waiting: readonly QueueItem[] = [];
  let turns: Turns = {};
  const services: Service[] = [];
  for (const [at, arrivals] of trace.entries()) {
    const arrived = sites.flatMap((site) =>
      Array.from({ length: Number(arrivals[site]) }, (_, n) =>
        item(`cnv_${site}_${at}_${n}`, site, at, { share: share[site] ?? 1 }),
      ),
    );
    waiting = [...waiting, ...arrived];
    if (arrivals['isLeaving'] === true) waiting = waiting.slice(0, -1);
    const next = serve(waiting, turns);
    if (next === undefined) continue;
    services.push({ site: next.first.site, backlogged: new Set(waiting.map(({ site }) => site)) });
    ({ left: waiting, turns } = next);
    // Nothing grows: who is level is not named, and nobody is further ahead than one turn of its own.
    for (const [site, ahead] of Object.entries(turns)) expect(ahead).toBeLessThanOrEqual(turnCost(share[site]));
  }
  return services;
}

/** Every stretch of services during which both had somebody waiting: how many each got. */
function* stretches(services: readonly Service[], a: string, b: string) {
  for (let from = 0; from < services.length; from += 1) {
    const got = new Map([a, b].map((site) => [site, 0]));
    for (const { site, backlogged } of services.slice(from)) {
      if (!backlogged.has(a) || !backlogged.has(b)) break;
      if (got.has(site)) got.set(site, (got.get(site) ?? 0) + 1);
      yield { a: got.get(a) ?? 0, b: got.get(b) ?? 0 };
    }
  }
}

describe('turns between sites', () => {
  it('[ST77] over any stretch in which two wait, each has its share of what the two get, within one conversation', () => {
    fc.assert(
      fc.property(traces, shares, (trace, share: Shares) => {
        const services = play(trace, share);
        for (const [a, b] of [
          ['site_a', 'site_b'],
          ['site_a', 'site_c'],
          ['site_b', 'site_c'],
        ] as const) {
          const part = (share[a] ?? 1) / ((share[a] ?? 1) + (share[b] ?? 1));
          for (const got of stretches(services, a, b)) {
            // A millionth for costs that are rounded to whole numbers.
            expect(Math.abs(got.a - part * (got.a + got.b))).toBeLessThanOrEqual(1.000_1);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('[ST77] nobody starves: who waits is served after a bounded number of others, however many they bring', () => {
    fc.assert(
      fc.property(traces, shares, (trace, share: Shares) => {
        const waits = new Map<string, number>();
        for (const { site, backlogged } of play(trace, share)) {
          for (const one of sites) {
            if (!backlogged.has(one) || site === one) waits.set(one, 0);
            else waits.set(one, (waits.get(one) ?? 0) + 1);
            const most = sites
              .filter((other) => other !== one)
              .reduce((sum, other) => sum + Math.ceil((share[other] ?? 1) / (share[one] ?? 1)) + 1, 0);
            expect(waits.get(one)).toBeLessThanOrEqual(most);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('[ST77] who was idle saves nothing up: after a hundred of the other it takes turns from there', () => {
    let turns: Turns = {};
    for (let n = 0; n < 100; n += 1) turns = chargeTurn(turns, 'site_a', turnCost());
    const waiting = ['a', 'b'].flatMap((letter) =>
      Array.from({ length: 4 }, (_, n) => item(`cnv_${letter}${n}`, `site_${letter}`, n)),
    );
    expect(names(inOrder(waiting, turns))).toEqual([
      'cnv_b0',
      'cnv_a0',
      'cnv_b1',
      'cnv_a1',
      'cnv_b2',
      'cnv_a2',
      'cnv_b3',
      'cnv_a3',
    ]);
  });

  it('[ST77] who cannot be served for a while (nobody has the skill) saves nothing up either', () => {
    // site_b waits all the while, and only site_a's can be served.
    let turns = chargeTurn({}, 'site_b', turnCost());
    for (let n = 0; n < 50; n += 1) turns = chargeTurn(turns, 'site_a', turnCost());
    expect(turns).toEqual({ site_a: turnCost() });
  });

  it('[ST77] a share has its cost in whole numbers', () => {
    expect([turnCost(), turnCost(1), turnCost(2), turnCost(3), turnCost(0.5), turnCost(1e9)]).toEqual([
      1_000_000, 1_000_000, 500_000, 333_333, 2_000_000, 1,
    ]);
  });
});
