import type { RepFrames } from '@tillside/protocol';
import { done, refuse } from '../answer.ts';
import { mayServe, noteSite } from '../authority.ts';
import { ring } from '../bell-messages.ts';
import { awaitList } from '../guide.ts';
import type { Handler, RepParty } from '../types.ts';
import { assignmentOf } from './assignment.ts';

/** Asks the page the visitor is on what can be pointed at. Only for the rep who has the conversation. */
export const guideLook: Handler<RepFrames['guide.look'], RepParty> = async (frame, party, world) => {
  const { conversation, epoch } = frame;
  const { record, context } = await world.store.conversations.view(conversation);
  noteSite(party, record);
  if (record === undefined || !mayServe(world.directory(), party.team, record)) {
    return refuse(party, frame, 'unknown_conversation');
  }
  if (record.owner?.rep !== party.rep) return refuse(party, frame, 'not_owner');
  if (record.epoch !== epoch || record.owner.claim !== assignmentOf(frame, party).claim)
    return refuse(party, frame, 'fenced');
  const url = context?.page.url;
  awaitList(party, conversation, world);
  ring(world, conversation, { guide: 'asked', ...(url === undefined ? {} : { url }) });
  return done(party, frame.ref);
};
