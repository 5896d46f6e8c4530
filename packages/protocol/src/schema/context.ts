import { z } from 'zod';
import { amount, currency, instant, short, url } from './primitives.ts';

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
  /** When the visitor entered this page, by the visitor's clock; shown, never computed with. */
  since: instant.optional(),
});
