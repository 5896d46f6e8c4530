import { describe, expect, it } from 'vitest';
import { FACTS, SIGNALS } from '../src/catalogue/index.ts';
import { needsOf } from '../src/index.ts';
import type { Playbook, Rule } from '../src/index.ts';
import { makePlaybook, makeRule } from './helpers.ts';

const on = (signal: string): Playbook => makePlaybook([makeRule('a', { on: [{ signal }], when: {} })]);
const when = (condition: Rule['when'] = {}): Playbook =>
  makePlaybook([makeRule('a', { on: [{ signal: 'login' }], when: condition })]);
const needsFacts = (playbook: Playbook): boolean => needsOf(playbook).includes('facts');

describe('the facts', () => {
  it('[SI3] are needed for these signals of the catalogue', () => {
    expect([...SIGNALS.keys()].filter((signal) => needsFacts(on(signal)))).toEqual([
      'page_again',
      'section_dwell',
      'scroll_depth',
      'idle',
      'exit_intent',
      'tab_return',
      'rage_click',
      'section_enter',
      'section_leave',
      'field_filled',
      'field_reached',
      'field_stall',
      'field_edited',
      'search',
      'search_empty',
      'checkout_back',
      'checkout_error',
      'custom',
    ]);
  });

  it('[SI3] are needed for all facts of the catalogue but these, at any depth', () => {
    const known = [...FACTS.keys()].filter((fact) => !needsFacts(when({ $or: [{ [fact]: 'x' }] })));
    expect(known.filter((fact) => !/^(checkout|visitor|site)\./.test(fact))).toEqual([
      'page.type',
      'cart.value',
      'cart.currency',
      'cart.quantity',
      'reps.availability',
    ]);
    // Those of checkout, visitor and site come from the engine or the shop.
    expect(known).toHaveLength(23);
  });

  it('[SI3] are needed for pages that never invite, and so are the extras', () => {
    expect(needsOf({ ...on('login'), limits: { neverOn: ['/legal'] } })).toEqual(['extras', 'facts']);
  });

  it('[SI3] come with the sensors where a rule listens to one', () => {
    expect(needsOf(on('exit_intent'))).toEqual(['facts', 'watch']);
    expect(
      [...SIGNALS.keys()].filter((signal) => needsOf(on(signal)).includes('watch') && !needsFacts(on(signal))),
    ).toEqual([]);
  });

  it('[SI3] are not needed for what every page knows; then nothing is', () => {
    expect(needsOf(when({ 'page.type': 'cart', 'cart.value': { $gte: 5 }, 'reps.availability': 'now' }))).toEqual([]);
  });
});
