import type { RepFrames } from '@tillside/protocol';
import { done } from '../answer.ts';
import type { Handler, RepParty } from '../types.ts';

/** What the rep chose, for all windows of this rep. What follows from it is the floor's work. */
export const statusSet: Handler<RepFrames['status.set'], RepParty> = async (frame, party, world) => {
  await world.store.floor.setStatus(party.team, party.rep, frame.status);
  done(party, frame.ref);
};
