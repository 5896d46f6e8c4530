import type { VisitorFrames } from '@tillside/protocol';
import { acknowledge, refuse } from '../answer.ts';
import { hasEngagement } from '../conversation/has-engagement.ts';
import { refuseSequenced } from '../sequence.ts';
import type { Handler, VisitorParty } from '../types.ts';
import { isTooMuchAside } from './aside-rate.ts';
import { appendByVisitor } from './entry.ts';

/** What the visitor thought of one of the own engagements. The comment stays in the log; the journal knows the figure. */
export const ratingGive: Handler<VisitorFrames['rating.give'], VisitorParty> = async (frame, party, world) => {
  if (!party.sessions.has(frame.session)) return refuse(party, frame, 'denied');
  if (isTooMuchAside(frame, party, world)) return undefined;
  const { engagement, score, comment } = frame.body;
  const { conversation, visitor, site } = party;
  if (!(await hasEngagement(conversation, engagement, world))) {
    return refuseSequenced(party, frame, 'invalid', 'no such engagement of this conversation');
  }
  const body = JSON.stringify({ engagement, score, comment });
  const written = await appendByVisitor(frame, party, world, 'rating', body);
  if (written === undefined) return undefined;
  await world.store.journal.append(site, [
    {
      key: `rating/${frame.session}/${frame.seq}`,
      kind: 'rating.given',
      visitor,
      conversation,
      engagement,
      reason: String(score),
    },
  ]);
  return acknowledge(party, frame, written.offset);
};
