/** What reads carts, steps and orders out of the shop's events: downloaded on pages that tell one. */
export { cartAfter } from './cart.ts';
export { newOrder } from './order.ts';
export { readStep } from './step.ts';
