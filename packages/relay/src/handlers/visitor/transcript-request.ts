import type { VisitorFrames } from '@tillside/protocol';
import { createKeyedBuckets } from '../../core/token-bucket.ts';
import { onLane } from '../lane.ts';
import { refuseSequenced } from '../sequence.ts';
import type { Handler, VisitorParty, World } from '../types.ts';

type Frame = VisitorFrames['transcript.request'];

const hour = 3_600;

/** A mailbox whose owner asked for nothing must not be filled from here, nor by whoever makes up visitors. */
function createBuckets() {
  return {
    visitor: createKeyedBuckets(3 / hour, 3),
    address: createKeyedBuckets(3 / (24 * hour), 3),
    site: createKeyedBuckets(200 / hour, 200),
  };
}

const rates = new WeakMap<World, ReturnType<typeof createBuckets>>();

function isTooMuch({ visitor, site }: VisitorParty, email: string, world: World): boolean {
  const buckets = rates.get(world) ?? createBuckets();
  rates.set(world, buckets);
  const now = world.now();
  return (
    buckets.visitor.take(visitor, now) > 0 ||
    buckets.address.take(email.toLowerCase(), now) > 0 ||
    buckets.site.take(site, now) > 0
  );
}

const order = onLane<Frame>(async (frame, _, party, world) => {
  const { session, seq, body } = frame;
  const { conversation, site, visitor } = party;
  // A repeated one costs as well: dropped the first time, it would pass the second.
  if (isTooMuch(party, body.email, world)) {
    world.emit({ name: 'transcript.dropped', level: 'warn', visitor, site, reason: 'rate' });
    return;
  }
  const key = `transcript/${session}/${seq}`;
  await world.store.mails.put({ key, kind: 'transcript', site, conversation, to: body.email }, 0);
  await world.store.journal.append(site, [{ key, kind: 'transcript.asked', visitor, conversation }]);
});

/**
 * The conversation by mail, once a request; its words are written when it leaves. Only what a rep took part in: else anybody could have
 * anything mailed to anybody in a shop's name.
 */
export const transcriptRequest: Handler<Frame, VisitorParty> = async (frame, party, world) => {
  if (world.mail === undefined) return refuseSequenced(party, frame, 'denied', 'this relay sends no mail');
  if (frame.body.email.includes('•')) {
    return refuseSequenced(party, frame, 'invalid', 'email: it holds a card number');
  }
  const { log } = await world.store.conversations.view(party.conversation);
  if (log.firstRepMessageAt === undefined) return refuseSequenced(party, frame, 'denied', 'nobody has answered yet');
  return order(frame, party, world);
};
