import type { VisitorFrames } from '@tillside/protocol';
import { acknowledge, refuse } from '../answer.ts';
import { refuseSequenced } from '../sequence.ts';
import type { Handler, VisitorParty } from '../types.ts';
import { appendByVisitor } from './entry.ts';

/**
 * The visitor applied an offer in the shop, or tried to. The entry never says the code: a visitor who guesses offers would read codes
 * that nobody put forward.
 */
export const offerApply: Handler<VisitorFrames['offer.apply'], VisitorParty> = async (frame, party, world) => {
  if (!party.sessions.has(frame.session)) return refuse(party, frame, 'denied');
  const { offer, isApplied } = frame.body;
  const isKnown =
    world
      .directory()
      .site(party.site)
      ?.offers.some((one) => one.id === offer) === true;
  if (!isKnown) return refuseSequenced(party, frame, 'unknown_offer');
  const body = JSON.stringify({ offer, isApplied });
  const { conversation, visitor } = party;
  const result = await appendByVisitor(frame, party, world, 'offer.applied', body);
  if (result === undefined) return undefined;
  await world.store.journal.append(party.site, [
    {
      key: `offer.applied/${frame.session}/${frame.seq}`,
      kind: 'offer.applied',
      visitor,
      conversation,
      reason: isApplied ? 'applied' : 'not_applied',
    },
  ]);
  return acknowledge(party, frame, result.offset);
};
