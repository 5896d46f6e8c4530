/** Lets `burst` through at once and `perSecond` in the long run. */
export interface TokenBucket {
  /** Takes one; returns 0 when there was one, else the milliseconds until there are `rank` (default 1): the caller's and those ahead of it. */
  take(now: number, rank?: number): number;
}

export function createTokenBucket(perSecond: number, burst: number): TokenBucket {
  let tokens = burst;
  let at = 0;
  return {
    take(now, rank = 1) {
      if (at !== 0) tokens = Math.min(burst, tokens + (Math.max(0, now - at) * perSecond) / 1000);
      at = now;
      if (tokens >= 1) {
        tokens -= 1;
        return 0;
      }
      return Math.ceil(((rank - tokens) * 1000) / perSecond);
    },
  };
}

/** So many keys are no matter, full or not. */
const keysKept = 10_000;

/** As {@link TokenBucket}, one for each key. */
export interface KeyedBuckets {
  take(key: string, now: number, rank?: number): number;
}

/** One bucket per key (an address); keys that are full again are forgotten, so that the map stays as large as the last minute's traffic. */
export function createKeyedBuckets(perSecond: number, burst: number): KeyedBuckets {
  const buckets = new Map<string, { bucket: TokenBucket; at: number }>();
  const fullAfterMs = (burst / perSecond) * 1000;
  // Looked through again when it has doubled since: whoever makes up keys must not have all of them looked at for each.
  let lookAbove = keysKept;
  return {
    take(key, now, rank) {
      if (buckets.size > lookAbove) {
        for (const [other, entry] of buckets) if (now - entry.at > fullAfterMs) buckets.delete(other);
        lookAbove = Math.max(keysKept, 2 * buckets.size);
      }
      let entry = buckets.get(key);
      if (entry === undefined) {
        entry = { bucket: createTokenBucket(perSecond, burst), at: now };
        buckets.set(key, entry);
      }
      entry.at = now;
      return entry.bucket.take(now, rank);
    },
  };
}
