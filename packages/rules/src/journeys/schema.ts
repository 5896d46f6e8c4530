import { z } from 'zod';
import { factOf, SIGNALS } from '../catalogue/index.ts';
import type { FactDefinition } from '../catalogue/index.ts';
import { isObject } from '../schema/problems.ts';
import { BOUNDS, JOURNEY_ID, OUTCOMES } from './bounds.ts';
import type { JourneyStep } from './types.ts';

const text = z.string().max(BOUNDS.text);
const name = z.string().min(1).max(BOUNDS.name);
const number = z.number();
const flag = z.boolean();
const item = z.record(z.string(), z.union([text, number, flag]));
const listOf = <Element extends z.ZodType>(element: Element) => z.array(element).max(BOUNDS.facts);

const values: Readonly<Record<FactDefinition['kind'], z.ZodType>> = {
  text,
  number,
  money: z.int(),
  flag,
  texts: listOf(text),
  items: listOf(item),
  any: z.union([text, number, flag, listOf(z.union([text, number, item]))]),
};

/** By the catalogue: a misspelt fact would otherwise be one that no rule ever sees. */
const facts = z.custom<NonNullable<JourneyStep['facts']>>(isObject).superRefine((record, context) => {
  const report = (path: readonly string[], message: string): void =>
    context.addIssue({ code: 'custom', path: [...path], message });
  const entries = Object.entries(record);
  if (entries.length > BOUNDS.facts) report([], `more than ${BOUNDS.facts} facts`);
  for (const [fact, value] of entries) {
    const kind = factOf(fact)?.kind;
    if (kind === undefined) report([fact], 'unknown fact');
    else if (value !== null && !values[kind].safeParse(value).success) report([fact], `expected ${kind}`);
  }
});

/** One step of a journey; also what a widget in record mode sends. */
export const journeyStep = z
  .strictObject({
    at: z.int().min(0).max(BOUNDS.lengthMs),
    signal: z
      .strictObject({ name: z.enum([...SIGNALS.keys()]), of: name.exactOptional(), value: number.exactOptional() })
      .exactOptional(),
    facts: facts.exactOptional(),
    outcome: z.strictObject({ rule: name.exactOptional(), outcome: z.enum(OUTCOMES) }).exactOptional(),
  })
  .refine((step) => 'signal' in step || 'facts' in step || 'outcome' in step, {
    error: 'a step needs a signal, facts or an outcome',
  });

/** One line of a journeys file. */
export const journeySchema = z.strictObject({
  v: z.literal(1),
  journey: z.string().regex(JOURNEY_ID),
  startedAt: z.int().min(0).max(BOUNDS.startedAt),
  steps: z
    .array(journeyStep)
    .min(1)
    .max(BOUNDS.steps)
    .superRefine((steps, context) => {
      const late = steps.findIndex((step, index) => step.at < (steps[index - 1]?.at ?? 0));
      if (late !== -1) context.addIssue({ code: 'custom', path: [late, 'at'], message: 'before the step before it' });
    }),
});
