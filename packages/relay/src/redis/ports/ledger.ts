import type { LedgerPort } from '../../ports/index.ts';
import { listOrders, readOrder } from '../commands/read-orders.ts';
import type { Links } from '../links.ts';
import { commitOrder } from '../scripts/commit-order.ts';

export function createLedger({ writes, reads }: Links): LedgerPort {
  return {
    load: (site, key) => readOrder(reads, site, key),
    commit: (record, expectedRevision, nowMs) => commitOrder(writes, record, expectedRevision, nowMs),
    list: (site, beforeMs, limit) => listOrders(reads, site, beforeMs, limit),
  };
}
