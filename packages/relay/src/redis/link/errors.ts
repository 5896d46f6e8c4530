import { ErrorReply } from 'redis';
import { StoreUnavailableError } from '../../ports/index.ts';

/** Answers of a server that is there but cannot serve us now. Everything else it answers is a fault of ours. */
const unavailable =
  /^(OOM|MISCONF|LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|NOREPLICAS|BUSY|UNKILLABLE|NOAUTH|WRONGPASS|NOPERM|MOVED|ASK)\b/;

/** It serves, but no longer as the one that takes writes: the address may lead to another one by now. */
const demoted = /^(READONLY|MASTERDOWN)\b/;

/** No trying again helps: somebody must change a setting. */
const hopeless = /^(NOAUTH|WRONGPASS|NOPERM|ERR AUTH|ERR invalid password|ERR Client sent AUTH)/;

/** An error in words. Node gives several failed addresses as one error without a message. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message || error.name : String(error);
}

/** What a port may reject with. */
export function storeError(error: unknown): Error {
  if (error instanceof StoreUnavailableError) return error;
  if (error instanceof ErrorReply && !unavailable.test(error.message)) return error;
  return new StoreUnavailableError(`Redis did not answer: ${reasonOf(error)}.`, { cause: error });
}

/** Is another connection likely to reach a better server? */
export function isDemoted(error: unknown): boolean {
  return error instanceof ErrorReply && demoted.test(error.message);
}

/** The server is there and will never serve us as it is set up; the message says what to do. */
export class UnsuitableServerError extends Error {
  override readonly name = 'UnsuitableServerError';
}

export function isHopeless(error: unknown): boolean {
  return error instanceof UnsuitableServerError || (error instanceof ErrorReply && hopeless.test(error.message));
}

/** The server does not know this command, or does not let this user give it. */
export function isCommandRefused(error: unknown): boolean {
  return error instanceof ErrorReply && /^(NOPERM|ERR unknown (sub)?command)\b/i.test(error.message);
}
