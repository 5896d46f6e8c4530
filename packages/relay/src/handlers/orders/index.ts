import type { OrderReport, OrderRequest } from '@tillside/protocol';
import { conversationOf } from '../../core/ids.ts';
import { offerOfCoupon } from '../../core/offers.ts';
import { mergeOrder, orderKeyOf, withCredit } from '../../core/orders.ts';
import { isPreview } from '../../core/preview.ts';
import type { OrderTelling } from '../../core/orders.ts';
import type { OrderRecord, Site } from '../../ports/index.ts';
import { storeTime } from '../conversation/route-floors.ts';
import type { World } from '../types.ts';
import { creditFor } from './credit.ts';
import { followOrder } from './follow.ts';

/** An order as a page or a shop's server tells it. */
export type OrderTold =
  | {
      readonly source: 'browser';
      readonly visitor: string;
      /** The report's own place on the visitor's lane. */
      readonly session: string;
      readonly seq: number;
      readonly order: OrderReport;
    }
  | { readonly source: 'server'; readonly order: OrderRequest };

const patience = 50;

async function tellingOf(site: Site, told: OrderTold, world: World): Promise<OrderTelling> {
  const { transactionId, value, currency, coupon } = told.order;
  const offer = offerOfCoupon(site, coupon);
  const page = told.source === 'browser' ? `${told.session}/${told.seq}` : '';
  const visitor = told.source === 'browser' ? told.visitor : await knownVisitor(site, told.order.visitor, world);
  return {
    source: told.source,
    site: site.id,
    key: orderKeyOf(transactionId, page),
    ...(transactionId === undefined || transactionId === '' ? {} : { transactionId }),
    value,
    currency,
    ...(visitor === undefined ? {} : { visitor }),
    ...(offer === undefined ? {} : { offer }),
  };
}

/** A server may name a visitor of its own site only. */
async function knownVisitor(site: Site, visitor: string | undefined, world: World): Promise<string | undefined> {
  if (visitor === undefined) return undefined;
  const record = await world.store.visitors.load(visitor);
  // Of one who was erased the ledger names nobody, whoever remembers the id.
  return record?.site === site.id && record.erasedAt === undefined ? visitor : undefined;
}

/**
 * Takes a report of an order, from either side, in whatever sequence and however often; (site, transaction id) is one order. Credit is
 * given as of the first report, once the visitor is known. Resolves to the order as it stands.
 *
 * @throws Error when this node knows no such site
 */
export async function recordOrder(world: World, siteId: string, told: OrderTold): Promise<OrderRecord> {
  const site = world.directory().site(siteId);
  if (site === undefined) throw new Error(`${siteId}: an order was reported for a site that is not in the directory`);
  const telling = await tellingOf(site, told, world);
  const now = await storeTime(world, site);
  let current = await world.store.ledger.load(siteId, telling.key);
  for (let attempt = 0; attempt < patience; attempt += 1) {
    const merged = mergeOrder(current, telling, site.tariff, current?.order ?? world.newId('ord'), now);
    if (merged === undefined && current !== undefined) {
      await followOrder(current, telling, world);
      return current;
    }
    if (merged === undefined) break;
    const next = await credited(merged, current, site, world);
    const result = await world.store.ledger.commit(next, current?.revision ?? 0);
    if (result.kind === 'committed') {
      const record = { ...next, revision: result.revision };
      await followOrder(record, telling, world);
      return record;
    }
    current = result.current;
  }
  throw new Error(`${siteId} ${telling.key}: lost ${patience} races in a row for the order`);
}

/** Credit goes with the visitor: computed when the order gets one, or another one. Who tries the site out earns nobody anything. */
async function credited(
  merged: OrderRecord,
  before: OrderRecord | undefined,
  site: Site,
  world: World,
): Promise<OrderRecord> {
  const { visitor } = merged;
  if (visitor === undefined || visitor === before?.visitor || isPreview(visitor)) return merged;
  const credit = await creditFor(site, visitor, merged.at, world);
  return withCredit(merged, conversationOf(visitor), credit, site.tariff);
}
