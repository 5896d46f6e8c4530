import { listen, page } from '../../env.ts';
import type { GuestHost } from '../../sdk/guests.ts';
import { dig, safely } from '../shared/find.ts';
import type { Tell } from '../shared/teller.ts';
import type { FollowedCart } from './follow-cart.ts';

/** No script of the shop's runs in Shopify's checkout: what is seen of it is that the visitor goes there. */
export function followCheckout({ _signal: signal }: GuestHost, tell: Tell, cart: FollowedCart): void {
  const leave = (): void => {
    const now = cart._now();
    if (now?.items.length) tell('page', 'begin_checkout', now);
  };
  const isCheckout = (to: unknown): boolean => /\/checkouts?\b/.test(String(to));
  listen(
    page(),
    'submit',
    safely((event) => {
      const submitter = dig(event, 'submitter');
      const to = submitter instanceof Element ? submitter.getAttribute('formaction') : '';
      if (
        dig(submitter, 'name') === 'checkout' ||
        isCheckout(to) ||
        isCheckout((event.target as Element).getAttribute('action'))
      )
        leave();
    }),
    signal,
  );
  listen(
    page(),
    'click',
    safely(({ target }) => {
      if (target instanceof Element && isCheckout(target.closest('a')?.getAttribute('href'))) leave();
    }),
    signal,
  );
}
