import { z } from 'zod';
import { amount, currency, email, instant, short, url } from './primitives.ts';

export const cartItem = z.object({
  id: short,
  name: short,
  /** Minor units of the cart's currency, one piece. */
  price: amount.optional(),
  quantity: z.int().min(0).max(100_000),
});

/** What the visitor looks at: the latest one wins and is part of `attached`. */
export const context = z.object({
  page: z.object({ url, title: short, type: short.optional() }),
  cart: z.object({ value: amount, currency, quantity: z.int().min(0), items: z.array(cartItem).max(50) }).optional(),
  checkout: z.object({ step: z.int().min(1).max(20) }).optional(),
  device: z.enum(['desktop', 'tablet', 'phone']).optional(),
  language: z.string().max(35).optional(),
  /** What the shop's page said of the visitor. Nobody has proved it: shown as such, never linked. */
  claims: z
    .object({
      id: short.optional(),
      name: short.optional(),
      email: email.optional(),
      attributes: z
        .record(z.string().regex(/^[a-z][\w.-]{0,39}$/i), z.union([z.string().max(200), z.number(), z.boolean()]))
        .refine((all) => Object.keys(all).length <= 20, 'at most 20 attributes')
        .optional(),
    })
    .optional(),
  /** When the visitor entered this page, by the visitor's clock; shown, never computed with. */
  since: instant.optional(),
});
