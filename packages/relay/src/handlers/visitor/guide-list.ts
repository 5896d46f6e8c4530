import type { VisitorFrames } from '@tillside/protocol';
import { ring } from '../bell-messages.ts';
import { takeAsker } from '../guide.ts';
import type { Handler, VisitorParty } from '../types.ts';

/** What this page has to point at: for the rep who asked, and nobody who did not. */
export const guideList: Handler<VisitorFrames['guide.list'], VisitorParty> = async ({ targets }, party, world) => {
  const to = takeAsker(party, world);
  if (to !== undefined) ring(world, party.conversation, { guide: 'listed', to, targets });
};
