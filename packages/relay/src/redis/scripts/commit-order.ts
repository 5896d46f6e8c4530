import type { CommitResult, NowMs, OrderRecord } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Reply } from '../link/connection.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asOptional } from '../script/reply.ts';
import { committed } from './lib/committed.ts';

const script = defineScript('commit-order');

/** An order as it is stored: `revision|record`. */
export function storedOrder(reply: Reply | undefined): OrderRecord | undefined {
  const value = asOptional(reply);
  return value === undefined ? undefined : (JSON.parse(value.slice(value.indexOf('|') + 1)) as OrderRecord);
}

/** Writes an order at the expected revision, or nothing. */
export async function commitOrder(
  link: Link,
  record: OrderRecord,
  expectedRevision: number,
  nowMs: NowMs,
): Promise<CommitResult<OrderRecord>> {
  const { site, key, at } = record;
  const revision = expectedRevision + 1;
  const args = [key, String(expectedRevision), JSON.stringify({ ...record, revision }), String(at)];
  return committed(await script(link, [keys.orders(site), keys.ordersByTime(site)], args, nowMs), revision);
}
