import { z } from 'zod';
import { amount, currency, offerId, siteId } from '@tillside/protocol/schema';
import { line } from './primitives.ts';
import { service } from './service-schema.ts';
import { talk } from './talk-schema.ts';
import { routeStep, team } from './team-schema.ts';

const webUrl = z
  .url({ protocol: /^https?$/, error: 'expected an address that begins with https:// or http://' })
  .max(500);

/** Scheme, host and port and nothing else, as a browser says it. */
const origin = z.string().superRefine((value, context) => {
  const url = URL.parse(value);
  const isWeb = url !== null && /^https?:$/.test(url.protocol);
  if (isWeb && url.origin === value) return;
  const example = isWeb ? url.origin : 'https://shop.example';
  context.addIssue({ code: 'custom', message: `an origin is scheme, host and port only, as in ${example}` });
});

const locale = z.string().refine((value) => {
  try {
    return Intl.getCanonicalLocales(value)[0] === value;
  } catch {
    return false;
  }
}, 'expected a language tag such as en or pt-BR');

const accent = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, 'expected a colour like #1f5f5b')
  .transform((text) => text.toLowerCase());

const offer = z.strictObject({
  id: offerId,
  title: line,
  text: line,
  code: line.optional(),
  limits: z
    .strictObject({
      perVisitor: z.int().min(1).max(100).optional(),
      perDay: z.int().min(1).max(1_000_000).optional(),
    })
    .optional(),
  enabled: z.boolean().default(true),
});

const hourMs = 3_600_000;

const tariff = z.strictObject({
  currency,
  windowMs: z
    .int()
    .min(60_000)
    .max(31 * 24 * hourMs)
    .default(72 * hourMs),
  tiers: z
    .array(z.strictObject({ from: amount.min(0), bounty: amount.min(0) }))
    .min(1)
    .max(50),
});

/** One JSON file for everything a shop is. Amounts in minor units (cents), durations in milliseconds. */
export const siteFile = z.strictObject({
  $schema: z.string().optional(),
  id: siteId,
  name: line,
  url: webUrl.optional(),
  origins: z.array(origin).min(1).max(50),
  locales: z.array(locale).min(1).max(50).default(['en']),
  currency,
  accent,
  privacyUrl: webUrl.optional(),
  enabled: z.boolean().default(true),
  teams: z.array(team).min(1).max(20),
  route: z.array(routeStep).min(1).max(10),
  offers: z.array(offer).max(100).default([]),
  tariff,
  dispositions: z
    .array(line)
    .min(1)
    .max(30)
    .default(['Bought', 'Question answered', 'Will think about it', 'No answer']),
  texts: z.record(z.string().max(60), z.string().max(500)).default({}),
  queryKeys: z
    .array(z.string().regex(/^[\w-]{1,40}$/, 'expected a key of an address such as color, without its value'))
    .max(50)
    .default([]),
  greeting: z.string().max(300).optional(),
  ...talk,
  ...service,
});

/** The parts, for whoever asks for one of them alone. */
export const siteShape = {
  name: line,
  url: webUrl,
  currency,
  accent,
  privacyUrl: webUrl,
} as const;

export type SiteFile = z.infer<typeof siteFile>;
export type SiteFileInput = z.input<typeof siteFile>;
