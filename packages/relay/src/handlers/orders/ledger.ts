import type { LedgerAnswer, LedgerLine } from '@tillside/protocol';
import { isPreview } from '../../core/preview.ts';
import type { OrderRecord, Site } from '../../ports/index.ts';
import type { World } from '../types.ts';
import { orderPages } from './pages.ts';

const pageOrders = 200;
/** Lines on a screen; the totals count all. */
const shownLines = 200;

function lineOf({ key: _key, site: _site, revision: _revision, ...line }: OrderRecord): LedgerLine {
  return line;
}

/** Every order of the site but those of try-outs, newest first. */
async function allOrders(world: Pick<World, 'store'>, site: string): Promise<readonly OrderRecord[]> {
  const orders = new Map<string, OrderRecord>();
  for await (const page of orderPages(world.store.ledger, site, pageOrders)) {
    for (const order of page) orders.set(order.key, order);
  }
  return [...orders.values()].filter((order) => !isPreview(order.visitor));
}

/** The site's ledger: its newest `most` lines, and what all of them come to. Amounts in minor units of the tariff's currency. */
export async function ledgerOf(world: Pick<World, 'store'>, site: Site, most = shownLines): Promise<LedgerAnswer> {
  const orders = await allOrders(world, site.id);
  const { currency } = site.tariff;
  const totals = { billable: 0, unconfirmed: 0, currency, savedCarts: 0, savedValue: 0, assistedOrders: 0 };
  for (const order of orders) {
    if (order.credit === 'assisted') totals.assistedOrders += 1;
    if (order.credit !== 'saved') continue;
    totals.savedCarts += 1;
    if (order.currency === currency) totals.savedValue += order.value;
    if (order.isBillable) totals.billable += order.bounty;
    // Without a transaction id nothing can ever confirm it.
    else if (order.transactionId !== undefined) totals.unconfirmed += order.bounty;
  }
  return { lines: orders.slice(0, most).map(lineOf), totals };
}
