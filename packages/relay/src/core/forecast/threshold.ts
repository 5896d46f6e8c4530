/** A request that was made lately, whatever became of it. */
export interface Request {
  readonly at: number;
  /** The cart's worth in minor units of the site's currency; 0 without one. */
  readonly value: number;
}

/** What carts are usual, requests of the last so long tell; at most so many of them. */
const rememberedMs = 600_000;
const rememberedRequests = 500;
/** Two dozen requests in vain move it to the middle; room for `plenty` takes it back twice as fast. Chosen on simulated days, see docs/benchmarks.md. */
const risesBy = 0.02;
const fallsBy = 0.005;
/** Room for so many more is as good as any room. */
export const plenty = 3;
/** The dearest carts of all are never kept waiting for dearer ones. */
const highest = 0.9;

/** @param requests the oldest first */
export function remember(requests: readonly Request[], request: Request): readonly Request[] {
  const recent = requests.findIndex(({ at }) => request.at - at <= rememberedMs);
  const kept = recent < 0 ? [] : requests.slice(Math.max(recent, requests.length + 1 - rememberedRequests));
  kept.push(request);
  return kept;
}

/**
 * Below which rank (the share of recent requests with a smaller cart) nobody is invited: 0 while there is room for all. It moves with each request, by
 * how many more could have been invited then: up where nobody could, down the faster the more there was, so that in a rush most who are
 * passed over are those whose carts are worth least, and not whoever came a second later. It needs to know neither how many requests there
 * are nor how many other nodes get some, and nobody ever waits for it.
 */
export function moveThreshold(threshold: number, room: number): number {
  const moved = room === 0 ? threshold + risesBy : threshold - fallsBy * Math.min(room, plenty) ** 2;
  return Math.min(highest, Math.max(0, moved));
}

/**
 * The share of recent requests with a smaller cart. Equal carts (those without any, above all) go by `draw`, 0 to 1, so that the threshold
 * lets part of them pass rather than all or none. Compared within one site: in a shared team no site with dear goods starves another.
 */
export function rankOf(requests: readonly Request[], value: number, draw: number): number {
  if (requests.length === 0) return 1;
  let below = 0;
  let equal = 0;
  for (const other of requests) {
    if (other.value < value) below += 1;
    else if (other.value === value) equal += 1;
  }
  return (below + equal * draw) / requests.length;
}
