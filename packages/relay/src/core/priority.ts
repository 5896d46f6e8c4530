import type { Site } from '../ports/index.ts';

/** A cart of more doublings is worth no more of a head start: a million minor units, 10,000 dollars. With `headStartMs` of core/queue.ts: ten minutes. */
export const highestPriority = 20;

/**
 * Place within the site's part of a queue, where the site wants the carts worth most first. In doublings of a unit of the currency (minor
 * units counted, rounded down), so that carts of about the same worth still go by their wait. 0 without a cart, or one in another currency.
 */
export function priorityOf(
  { favors = 'wait', currency }: Pick<Site, 'favors' | 'currency'>,
  cart: { readonly value: number; readonly currency: string } | undefined,
): number {
  if (favors === 'wait' || cart === undefined || cart.currency !== currency || cart.value < 1) return 0;
  return Math.min(highestPriority, Math.floor(Math.log2(cart.value)));
}
