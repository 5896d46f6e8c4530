import { StoreUnavailableError } from '../ports/index.ts';

/** How the log tells that work failed for which nobody waits. A store that does not answer is a warning; anything else is a fault of ours. */
export function failureOf(error: unknown): { readonly level: 'warn' | 'error'; readonly error: string } {
  return {
    level: error instanceof StoreUnavailableError ? 'warn' : 'error',
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}
