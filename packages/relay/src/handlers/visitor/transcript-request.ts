import type { VisitorFrames } from '@tillside/protocol';
import { onLane } from '../lane.ts';
import { refuseSequenced } from '../sequence.ts';
import type { Handler, VisitorParty } from '../types.ts';

const order = onLane<VisitorFrames['transcript.request']>(async (frame, _, party, world) => {
  const { session, seq, body } = frame;
  const { conversation, site, visitor } = party;
  const key = `transcript/${session}/${seq}`;
  await world.store.mails.put({ key, kind: 'transcript', site, conversation, to: body.email }, 0);
  await world.store.journal.append(site, [{ key, kind: 'transcript.asked', visitor, conversation }]);
});

/** The conversation by mail, once a request. Its words are written when it leaves: as the visitor sees it then. */
export const transcriptRequest: Handler<VisitorFrames['transcript.request'], VisitorParty> = async (
  frame,
  party,
  world,
) => {
  if (world.mail !== undefined) return order(frame, party, world);
  return refuseSequenced(party, frame, 'denied', 'this relay sends no mail');
};
