import { z } from 'zod';
import { instant, short } from './primitives.ts';

const reason = z.enum([
  'disabled',
  'schedule',
  'audience',
  'condition',
  'page',
  'on_screen',
  'in_conversation',
  'declined',
  'quiet',
  'rule_limit',
  'visit_limit',
  'visitor_limit',
  'funnel',
  'outranked',
]);
const count = z.int().min(-1).max(1_000_000);
const plain = z.union([z.string().max(40), z.number(), z.boolean(), z.null()]);

/** A trace as the engine captured it: bits and values against the playbook's version. */
export const trace = z.object({
  rule: short,
  entry: z.int().min(0).max(255),
  signal: short,
  at: instant,
  bits: z.string().regex(/^[01-]{0,256}$/),
  values: z.array(plain).max(64),
  limits: z.tuple([count, count, count, count]),
  arm: short.optional(),
  reason: reason.optional(),
  losers: z
    .array(z.tuple([short, reason]))
    .max(8)
    .optional(),
});

const word = z.union([short, z.number()]);
const item = z.record(z.string().max(40), z.union([short, z.number(), z.boolean()]));
const factName = z
  .string()
  .max(100)
  .regex(/^[a-z]+\..+$/);
const fact = z.union([short, z.number(), z.boolean(), z.null(), z.array(z.union([word, item])).max(50)]);

/** One thing that happened on a page, as a rehearsal replays it. */
export const journeyStep = z.object({
  at: z.int().min(0).max(86_400_000),
  signal: z.object({ name: z.string().max(40), of: short.optional(), value: z.number().optional() }).optional(),
  facts: z.record(factName, fact).optional(),
  outcome: z
    .object({
      rule: short.optional(),
      outcome: z.enum([
        'shown',
        'accepted',
        'declined',
        'dismissed',
        'timed_out',
        'withheld',
        'withdrawn',
        'conversation_opened',
        'conversation_ended',
        'ordered',
      ]),
    })
    .optional(),
});
