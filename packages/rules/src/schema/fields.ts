import { z } from 'zod';
import { kindOf, known } from './problems.ts';
import type { Path, Report } from './problems.ts';

/** An object whose every key is known. */
export const strict = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code, input }) =>
      code === 'unrecognized_keys'
        ? `unknown key; ${known(Object.keys(shape))}`
        : `expected an object, got ${kindOf(input)}`,
  });

/**
 * A key that may be left out, with what it means and what counts then. The words go into the JSON Schema, where editors show them, and into docs/rules.md.
 * The default itself is never filled in: the engine knows it, and a playbook is kept as it was written.
 */
export const optional = <Schema extends z.ZodType>(schema: Schema, description: string, fallback?: unknown) =>
  described(schema, description, fallback).exactOptional();

export const described = <Schema extends z.ZodType>(schema: Schema, description: string, fallback?: unknown): Schema =>
  schema.meta({ description, ...(fallback === undefined ? {} : { default: fallback }) });

export const whole = (least: number, most: number, unit = '') =>
  z
    .number({ error: ({ input }) => `expected a whole number${unit}, got ${kindOf(input)}` })
    .refine((value) => Number.isInteger(value) && value >= least && value <= most, {
      error: `expected a whole number${unit} from ${least} to ${most}`,
    })
    .meta({ type: 'integer', minimum: least, maximum: most });

export const durationMs = (least: number, most: number) => whole(least, most, ' of milliseconds');

const anyText = () => z.string({ error: ({ input }) => `expected a text, got ${kindOf(input)}` });

export const text = (most: number) =>
  anyText()
    .refine((value) => value.trim() && value.length <= most, { error: `expected 1 to ${most} characters` })
    .meta({ minLength: 1, maxLength: most, pattern: String.raw`\S` });

/** A text of one form; the error says which, by its example. */
export const formed = (pattern: RegExp, error: string, ...examples: readonly string[]) =>
  anyText()
    .regex(pattern, { error })
    .meta(examples.length ? { examples } : {});

export const timeOfDay = (example: string) =>
  formed(/^([01]\d|2[0-3]):[0-5]\d$/, `expected a time of day such as ${example}`, example);

export const ID = /^[A-Za-z0-9][\w-]{0,63}$/;

/** The name by which another part of the file, the journal or the site's directory knows a thing. */
export const id = () => formed(ID, 'expected 1 to 64 letters, digits, - and _');

export const flag = () => z.boolean({ error: ({ input }) => `expected true or false, got ${kindOf(input)}` });

export const oneOf = <const Name extends string>(names: readonly Name[], what: string) =>
  z.enum(names, { error: ({ input }) => `unknown ${what} ${kindOf(input)}; ${known(names)}` });

/** A part checked by hand, because its mistakes deserve better words than a union's. */
export const checked = <Value>(check: (value: unknown, path: Path, report: Report) => void) =>
  z.custom<Value>().superRefine((value, context) => {
    check(value, [], (path, message) => context.addIssue({ code: 'custom', path: [...path], message }));
  });

export const list = <Item extends z.ZodType>(item: Item, least: number, most: number) =>
  z
    .array(item, { error: ({ input }) => `expected a list, got ${kindOf(input)}` })
    .refine((items) => items.length >= least && items.length <= most, {
      error: `expected ${least} to ${most} entries`,
    })
    .meta({ minItems: least, maxItems: most });
