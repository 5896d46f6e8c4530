import { listen, page, win } from '../../env.ts';
import type { GuestHost } from '../../sdk/guests.ts';
import { safely } from '../shared/find.ts';
import { createTeller } from '../shared/teller.ts';
import { followCart } from './follow-cart.ts';
import { followCheckout } from './leave-for-checkout.ts';
import { tellPage } from './page.ts';
import { readPixel } from './pixel-notes.ts';
import { followEvents } from './standard-events.ts';

/** Requests of a theme that change the cart: https://shopify.dev/docs/api/ajax/reference/cart */
const CHANGES_CART = /\/cart\/(add|change|update|clear)(\.js|\.json)?(\?|$)/;

/**
 * A Shopify storefront: the theme's standard events where it has them, else what the page says of itself and the cart by Shopify's Ajax
 * API, whose requests are noticed by the browser's list of resources. Nothing of the shop's is wrapped.
 */
export function attach(host: GuestHost): void {
  const { _signal: signal } = host;
  const tell = createTeller(host);
  const cart = followCart(host, tell);
  void cart._look();
  followEvents(host, tell, cart);
  followCheckout(host, tell, cart);
  readPixel(host, tell);

  const look = safely(() => tellPage(tell, cart));
  if (page().readyState === 'complete') look();
  else listen(win(), 'load', look, signal);

  safely(() => {
    const observer = new PerformanceObserver((seen) => {
      if (seen.getEntries().some(({ name }) => CHANGES_CART.test(name))) void cart._look();
    });
    observer.observe({ type: 'resource' });
    signal.addEventListener('abort', () => observer.disconnect());
  })();
}
