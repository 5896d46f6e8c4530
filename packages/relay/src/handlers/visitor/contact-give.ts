import type { VisitorFrames } from '@tillside/protocol';
import { acknowledge, refuse } from '../answer.ts';
import { storeTime } from '../conversation/route-floors.ts';
import { refuseSequenced } from '../sequence.ts';
import { touchSoon } from '../touch.ts';
import type { Handler, VisitorParty } from '../types.ts';
import { changeVisitor } from '../visitor-record.ts';
import { isTooMuchAside } from './aside-rate.ts';
import { appendByVisitor } from './entry.ts';

/** How the visitor can be reached. The last address given is where an answer is mailed to. Nobody has proved any of it. */
export const contactGive: Handler<VisitorFrames['contact.give'], VisitorParty> = async (frame, party, world) => {
  if (!party.sessions.has(frame.session)) return refuse(party, frame, 'denied');
  if (isTooMuchAside(frame, party, world)) return undefined;
  const { conversation, visitor, site } = party;
  const { name, email, answers } = frame.body;
  if (email?.includes('•') === true) return refuseSequenced(party, frame, 'invalid', 'email: it holds a card number');
  const body = JSON.stringify({ name, email, answers });
  const written = await appendByVisitor(frame, party, world, 'contact', body);
  if (written === undefined) return undefined;
  if (email !== undefined) {
    const now = await storeTime(world, world.directory().site(site));
    const withEmail = { email };
    await changeVisitor(
      party,
      now,
      (record) => (record.email === email ? undefined : { ...record, ...withEmail }),
      world,
    );
  }
  await world.store.journal.append(site, [
    { key: `contact/${frame.session}/${frame.seq}`, kind: 'contact.given', visitor, conversation },
  ]);
  touchSoon(site, conversation, world);
  return acknowledge(party, frame, written.offset);
};
