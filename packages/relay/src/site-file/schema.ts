import { z } from 'zod';
import { amount, currency, offerId, siteId, teamId } from '@tillside/protocol/schema';

const line = z.string().trim().min(1).max(200);
const webUrl = z.url({ protocol: /^https?$/, error: 'an http or https address' }).max(500);

/** Scheme, host and port and nothing else, as a browser says it. */
const origin = z.string().refine((value) => {
  try {
    return new URL(value).origin === value;
  } catch {
    return false;
  }
}, 'an origin is scheme, host and port only, e.g. https://shop.example');

const locale = z.string().refine((value) => {
  try {
    return Intl.getCanonicalLocales(value)[0] === value;
  } catch {
    return false;
  }
}, 'a BCP 47 language tag such as en or pt-BR');

const team = z.strictObject({
  id: teamId,
  name: line,
  kind: z.enum(['dedicated', 'shared']).default('dedicated'),
  capacity: z.int().min(1).max(20).default(3),
  ringTimeoutMs: z.int().min(5_000).max(120_000).default(20_000),
});

const offer = z.strictObject({
  id: offerId,
  title: line,
  text: line,
  code: line.optional(),
  enabled: z.boolean().default(true),
});

const tariff = z.strictObject({
  currency,
  windowMs: z
    .int()
    .min(60_000)
    .max(31 * 86_400_000)
    .default(72 * 3_600_000),
  tiers: z
    .array(z.strictObject({ from: amount.min(0), bounty: amount.min(0) }))
    .min(1)
    .refine(
      (tiers) => tiers.every((tier, index) => index === 0 || tier.from > (tiers[index - 1]?.from ?? 0)),
      'each tier starts above the one before',
    )
    .refine((tiers) => tiers[0]?.from === 0, 'the first tier starts at 0'),
});

/** One JSON file for everything a shop is. Amounts in minor units (cents), durations in milliseconds. */
export const siteFile = z
  .strictObject({
    $schema: z.string().optional(),
    id: siteId,
    name: line,
    url: webUrl.optional(),
    origins: z.array(origin).min(1).max(50),
    locales: z.array(locale).min(1).default(['en']),
    currency,
    accent: z.string().regex(/^#[0-9a-f]{6}$/i, 'a colour like #1f5f5b'),
    privacyUrl: webUrl.optional(),
    enabled: z.boolean().default(true),
    teams: z.array(team).min(1).max(20),
    route: z
      .array(z.strictObject({ team: teamId, afterMs: z.int().min(0).max(600_000).default(0) }))
      .min(1)
      .max(10),
    offers: z.array(offer).max(100).default([]),
    tariff,
    dispositions: z
      .array(line)
      .min(1)
      .max(30)
      .default(['Bought', 'Question answered', 'Will think about it', 'No answer']),
    texts: z.record(z.string().max(60), z.string().max(500)).default({}),
    greeting: z.string().max(300).optional(),
  })
  .superRefine((file, context) => {
    const unique = (ids: readonly string[], path: string) => {
      ids.forEach((id, index) => {
        if (ids.indexOf(id) !== index)
          context.addIssue({ code: 'custom', path: [path, index, 'id'], message: `${id} is there twice` });
      });
    };
    unique(
      file.teams.map((one) => one.id),
      'teams',
    );
    unique(
      file.offers.map((one) => one.id),
      'offers',
    );
    file.route.forEach((step, index) => {
      const found = file.teams.find((one) => one.id === step.team);
      if (found === undefined)
        context.addIssue({
          code: 'custom',
          path: ['route', index, 'team'],
          message: `${step.team} is not among "teams"`,
        });
      const before = file.route[index - 1];
      if (before !== undefined && step.afterMs < before.afterMs) {
        context.addIssue({
          code: 'custom',
          path: ['route', index, 'afterMs'],
          message: 'a later step cannot be asked before an earlier one',
        });
      }
    });
  });

export type SiteFile = z.infer<typeof siteFile>;
export type SiteFileInput = z.input<typeof siteFile>;
