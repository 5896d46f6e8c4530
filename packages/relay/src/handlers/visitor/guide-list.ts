import type { VisitorFrames } from '@tillside/protocol';
import { ring } from '../bell-messages.ts';
import { mayType } from '../typing.ts';
import type { Handler, VisitorParty } from '../types.ts';

/** What this page has to point at: for the rep who asked. Who did is known where the rep is connected. */
export const guideList: Handler<VisitorFrames['guide.list'], VisitorParty> = async ({ targets }, party, world) => {
  if (mayType(party, 'guide', world)) ring(world, party.conversation, { guide: 'listed', targets });
};
