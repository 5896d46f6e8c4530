import { SIGNALS } from '../../catalogue/index.ts';
import type { SignalDefinition } from '../../catalogue/index.ts';
import type { JsonSchema } from './types.ts';

const names = (fits: (definition: SignalDefinition, name: string) => boolean): readonly string[] =>
  [...SIGNALS].filter(([name, definition]) => fits(definition, name)).map(([name]) => name);

/** Where the first fits, the second must. Editors tell what is missing from the second alone. */
const implies = (first: JsonSchema, second: JsonSchema): JsonSchema =>
  // The word is JSON Schema’s; nobody awaits it.
  // oxlint-disable-next-line unicorn/no-thenable
  ({ if: first, then: second });

/** Where the signal is one of these. */
const whenSignal = (signals: readonly string[], then: JsonSchema): JsonSchema =>
  implies({ required: ['signal'], properties: { signal: { enum: signals } } }, then);

const without = (...keys: readonly string[]): JsonSchema => ({
  properties: Object.fromEntries(keys.map((key) => [key, false])),
});

const atLeastOnce = (key: string, least: number): JsonSchema => ({
  required: [key],
  properties: { [key]: { minimum: least } },
});

/** `of` and `atLeast`, as each signal has them. */
function kindsAndValues(): readonly JsonSchema[] {
  const lists = new Map<string, { readonly signals: string[]; readonly kinds: readonly string[] }>();
  for (const [name, { kinds }] of SIGNALS) {
    if (!kinds) continue;
    const list = lists.get(kinds.join()) ?? { signals: [], kinds };
    list.signals.push(name);
    lists.set(kinds.join(), list);
  }
  return [
    whenSignal(
      names(({ of }) => of === undefined),
      without('of'),
    ),
    ...[...lists.values()].map(({ signals, kinds }) => whenSignal(signals, { properties: { of: { enum: kinds } } })),
    whenSignal(
      names(({ of }) => of === STEP),
      { properties: { of: { pattern: '^[1-9]\\d?$' } } },
    ),
    whenSignal(
      names(({ value }) => value === undefined),
      without('atLeast'),
    ),
    whenSignal(names(isMilliseconds), { properties: { atLeast: { minimum: 1_000 } } }),
    whenSignal(['scroll_depth'], { properties: { atLeast: { maximum: 100 } } }),
  ];
}

/** Whose value is a time: one under a second was meant in seconds. */
export const isMilliseconds = ({ value }: SignalDefinition): boolean => value?.startsWith('milliseconds') === true;

/** How `of` is told where it is a step of the checkout. */
export const STEP = 'the number of the step';

/** What a signal can be, each with its meaning, so that an editor shows it. */
export const signalStructure: JsonSchema = {
  oneOf: [...SIGNALS].map(([name, { meaning }]) => ({ const: name, description: meaning })),
};

/** What the checks of listen-check.ts say of one entry of `on`. */
export const listenStructure: JsonSchema = {
  oneOf: [{ required: ['signal'] }, { required: ['flow'] }],
  allOf: [
    ...kindsAndValues(),
    implies({ required: ['flow'] }, without('of', 'atLeast', 'count', 'at')),
    whenSignal(
      names(({ isDwell }) => isDwell === true),
      atLeastOnce('afterMs', 1),
    ),
    whenSignal(['site_dwell'], { properties: { count: { maximum: 1 } } }),
    whenSignal(['clock'], { required: ['at'], ...without('count', 'withinMs', 'without') }),
    whenSignal(
      names((_, name) => name !== 'clock'),
      without('at'),
    ),
    implies({ required: ['withinMs'] }, { anyOf: [{ required: ['flow'] }, atLeastOnce('count', 2)] }),
    implies(
      { required: ['without'] },
      { anyOf: [{ required: ['flow'] }, atLeastOnce('count', 2), atLeastOnce('afterMs', 1)] },
    ),
  ],
};

/** The same of a signal within `flow` or `without`: one moment. */
export const matchStructure: JsonSchema = {
  allOf: [
    ...kindsAndValues(),
    { properties: { signal: { not: { enum: names(({ isDwell }, name) => isDwell === true || name === 'clock') } } } },
  ],
};
