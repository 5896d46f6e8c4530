import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { compileCondition } from '../src/condition.ts';
import type { Condition } from '../src/index.ts';
import { leavesOf } from '../src/trace/leaves.ts';
import { condition } from './arbitraries.ts';
import { readVectors } from './helpers.ts';

type Row = readonly [name: string, when: Condition, leaves: readonly string[]];
const rows = readVectors('leaves.json') as readonly Row[];

describe('leaves', () => {
  it.each(rows)('[EX3] %s', (_name, when, expected) => {
    const told = leavesOf(when).map(({ fact, operator, isNegated, isAlternative }) =>
      [fact, operator, ...(isNegated ? ['not'] : []), ...(isAlternative ? ['one'] : [])].join(' '),
    );
    expect(told).toEqual(expected);
  });

  it('[EX3] are those of the engine, in its order', () => {
    fc.assert(
      fc.property(condition, (when) => {
        const engine: unknown[] = [];
        compileCondition(
          when,
          (fact, operator, want) => {
            engine.push([fact, operator, want]);
            return true;
          },
          { _gate: () => true, _not: () => true },
        );
        expect(leavesOf(when).map(({ fact, operator, want }) => [fact, operator, want])).toEqual(engine);
      }),
    );
  });
});
