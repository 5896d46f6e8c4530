import type { LedgerLine } from '@tillside/protocol';
import type { OrderRecord, Tariff } from '../ports/index.ts';
import type { Credit } from './attribution.ts';
import { bountyOf } from './billing.ts';

/** An order as one side tells it. */
export interface OrderTelling {
  readonly source: 'browser' | 'server';
  readonly site: string;
  /** `tx/<transaction id>`, or `page/<session>/<seq>`. */
  readonly key: string;
  readonly transactionId?: string;
  readonly value: number;
  readonly currency: string;
  /** Known to this site. */
  readonly visitor?: string;
  /** The offer whose code it was placed with. */
  readonly offer?: string;
}

/** Under which key an order is kept: its transaction id, or the page's report where it has none. */
export function orderKeyOf(transactionId: string | undefined, page: string): string {
  return transactionId === undefined || transactionId === '' ? `page/${page}` : `tx/${transactionId}`;
}

/** A rest for whom no credit is known yet. */
type Uncredited = Omit<LedgerLine, 'bounty' | 'bountyCurrency' | 'isBillable'> &
  Pick<OrderRecord, 'key' | 'site' | 'revision'>;

function begin(telling: OrderTelling, order: string, now: number): Uncredited {
  const { site, key, transactionId, value, currency } = telling;
  return {
    key,
    site,
    revision: 0,
    order,
    ...(transactionId === undefined ? {} : { transactionId }),
    status: 'unconfirmed',
    credit: 'none',
    value,
    currency,
    at: now,
  };
}

/**
 * One order out of everything that is told about it, in whatever sequence. Each side's first word stands and both are kept; the server's
 * amount and currency count, and its visitor where both name one. `undefined`: nothing new.
 */
export function mergeOrder(
  record: OrderRecord | undefined,
  telling: OrderTelling,
  tariff: Tariff,
  order: string,
  now: number,
): OrderRecord | undefined {
  const before: Uncredited = record ?? begin(telling, order, now);
  const isServer = telling.source === 'server';
  const told = { value: telling.value, currency: telling.currency };
  const browser = before.reportedByBrowser ?? (isServer ? undefined : told);
  const server = before.reportedByServer ?? (isServer ? told : undefined);
  const counting = server ?? browser ?? told;
  // Only the first word of the server may replace the visitor a page named: it is the shop's own.
  const mayName = before.visitor === undefined || (isServer && before.reportedByServer === undefined);
  const visitor = mayName ? (telling.visitor ?? before.visitor) : before.visitor;
  const isSame =
    record !== undefined &&
    browser === record.reportedByBrowser &&
    server === record.reportedByServer &&
    visitor === record.visitor;
  if (isSame) return undefined;
  const merged: Uncredited = {
    ...before,
    ...counting,
    status: server === undefined ? 'unconfirmed' : 'confirmed',
    ...(browser === undefined ? {} : { reportedByBrowser: browser }),
    ...(server === undefined ? {} : { reportedByServer: server }),
    ...(visitor === undefined ? {} : { visitor }),
  };
  return { ...merged, ...bountyOf(merged, tariff) };
}

/** The order with its credit: whose work it is, and what that earns. */
export function withCredit(record: OrderRecord, conversation: string, credit: Credit, tariff: Tariff): OrderRecord {
  const { invitation: _invitation, rule: _rule, rep: _rep, conversation: _conversation, ...rest } = record;
  const credited = { ...rest, ...credit, ...(credit.credit === 'none' ? {} : { conversation }) };
  return { ...credited, ...bountyOf(credited, tariff) };
}
