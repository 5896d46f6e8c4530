import type { VisitorFrames } from '@tillside/protocol';
import { moveRead } from '../read.ts';
import type { Handler, VisitorParty } from '../types.ts';

export const read: Handler<VisitorFrames['read'], VisitorParty> = async (frame, party, world) => {
  if (frame.offset > 0) moveRead(party.conversation, 'visitor', frame.offset, world);
};
