import { ErrorReply } from 'redis';
import { StoreUnavailableError } from '../ports/index.ts';

/** Answers of a server that is there but cannot serve now; everything else it answers is a fault of ours. */
const unavailable =
  /^(OOM|MISCONF|LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|NOREPLICAS|BUSY|UNKILLABLE|NOAUTH|WRONGPASS)\b/;

/** What a port may reject with: a rejected command means *unknown*. */
export function storeError(error: unknown): Error {
  if (error instanceof StoreUnavailableError) return error;
  if (error instanceof ErrorReply && !unavailable.test(error.message)) return error;
  const why = error instanceof Error ? error.message || error.name : String(error);
  return new StoreUnavailableError(`Redis did not answer: ${why}.`, { cause: error });
}
