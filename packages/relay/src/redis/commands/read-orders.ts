import type { OrderRecord } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { asList } from '../script/reply.ts';
import { storedOrder } from '../scripts/commit-order.ts';
import { latest } from './latest.ts';

export async function readOrder(link: Link, site: string, key: string): Promise<OrderRecord | undefined> {
  return storedOrder(await link.send(['HGET', keys.orders(site), key]));
}

/** By their first report, newest first, strictly before an instant. */
export async function listOrders(
  link: Link,
  site: string,
  beforeMs: number,
  limit: number,
): Promise<readonly OrderRecord[]> {
  const found = await latest(link, keys.ordersByTime(site), beforeMs, limit);
  if (found.length === 0) return [];
  const records = asList(await link.send(['HMGET', keys.orders(site), ...found.map(({ name }) => name)]));
  return records.map(storedOrder).filter((record) => record !== undefined);
}
