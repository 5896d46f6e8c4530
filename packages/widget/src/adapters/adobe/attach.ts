import { listen, win } from '../../env.ts';
import type { GuestHost } from '../../sdk/guests.ts';
import { safely } from '../shared/find.ts';
import { createTeller } from '../shared/teller.ts';
import type { Tell } from '../shared/teller.ts';
import { followDataLayer } from './data-layer.ts';
import { followLuma } from './luma.ts';

/** Adobe Commerce and Magento: the storefront events in `adobeDataLayer`, and Luma's customer data. */
export function attach(host: GuestHost): void {
  const tell = createTeller(host);
  const open = new Set<(host: GuestHost, tell: Tell) => boolean>([followDataLayer, followLuma]);
  const look = (): void => {
    for (const follow of open) {
      safely(() => {
        if (follow(host, tell)) open.delete(follow);
      })();
    }
  };
  look();
  listen(win(), 'load', look, host._signal);
}
