/**
 * What every port shares.
 *
 * Every operation takes `nowMs` last. Production leaves it out and the store's own clock counts, so that nodes with wrong
 * clocks agree; tests pass a number. No node ever passes its own clock.
 *
 * A rejected promise means *unknown*, never *failed*: the operation may have taken effect. Every operation is therefore safe to
 * repeat with the same arguments.
 */
export type NowMs = number | undefined;

/** The store could not be asked, or did not answer in time. Whether the operation took effect is unknown. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}

/** The answer to a write that was based on `expectedRevision`. */
export type CommitResult<T> =
  | { readonly kind: 'committed'; readonly at: number; readonly revision: number }
  /** Somebody else wrote meanwhile; `current` is what stands now. Decide again from there. */
  | { readonly kind: 'stale'; readonly current: T | undefined };
