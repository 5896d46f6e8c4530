import { createKeyedBuckets } from '../core/token-bucket.ts';
import type { World } from './types.ts';

/** Whether a visitor does something too often at this node: for frames whose loss nobody notices, and which would fill the journal. */
export function createVisitorRate(perSecond: number, burst: number): (visitor: string, world: World) => boolean {
  const rates = new WeakMap<World, ReturnType<typeof createKeyedBuckets>>();
  return (visitor, world) => {
    const buckets = rates.get(world) ?? createKeyedBuckets(perSecond, burst);
    rates.set(world, buckets);
    return buckets.take(visitor, world.now()) > 0;
  };
}
