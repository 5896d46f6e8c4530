import { listen, page, win } from '../../env.ts';
import type { GuestHost } from '../../sdk/guests.ts';
import { safely } from '../shared/find.ts';
import { createTeller } from '../shared/teller.ts';
import type { Tell } from '../shared/teller.ts';
import { followBlocks } from './blocks.ts';
import { followClassic } from './classic.ts';
import { tellPage } from './page.ts';
import { followCoupon } from './refused-coupon.ts';

/** WooCommerce, blocks and classic pages: whichever of their ways to tell is there, now or when the page has loaded. */
export function attach(host: GuestHost): void {
  const tell = createTeller(host);
  const open = new Set<(host: GuestHost, tell: Tell) => boolean>([followBlocks, followClassic, followCoupon]);
  const look = (): void => {
    for (const follow of open) {
      safely(() => {
        if (follow(host, tell)) open.delete(follow);
      })();
    }
  };
  look();
  const loaded = safely(() => {
    look();
    tellPage(tell, host);
  });
  if (page().readyState === 'complete') loaded();
  else listen(win(), 'load', loaded, host._signal);
}
