import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explain, packTrace, unpackTrace } from '../src/explain/index.ts';
import { createEngine } from '../src/index.ts';
import type { Decision, FactValue, Playbook, StepInput } from '../src/index.ts';
import { lint } from '../src/lint/index.ts';
import { parsePlaybookText } from '../src/schema/index.ts';

const folder = new URL('../../../examples/playbooks/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

interface Journey {
  readonly name: string;
  readonly startedAt: string;
  /** As in recorded journeys: `at` after `startedAt`; `null` is a fact that is gone. */
  readonly steps: readonly (Omit<StepInput, 'now' | 'facts'> & {
    readonly at: number;
    readonly facts?: Readonly<Record<string, FactValue | null>>;
  })[];
  readonly rule: string;
}
interface Vectors {
  readonly fires: readonly Journey[];
  /** What would have been needed is told by `explain` in a sentence that holds `says`. */
  readonly nearMiss: readonly (Journey & { readonly reason: string; readonly says: string })[];
}

const RECIPES = [
  'after-decline',
  'form-error',
  'full-cart-before-order',
  'high-cart-exit',
  'lingering-on-payment',
  'out-of-hours',
  'rejected-coupon',
  'returning-full-cart',
  'shipping-shock',
  'start-of-checkout',
  'third-product-page',
  'vip',
];

function playbookOf(name: string): Playbook {
  const parsed = parsePlaybookText(read(`${name}.json`));
  if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.problems)}`);
  return { version: name, ...parsed.playbook };
}

function decisionsOf(playbook: Playbook, { startedAt, steps }: Journey): readonly Decision[] {
  const engine = createEngine(playbook, { visitorSeed: 'recipe' });
  const from = Date.parse(startedAt);
  let state = engine.start(undefined, from);
  return steps.flatMap(({ at, facts = {}, ...rest }) => {
    const changes = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, value ?? undefined]));
    const result = engine.step(state, { now: from + at, facts: changes, ...rest });
    state = result.state;
    // The relay says yes, and the visitor looks at it.
    for (const { kind, rule } of result.decisions)
      if (kind === 'invite') ({ state } = engine.step(state, { now: from + at, outcome: { rule, outcome: 'shown' } }));
    return result.decisions;
  });
}

describe('recipes', () => {
  it('are the twelve, each with its vectors', () => {
    const files = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.includes('schema'));
    expect(files).toEqual(RECIPES.flatMap((name) => [`${name}.json`, `${name}.vectors.json`]));
  });
});

describe.each(RECIPES)('the recipe %s', (name) => {
  const playbook = playbookOf(name);
  const { fires, nearMiss } = JSON.parse(read(`${name}.vectors.json`)) as Vectors;

  it('names the schema that editors read', () => {
    const { $schema } = JSON.parse(read(`${name}.json`)) as { readonly $schema: string };
    expect(() => readFileSync(new URL($schema, folder))).not.toThrow();
  });

  it('is clean, and speaks English and German without hurry', () => {
    expect(lint(playbook, { locales: ['en', 'de'], currencies: ['USD'] })).toEqual([]);
    for (const { invite } of playbook.rules) {
      expect(Object.keys(invite.text)).toEqual(['en', 'de']);
      for (const text of Object.values(invite.text)) {
        expect(text.length).toBeLessThanOrEqual(130);
        expect(text).not.toMatch(/!|\bonly\b|\bhurry\b|\blast chance\b|\bnur noch\b/i);
      }
    }
  });

  it.each(fires.map((journey) => [journey.name, journey] as const))('fires once: %s', (_title, journey) => {
    const invited = decisionsOf(playbook, journey).filter(({ kind }) => kind === 'invite');
    expect(invited.map(({ rule }) => rule)).toEqual([journey.rule]);
    const rule = playbook.rules.find(({ id }) => id === journey.rule);
    const [first] = invited;
    expect(rule && first && unpackTrace(packTrace(first.trace), rule)).toEqual(first?.trace);
  });

  it.each(nearMiss.map((journey) => [journey.name, journey] as const))('does not fire: %s', (_title, journey) => {
    const decisions = decisionsOf(playbook, journey);
    expect(decisions.filter(({ kind }) => kind !== 'suppress')).toEqual([]);
    const missed = decisions.findLast((decision) => decision.rule === journey.rule);
    const rule = playbook.rules.find(({ id }) => id === journey.rule);
    expect(missed).toMatchObject({ reason: journey.reason });
    expect(rule && missed && explain(rule, missed.trace, 'en', undefined, playbook).join('\n')).toContain(journey.says);
  });
});
