import { evalCondition } from '@growthbook/growthbook';
import jsonLogic from 'json-logic-js';
import { Engine as RulesEngine } from 'json-rules-engine';
import { Query } from 'mingo';
import sift from 'sift';
import { toClosure, toLogic, toMongo, toRulesEngine } from './conditions.ts';
import type { Happening, Nested, Tree } from './workload.ts';

/** Rules in somebody's form, ready to be asked about one event. */
export interface Contender {
  /** How many rules hold: every one is asked. */
  count(event: Happening): number | Promise<number>;
  /** Which, as a text of `0` and `1`. */
  verdicts(event: Happening): string | Promise<string>;
}

type Trees = readonly (readonly Tree[])[];

const judgeEach = (rules: readonly ((facts: Nested) => boolean)[]): Contender => ({
  count({ nested }) {
    let held = 0;
    for (const holds of rules) if (holds(nested)) held += 1;
    return held;
  },
  verdicts: ({ nested }) => rules.map((holds) => (holds(nested) ? '1' : '0')).join(''),
});

/** The rules one after another, as functions. */
export const buildClosures = (trees: Trees): Contender => judgeEach(trees.map((all) => toClosure({ all })));

export const buildLogic = (trees: Trees): Contender =>
  judgeEach(
    trees.map((all) => {
      const logic = toLogic({ all });
      return (facts) => jsonLogic.apply(logic, facts) === true;
    }),
  );

export const buildGrowthBook = (trees: Trees): Contender =>
  judgeEach(
    trees.map((all) => {
      const condition = toMongo({ all }) as Parameters<typeof evalCondition>[1];
      return (facts) => evalCondition(facts, condition, {});
    }),
  );

export const buildSift = (trees: Trees): Contender =>
  judgeEach(
    trees.map((all) => {
      const test = sift.default<unknown>(toMongo({ all }));
      return (facts) => test(facts);
    }),
  );

export const buildMingo = (trees: Trees): Contender =>
  judgeEach(
    trees.map((all) => {
      const query = new Query(toMongo({ all }));
      return (facts) => query.test(facts);
    }),
  );

/** Flat facts: with paths into nested ones it is slower still. */
export function buildRulesEngine(trees: Trees): Contender {
  const engine = new RulesEngine();
  engine.addOperator<string, string>('includes', (seen, want) => seen.includes(want));
  trees.forEach((all, index) =>
    engine.addRule({
      conditions: { all: all.map(toRulesEngine) },
      event: { type: 'invite', params: { index } },
    } as Parameters<RulesEngine['addRule']>[0]),
  );
  return {
    count: async ({ flat }) => (await engine.run(flat)).events.length,
    async verdicts({ flat }) {
      const { events } = await engine.run(flat);
      const held = new Set(events.map(({ params }) => (params as { readonly index: number }).index));
      return trees.map((_, index) => (held.has(index) ? '1' : '0')).join('');
    },
  };
}
