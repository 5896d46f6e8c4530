import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lint, readRecorded } from '../../src/lint/index.ts';
import type { LintOptions } from '../../src/lint/index.ts';
import type { Playbook, Rule } from '../../src/playbook.ts';
import { makePlaybook, makeRule } from '../helpers.ts';
import { playbook } from './shops.ts';

const found = (rules: readonly Rule[], options: LintOptions = {}, more: Partial<Playbook> = {}) =>
  lint({ ...makePlaybook(rules), ...more }, options).map(({ kind, certainty, path }) => `${certainty} ${kind} ${path}`);

const on = (signal: string, more: object = {}): Pick<Rule, 'on'> => ({ on: [{ signal, ...more }] });
const NEVER = { 'cart.value': { $gt: 5, $lt: 5 } } as const;

/** Whether something is there; a fact's name has dots of its own. */
function leadsInto(value: unknown, path: string): boolean {
  if (path === '') return value !== undefined;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => {
    const step = Array.isArray(value) ? `[${key}]` : `.${key}`;
    return path.startsWith(step) && leadsInto(inner, path.slice(step.length));
  });
}

describe('lint', () => {
  it('[LT3] gives findings in the order of the document, the playbook’s own first', () => {
    const recorded = {
      journeys: 80,
      urls: new Set(['https://a.example/']),
      paths: new Set(['/']),
      currencies: new Set<string>(),
    };
    const rules = [
      makeRule('a', { when: NEVER }),
      makeRule('b', { when: { 'page.path': '/x' } }),
      makeRule('c', { when: NEVER }),
    ];
    expect(found(rules, { recorded }, { limits: { neverOn: ['/y'] } })).toEqual([
      'warning url_matches_nothing limits.neverOn[0]',
      'error never rules[0].when.cart.value',
      'warning url_matches_nothing rules[1].when.page.path',
      'error never rules[2].when.cart.value',
    ]);
  });

  it('[LT7] tells one reason why a rule never invites, and nothing else of it', () => {
    const rule = makeRule('a', {
      ...on('page_view', { of: 'home' }),
      when: { ...NEVER, 'page.type': 'cart', 'visitor.doNotDisturb': true, 'visit.country': 'DE' },
      limits: { perVisit: 5 },
    });
    expect(found([rule], { locales: ['fr'] })).toEqual(['error never rules[0].when.cart.value']);
  });

  it('[LT7] a rule that never invites outranks none', () => {
    const dead = makeRule('dead', { funnel: 3, on: [{ signal: 'page_view' }], when: { 'visitor.doNotDisturb': true } });
    const low = makeRule('low', { when: { 'visitor.doNotDisturb': { $exists: true } } });
    expect(found([dead, low])).toEqual(['error unreachable rules[0].when.visitor.doNotDisturb']);
  });

  it('[LT8] leaves out rules that are switched off', () => {
    const off = makeRule('off', {
      enabled: false,
      when: NEVER,
      limits: { perVisit: 9 },
      invite: { text: { fr: 'Oui' } },
    });
    expect(found([off, makeRule('on', { when: { 'visit.pages': 2 } })])).toEqual([]);
  });

  it('[LT9] a lower rule that may have its turn is not shadowed', () => {
    const wide = makeRule('wide', { funnel: 1 });
    const narrow = (rest: Partial<Rule> = {}) => makeRule('narrow', { when: { 'visit.pages': { $gte: 3 } }, ...rest });
    const shadow = ['warning shadowed rules[1].on'];
    expect(found([wide, narrow()])).toEqual(shadow);
    const free: readonly (readonly [Rule, Rule])[] = [
      [wide, narrow({ funnel: 2 })],
      [makeRule('wide'), narrow({ priority: 1 })],
      [{ ...wide, enabled: false }, narrow()],
      // It rests for a week after each invitation.
      [{ ...wide, limits: { perVisitor: { times: 1, days: 7 } } }, narrow()],
      [{ ...wide, schedule: { hours: [{ from: '09:00', to: '17:00' }] } }, narrow()],
      [{ ...wide, on: [{ signal: 'page_view', of: 'home' }] }, narrow()],
      [{ ...wide, on: [{ signal: 'page_view', count: 2 }] }, narrow()],
      // Its wait begins earlier, and ends unheard.
      [{ ...wide, ...on('page_view', { afterMs: 9_000 }) }, narrow(on('page_view', { afterMs: 9_000 }))],
      [{ ...wide, ...on('idle', { atLeast: 5_000 }) }, narrow(on('idle', { atLeast: 9_000 }))],
      [{ ...wide, when: { 'page.type': { $ne: 'cart' } } }, narrow()],
      [wide, narrow({ on: [{ signal: 'page_view' }, { signal: 'idle' }] })],
    ];
    for (const [high, low] of free) expect(found([high, low]), JSON.stringify([high, low])).toEqual([]);
    const experiments = [
      {
        id: 'x',
        arms: [
          { id: 'a', share: 60 },
          { id: 'b', share: 30 },
          { id: 'h', share: 10, holdout: true },
        ],
      },
    ];
    const to = (...arms: string[]): Partial<Rule> => ({ audience: { experiment: 'x', arms } });
    expect(found([{ ...wide, ...to('a') }, narrow()], {}, { experiments })).toEqual([]);
    expect(found([{ ...wide, ...to('a') }, narrow(to('b'))], {}, { experiments })).toEqual([]);
    expect(found([{ ...wide, audience: { experiment: 'x' } }, narrow()], {}, { experiments })).toEqual(shadow);
  });

  it('[LT9] is certain where the winner’s limit is the visit’s, and says in which visits otherwise', () => {
    const rules = [makeRule('wide', { limits: { perVisit: 1 } }), makeRule('narrow', { when: { 'visit.pages': 2 } })];
    const [sure] = lint(makePlaybook(rules, { perVisit: 1 }));
    expect(sure).toMatchObject({ kind: 'shadowed', certainty: 'error', rules: ['narrow', 'wide'] });
    const [almost] = lint(makePlaybook(rules));
    expect(almost).toMatchObject({ certainty: 'warning', message: expect.stringContaining('more than 24 hours') });
  });

  it('[LT2] takes a rule at its edges for what it is', () => {
    const dwell = on('step_dwell', { of: '2', afterMs: 60_000 });
    const seconds = (most: number) => makeRule('a', { ...dwell, when: { 'checkout.seconds': { $lte: most } } });
    expect(found([seconds(60)])).toEqual([]);
    expect(found([seconds(59)])).toEqual(['error contradictory rules[0].on[0]']);
    // Three in any week leave room for six in a month.
    const quota = makeRule('a', { limits: { perVisitor: { times: 5, days: 30 } } });
    expect(found([quota], {}, { limits: { perVisitor: { times: 3, days: 7 } } })).toEqual([]);
    expect(found([quota], {}, { limits: { perVisitor: { times: 3, days: 30 } } })).toHaveLength(1);
    const flow = (...without: string[]) =>
      makeRule('a', {
        on: [{ flow: [{ signal: 'search' }, { signal: 'idle' }], without: without.map((signal) => ({ signal })) }],
      });
    // The first of a flow begins it anew, and no harm is done.
    expect(found([flow('search')])).toEqual([]);
    expect(found([flow('search', 'idle')])).toEqual(['error unreachable rules[0].on[0].flow[1]']);
  });

  it('[LT6] cannot tell whether one expression is within another, and says so of nothing else', () => {
    const high = makeRule('high', { when: { 'page.path': { $regex: '^/[pc]/' } } });
    const low = makeRule('low', { when: { 'page.path': { $regex: '^/(p|c)/' } } });
    expect(found([high, low])).toEqual(['cannot_tell shadowed rules[1].on']);
    expect(found([high, { ...low, funnel: 1 }])).toEqual(['cannot_tell shadowed rules[0].on']);
    expect(found([high, { ...low, on: [{ signal: 'idle' }] }])).toEqual([]);
    const both = makeRule('both', { when: { 'page.path': { $regex: '^/[pc]/', $not: { $regex: 'sale|new' } } } });
    expect(found([both])).toEqual(['cannot_tell never rules[0].when']);
  });

  it('[LT10] looks at the site only as far as it is known', () => {
    const rules = [
      makeRule('a', {
        when: { 'reps.teams.x': 'now', 'cart.value': { $gte: 500 }, 'page.path': '/nowhere' },
        invite: { text: { en: 'Hi' }, skills: ['y'], team: 'x' },
      }),
    ];
    expect(found(rules)).toEqual([]);
    expect(found(rules, { locales: ['de', 'en'], teams: [], skills: ['z'], currencies: ['EUR', 'USD'] })).toEqual([
      'warning missing_locale rules[0].invite.text',
      'warning mixed_currency rules[0].when.cart.value.$gte',
      'warning unknown_name rules[0].when.reps.teams.x',
      'warning unknown_name rules[0].invite.skills[0]',
      'warning unknown_name rules[0].invite.team',
    ]);
    const apart = makeRule('a', { when: { $and: [{ 'cart.currency': 'EUR' }, { 'cart.value': { $gte: 500 } }] } });
    expect(found([apart], { currencies: ['EUR', 'USD'] })).toEqual([]);
    const country = makeRule('b', { when: { 'visit.country': 'DE' } });
    expect(found([country])).toHaveLength(1);
    expect(found([country], { knowsCountry: true })).toEqual([]);
  });

  it('[LT10] takes pages and currencies from journeys', async () => {
    const step = (facts: Record<string, string>) => ({ at: 0, facts });
    const recorded = await readRecorded([
      {
        v: 1,
        journey: 'jrn_a',
        startedAt: 0,
        steps: [step({ 'page.url': 'https://a.example/x', 'page.path': '/x' }), { at: 1, signal: { name: 'idle' } }],
      },
      {
        v: 1,
        journey: 'jrn_b',
        startedAt: 0,
        steps: [step({ 'page.path': '/y', 'cart.currency': 'EUR' }), step({ 'cart.currency': 'USD' })],
      },
    ]);
    expect(recorded).toEqual({
      journeys: 2,
      urls: new Set(['https://a.example/x']),
      paths: new Set(['/x', '/y']),
      currencies: new Set(['EUR', 'USD']),
    });
    const rules = [makeRule('a', { when: { 'cart.value': { $gte: 500 }, 'page.path': '/z' } })];
    expect(found(rules, { recorded })).toEqual([
      'cannot_tell url_matches_nothing rules[0].when.page.path',
      'warning mixed_currency rules[0].when.cart.value.$gte',
    ]);
    // What stands beside a pattern counts as it does for the engine.
    const pattern = { $regex: '^/X$' };
    const both = { $or: [{ 'page.path': pattern }, { 'page.path': { ...pattern, $options: 'i' as const } }] };
    expect(found([makeRule('a', { when: both })], { recorded })).toEqual([
      'cannot_tell url_matches_nothing rules[0].when.$or[0].page.path.$regex',
    ]);
  });

  it('[LT1] a pattern that ignores case does not contradict a text in the other case', () => {
    const rule = (path: string) =>
      makeRule('a', { when: { $and: [{ 'page.path': path }, { 'page.path': { $regex: '^/X$', $options: 'i' } }] } });
    expect(found([rule('/x')])).toEqual([]);
    expect(found([rule('/y')])).not.toEqual([]);
  });

  it('[LT3] every path leads into the playbook', () => {
    let count = 0;
    fc.assert(
      fc.property(playbook, (of) => {
        for (const { path, rules } of lint(of)) {
          expect(leadsInto(of, `.${path}`), path).toBe(true);
          for (const rule of rules) expect(of.rules.map(({ id }) => id)).toContain(rule);
          count += 1;
        }
      }),
    );
    expect(count).toBeGreaterThan(20);
  });
});
