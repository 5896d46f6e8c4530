import { z } from 'zod';
import { SIGNALS } from '../catalogue/index.ts';
import type { Condition } from '../types.ts';
import { checkCondition } from './condition.ts';
import { kindOf, known } from './problems.ts';
import type { Path, Report } from './problems.ts';

const HOUR_MS = 3_600_000;

/** An object whose every key is known. */
const strict = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code, input }) =>
      code === 'unrecognized_keys'
        ? `unknown key; ${known(Object.keys(shape))}`
        : `expected an object, got ${kindOf(input)}`,
  });

const whole = (least: number, most: number, unit = '') =>
  z
    .number({ error: ({ input }) => `expected a whole number${unit}, got ${kindOf(input)}` })
    .refine((value) => Number.isInteger(value) && value >= least && value <= most, {
      error: `expected a whole number${unit} from ${least} to ${most}`,
    });
const durationMs = (least: number, most: number) => whole(least, most, ' of milliseconds');

const text = (most: number) =>
  z
    .string({ error: ({ input }) => `expected a text, got ${kindOf(input)}` })
    .refine((value) => value.trim() && value.length <= most, { error: `expected 1 to ${most} characters` });

const flag = z.boolean({ error: ({ input }) => `expected true or false, got ${kindOf(input)}` });

/** A part checked by hand, because its mistakes deserve better words than a union's. */
const checked = <Value>(check: (value: unknown, path: Path, report: Report) => void) =>
  z.custom<Value>().superRefine((value, context) => {
    check(value, [], (path, message) => context.addIssue({ code: 'custom', path: [...path], message }));
  });

const list = <Item extends z.ZodType>(item: Item, least: number, most: number) =>
  z
    .array(item, { error: ({ input }) => `expected a list, got ${kindOf(input)}` })
    .refine((items) => items.length >= least && items.length <= most, {
      error: `expected ${least} to ${most} entries`,
    });

const listen = strict({
  signal: z.enum([...SIGNALS.keys()], {
    error: ({ input }) => `unknown signal ${kindOf(input)}; ${known(SIGNALS.keys())}`,
  }),
  afterMs: durationMs(0, HOUR_MS).exactOptional(),
});

const invite = strict({
  held: flag.exactOptional(),
  // Texts are checked with their rule (check.ts): what they may say depends on `held`.
  text: z.custom<Readonly<Record<string, string>>>(() => true),
  offer: text(64).exactOptional(),
  timeToLiveMs: durationMs(5_000, 600_000).exactOptional(),
});

const rule = strict({
  id: z
    .string({ error: ({ input }) => `expected a text, got ${kindOf(input)}` })
    .regex(/^[A-Za-z0-9][\w-]{0,63}$/, { error: 'expected 1 to 64 letters, digits, - and _' }),
  name: text(120),
  enabled: flag.exactOptional(),
  on: list(listen, 1, 20),
  when: checked<Condition>(checkCondition).exactOptional(),
  atRisk: flag.exactOptional(),
  funnel: whole(0, 100).exactOptional(),
  priority: whole(-1_000_000, 1_000_000).exactOptional(),
  limits: strict({ perVisit: whole(1, 100).exactOptional() }).exactOptional(),
  invite,
});

/** The playbook as a shop writes it: without `version`, which is its content's hash. */
export const playbookFile = strict({
  limits: strict({
    perVisit: whole(1, 100).exactOptional(),
    declinedDays: whole(30, 3_650, ' of days').exactOptional(),
    quietAfterDismissMs: durationMs(0, 365 * 24 * HOUR_MS).exactOptional(),
    quietAfterConversationMs: durationMs(0, 365 * 24 * HOUR_MS).exactOptional(),
    quietAfterOrderMs: durationMs(0, 365 * 24 * HOUR_MS).exactOptional(),
  }).exactOptional(),
  rules: list(rule, 0, 1_000),
});
