import { describe, expect, it } from 'vitest';
import { parsePlaybook, SIGNALS } from '../src/schema/index.ts';
import type { Problem } from '../src/schema/index.ts';

/** What is said of one entry of `on`. */
function on(entry: unknown): readonly Problem[] {
  const result = parsePlaybook({ rules: [{ id: 'a', name: 'A', on: [entry], invite: { text: { en: 'Hi' } } }] });
  return result.ok ? [] : result.problems;
}
const two = [{ signal: 'add_to_cart' }, { signal: 'page_view', of: 'cart' }];

describe('what a rule listens to', () => {
  it.each<[string, unknown, string, string]>([
    ['nothing', {}, '', 'expected `signal` or `flow`'],
    ['a signal and a flow', { signal: 'search', flow: two }, '.flow', 'not beside `signal`'],
    ['a flow of one', { flow: [{ signal: 'search' }] }, '.flow', 'expected 2 to 5 entries'],
    ['a counted flow', { flow: two, count: 2 }, '.count', 'not with `flow`'],
    ['a kind of a flow', { flow: two, of: 'cart' }, '.of', 'write it at one of its signals'],
    ['a value of a flow', { flow: two, atLeast: 3 }, '.atLeast', 'write it at one of its signals'],
    ['a time of day for a flow', { flow: two, at: '10:00' }, '.at', "only with 'clock'"],
    ['a kind of what has none', { signal: 'search', of: 'x' }, '.of', "'search' has no kinds"],
    ['an unknown kind', { signal: 'page_view', of: 'basket' }, '.of', "is never of 'basket'; known are home, list,"],
    ['a step by its name', { signal: 'step_dwell', of: 'payment', afterMs: 1 }, '.of', 'expected the number of a step'],
    ['a number for a kind', { signal: 'checkout_step', of: 2 }, '.of', 'expected a text, got 2'],
    ['a value of what has none', { signal: 'search', atLeast: 3 }, '.atLeast', "'search' has no value"],
    ['a value of nothing', { signal: 'idle', atLeast: 0 }, '.atLeast', 'expected a number above 0'],
    ['seconds for milliseconds', { signal: 'idle', atLeast: 30 }, '.atLeast', 'expected milliseconds, 1000 at least'],
    ['more than all of a page', { signal: 'scroll_depth', atLeast: 101 }, '.atLeast', 'further than 100 percent'],
    ['an unknown kind in a flow', { flow: [two[0], { signal: 'page_view', of: 'x' }] }, '.flow[1].of', 'is never of'],
    [
      'dwelling in a flow',
      { flow: [two[0], { signal: 'page_dwell' }] },
      '.flow[1].signal',
      'it needs `afterMs`, and is for `on` alone',
    ],
    [
      'the clock among what ends it',
      { flow: two, without: [{ signal: 'clock' }] },
      '.without[0].signal',
      'it needs `at`, and is for `on` alone',
    ],
    ['dwelling without a time', { signal: 'page_dwell' }, '.afterMs', "missing: how long 'page_dwell' must last"],
    ['dwelling for no time', { signal: 'field_stall', afterMs: 0 }, '.afterMs', 'missing'],
    ['a visit that lasts twice', { signal: 'site_dwell', afterMs: 1, count: 2 }, '.count', 'once'],
    ['the clock without a time', { signal: 'clock' }, '.at', "missing: 'clock' needs a time of day"],
    ['the clock counted', { signal: 'clock', at: '10:00', count: 2 }, '.count', "not with 'clock'"],
    ['a time of day that is none', { signal: 'clock', at: '24:00' }, '.at', 'expected a time of day such as 18:30'],
    ['a time of day without the clock', { signal: 'search', at: '10:00' }, '.at', "only with 'clock'"],
    ['a window for one', { signal: 'search', withinMs: 5_000 }, '.withinMs', 'only with `flow`, or with `count`'],
    ['a window for the first time', { signal: 'search', count: 1, withinMs: 5_000 }, '.withinMs', 'of 2 or more'],
    ['an end of nothing', { signal: 'search', without: [{ signal: 'idle' }] }, '.without', 'something is waited for'],
    ['the 21st time', { signal: 'search', count: 21 }, '.count', 'expected a whole number from 1 to 20'],
    ['a window of a blink', { signal: 'search', count: 2, withinMs: 10 }, '.withinMs', 'from 1000 to 86400000'],
  ])('[PB12] %s', (_name, entry, path, message) => {
    expect(on(entry)).toEqual([{ path: `rules[0].on[0]${path}`, message: expect.stringContaining(message) as string }]);
  });

  it('[PB12] every signal passes with all that it can have', () => {
    for (const [signal, { of, kinds, value, isDwell }] of SIGNALS) {
      const entry = {
        signal,
        ...(of !== undefined && { of: kinds?.[0] ?? '2' }),
        ...(value !== undefined && { atLeast: value.startsWith('milliseconds') ? 30_000 : 50 }),
        ...(isDwell && { afterMs: 3_600_000 }),
        ...(signal === 'clock' && { at: '23:59' }),
      };
      expect(on(entry), signal).toEqual([]);
      if (signal === 'clock' || isDwell) continue;
      const without = [{ signal: 'purchase' }];
      expect(on({ ...entry, count: 20, withinMs: 86_400_000, without }), signal).toEqual([]);
      expect(on({ ...entry, afterMs: 1, without }), signal).toEqual([]);
      expect(on({ flow: [entry, ...two], withinMs: 1_000, without, afterMs: 5_000 }), signal).toEqual([]);
    }
  });
});
