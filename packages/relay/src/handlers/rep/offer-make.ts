import type { OfferCard, RepFrames } from '@tillside/protocol';
import { visitorOf } from '../../core/ids.ts';
import { maskCardsIn } from '../../core/masking.ts';
import { acknowledge, refuse } from '../answer.ts';
import { refuseSequenced } from '../sequence.ts';
import type { Handler, RepParty, World } from '../types.ts';
import { appendByRep } from './entry.ts';

/** The card as the visitor gets it, code included; only of an offer the conversation's own site has switched on. */
function cardOf(site: string, id: string, world: World): OfferCard | undefined {
  const offer = world
    .directory()
    .site(site)
    ?.offers.find((one) => one.id === id && one.isEnabled);
  if (offer === undefined) return undefined;
  const { title, text, code } = offer;
  // The code stays whole: one that is not what the shop's till knows is worth nothing.
  return { offer: id, ...maskCardsIn({ title, text }), ...(code === undefined ? {} : { code }) };
}

/** Puts an offer forward. What is stored is the whole card: it stays what it was when the shop changes its offers. */
export const offerMake: Handler<RepFrames['offer.make'], RepParty> = async (frame, party, world) => {
  if (!party.sessions.has(frame.session)) return refuse(party, frame, 'denied');
  const { conversation, epoch, claim, body } = frame;
  const written = await appendByRep(frame, party, world, (site) => {
    const card = cardOf(site, body.offer, world);
    if (card === undefined) {
      refuseSequenced(party, frame, 'unknown_offer');
      return undefined;
    }
    return { kind: 'offer', body: JSON.stringify(card), sent: JSON.stringify(body), assignment: { epoch, claim } };
  });
  if (written === undefined) return undefined;
  await world.store.journal.append(written.site, [
    {
      key: `offer.made/${frame.session}/${conversation}/${frame.seq}`,
      kind: 'offer.made',
      visitor: visitorOf(conversation),
      conversation,
      team: party.team,
      rep: party.rep,
      reason: body.offer,
    },
  ]);
  return acknowledge(party, frame, written.appended.offset);
};
