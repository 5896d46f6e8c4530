import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIFFERENCES } from './agreement/differences.ts';
import { comparisonsOf } from './agreement/leaves.ts';
import { askMingo } from './agreement/mingo.ts';
import { condition, facts } from './arbitraries/conditions.ts';
import { holds, SEEDS } from './helpers.ts';

/** mingo speaks MongoDB's language too; whoever knows that language shall not have to learn ours. */
describe('agreement with mingo', () => {
  it.each(DIFFERENCES)('$name differs, as it is known to', ({ witness, ours, theirs, concerns }) => {
    expect(holds(...witness)).toBe(ours);
    expect(askMingo(...witness)).toBe(theirs);
    expect(theirs).not.toBe(ours);
    expect(comparisonsOf(...witness).some(concerns)).toBe(true);
  });

  it.each(SEEDS)(
    '[CO1, CO2, CO3, CO4, CO5, CO6, CO7, CO8, CO9, CO13, CO14, CO15, CO16, CO17] everything else is answered alike: %j',
    (seed) => {
      const answers = { true: 0, false: 0, different: 0 };
      fc.assert(
        fc.property(condition, facts, (when, known) => {
          if (comparisonsOf(when, known).some((one) => DIFFERENCES.some(({ concerns }) => concerns(one)))) {
            answers.different += 1;
            return;
          }
          const ours = holds(when, known);
          expect(ours).toBe(askMingo(when, known));
          answers[`${ours}`] += 1;
        }),
        { ...seed, numRuns: 3000 },
      );
      // It says nothing if hardly anything was asked, or hardly anything held.
      expect(answers.true).toBeGreaterThan(300);
      expect(answers.false).toBeGreaterThan(300);
      expect(answers.different).toBeLessThan(1500);
    },
  );
});
