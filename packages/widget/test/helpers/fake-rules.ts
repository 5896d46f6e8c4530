import type { Rules } from '../../src/rules/rules.ts';

const nothing = (): undefined => undefined;

/** Rules that hear and say nothing but what a test gives them. */
export const fakeRules = (part: Partial<Rules> = {}): Rules => ({
  _facts: nothing,
  _signal: nothing,
  _outcome: nothing,
  _seed: nothing,
  _known: () => ({}),
  _engine() {
    throw new Error('no engine stands behind these rules');
  },
  ...part,
});
