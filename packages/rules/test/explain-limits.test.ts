import { describe, expect, it } from 'vitest';
import { expandTrace, explain } from '../src/explain/index.ts';
import type { Playbook, Rule, SuppressReason, Trace } from '../src/index.ts';
import { makeRule, T0 } from './helpers.ts';

const makeTrace = (rest: Partial<Trace>): Trace => ({
  rule: 'r',
  entry: 0,
  signal: 'page_view',
  at: T0,
  bits: '',
  values: [],
  limits: [0, 0, 0, -1],
  ...rest,
});

describe('limits', () => {
  const first = (rule: Rule, reason: SuppressReason, limits: Trace['limits'], book?: Playbook, locale = 'en') =>
    explain(rule, makeTrace({ reason, limits }), locale, undefined, book)[0]?.replace(/^.*because |^.*weil /, '');
  const rule = makeRule('r', { funnel: 1, limits: { perVisit: 2, perVisitor: { times: 3, days: 30 } } });
  const book: Playbook = { version: 'v', limits: { perVisit: 4, perVisitor: { times: 9, days: 1 } }, rules: [rule] };
  const usual: Playbook = { version: 'v', rules: [rule] };

  it('[EX6] are told with their figures', () => {
    expect(first(rule, 'visit_limit', [4, 0, 4, -1], book)).toBe('this visit had 4 of 4 invitations.');
    expect(first(rule, 'visit_limit', [2, 0, 2, -1], usual)).toBe('this visit had 2 of 2 invitations.');
    expect(first(rule, 'visit_limit', [2, 0, 2, -1])).toBe('this visit had 2 invitations.');
    expect(first(rule, 'rule_limit', [2, 2, 2, -1], book)).toBe('this rule had 2 of 2 invitations in this visit.');
    expect(first(rule, 'rule_limit', [2, 1, 9, -1], book)).toBe(
      'this visitor had 3 of 3 invitations by this rule within 30 days.',
    );
    expect(first(rule, 'rule_limit', [2, 1, 9, -1], book, 'de')).toBe(
      'dieser Besucher innerhalb von 30 Tagen 3 von 3 Einladungen von dieser Regel hatte.',
    );
    expect(first(rule, 'visitor_limit', [0, 0, 9, -1], book)).toBe('this visitor had 9 of 9 invitations within 1 day.');
    expect(first(rule, 'visitor_limit', [0, 0, 40, -1], usual)).toBe(
      'this visitor had 40 of 40 invitations within 90 days.',
    );
    // The most there may be, before the playbook's own is used up.
    expect(first(rule, 'visitor_limit', [0, 0, 2, -1], book)).toBe(
      'this visitor had 40 of 40 invitations within 90 days.',
    );
    expect(first(rule, 'visitor_limit', [0, 0, 40, -1])).toBe('this visitor had 40 invitations.');
    expect(first(rule, 'funnel', [1, 0, 1, 2], book)).toBe(
      'an invitation of level 2 was shown within 24 hours, and this rule’s level 1 is not deeper.',
    );
    expect(first(rule, 'visitor_limit', [0, 0, 40, -1], usual, 'de')).toBe(
      'dieser Besucher innerhalb von 90 Tagen 40 von 40 Einladungen hatte.',
    );
  });

  it('[EX6] stand in rows, those that forbid marked', () => {
    const { limits } = expandTrace(rule, makeTrace({ limits: [4, 1, 9, 1] }), { playbook: book });
    expect(limits).toEqual([
      { name: 'In this visit', stood: '4 of 4', isReached: true },
      { name: 'By this rule in this visit', stood: '1 of 2', isReached: false },
      { name: 'To this visitor within 1 day', stood: '9 of 9', isReached: true },
      { name: 'Deepest level in 24 hours', stood: '1; this rule has 1', isReached: true },
    ]);
  });

  it('[EX6] whether a visitor in an arm was invited, only the playbook tells', () => {
    const compared = makeRule('r', { audience: { experiment: 'x' } });
    const arms = [
      { id: 'a', share: 50 },
      { id: 'b', share: 50, holdout: true },
    ];
    const compares = { version: 'v', experiments: [{ id: 'x', arms }], rules: [compared] };
    const result = (arm: string, playbook?: Playbook) => expandTrace(compared, makeTrace({ arm }), { playbook }).result;
    expect(result('a')).toBe('nothing stood against an invitation');
    expect(result('a', compares)).toBe('invited');
    expect(result('b', compares)).toBe('not invited, to compare with those who are');
    expect(expandTrace(compared, makeTrace({ arm: 'b' }), { playbook: compares }).arm).toBe(
      'In the experiment “x” the visitor is in group “b”, which gets nothing.',
    );
  });
});
