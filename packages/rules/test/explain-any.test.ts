import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandTrace, packTrace, unpackTrace } from '../src/explain/index.ts';
import { createEngine } from '../src/index.ts';
import { journey } from './arbitraries.ts';
import { playbook } from './arbitraries/playbooks.ts';
import { play } from './helpers.ts';

const HOUR_MS = 3_600_000;

describe('any decision of any playbook', () => {
  it.each(['en', 'de'])('[EX1] is told in whole words, one sentence a leaf: %s', (locale) => {
    fc.assert(
      fc.property(playbook, journey(HOUR_MS), (book, inputs) => {
        const { seen } = play(createEngine(book, { visitorSeed: 'seed' }), inputs);
        for (const { trace } of seen.flatMap(({ decisions }) => decisions)) {
          const rule = book.rules.find(({ id }) => id === trace.rule);
          if (!rule) throw new Error(`no rule ${trace.rule}`);
          const told = expandTrace(rule, trace, { locale, playbook: book });
          expect(told.conditions).toHaveLength(trace.bits.length);
          for (const sentence of told.sentences) expect(sentence).not.toMatch(/undefined|NaN|\[object|\{\w+\}/);
          // As told from what the journal keeps.
          const packed = packTrace(trace);
          const back = unpackTrace(packed, rule);
          expect(back && expandTrace(rule, back, { locale, playbook: book }).result).toBe(told.result);
          if (!packed.includes('^')) expect(back).toEqual(trace);
        }
      }),
    );
  });
});
