import type { VisitorFrames } from '@tillside/protocol';
import { saveContextSoon } from '../context.ts';
import type { Handler, VisitorParty } from '../types.ts';

/** Where the visitor is: kept on the socket, and stored only while somebody may look. */
export const contextSet: Handler<VisitorFrames['context.set'], VisitorParty> = async (frame, party, world) => {
  party.context = frame.context;
  await saveContextSoon(party, world);
};
