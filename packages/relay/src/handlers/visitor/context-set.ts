import type { VisitorFrames } from '@tillside/protocol';
import { reduceContext } from '../../core/privacy.ts';
import { saveContextSoon } from '../context.ts';
import type { Handler, VisitorParty } from '../types.ts';

/** Where the visitor is: kept on the socket, and stored only while somebody may look. */
export const contextSet: Handler<VisitorFrames['context.set'], VisitorParty> = async (frame, party, world) => {
  party.context = reduceContext(frame.context, world.directory().site(party.site)?.queryKeys ?? []);
  await saveContextSoon(party, world);
};
