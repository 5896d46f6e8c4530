import { refusalCodes } from '@tillside/protocol';
import { createKeyedBuckets } from '../../core/token-bucket.ts';
import type { Sequenced } from '../answer.ts';
import type { VisitorParty, World } from '../types.ts';

const rates = new WeakMap<World, ReturnType<typeof createKeyedBuckets>>();

/**
 * What a visitor gives beside a conversation (contact, ratings) needs no engagement, whose limit bounds a log: twenty at once, then one
 * every ten seconds. True: refused with the wait.
 */
export function isTooMuchAside(frame: Sequenced, party: VisitorParty, world: World): boolean {
  const buckets = rates.get(world) ?? createKeyedBuckets(0.1, 20);
  rates.set(world, buckets);
  const afterMs = buckets.take(party.visitor, world.now());
  if (afterMs === 0) return false;
  const { session, conversation, seq } = frame;
  const { retry } = refusalCodes.rate;
  party.link.send({ type: 'refused', session, conversation, seq, code: 'rate', retry, afterMs });
  return true;
}
