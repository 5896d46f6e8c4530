import type { LedgerLine } from '@tillside/protocol';
import type { CommitResult, NowMs } from './common.ts';

/** An order with its line in the ledger; the same (site, transaction id) is one order, whoever reports it. */
export interface OrderRecord extends LedgerLine {
  /** `tx/<transaction id>`, or `page/<session>/<seq>` for a report without one. */
  readonly key: string;
  readonly site: string;
  readonly revision: number;
}

export interface LedgerPort {
  load(site: string, key: string): Promise<OrderRecord | undefined>;
  /** `record.revision` is ignored: the new one is `expectedRevision` + 1; 0 creates. */
  commit(record: OrderRecord, expectedRevision: number, nowMs?: NowMs): Promise<CommitResult<OrderRecord>>;
  /** By the record's `at` (its first report), newest first (of one instant: by key, last first), strictly before `beforeMs`. */
  list(site: string, beforeMs: number, limit: number): Promise<readonly OrderRecord[]>;
}
