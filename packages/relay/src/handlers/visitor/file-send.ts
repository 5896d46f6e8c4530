import type { VisitorFrames } from '@tillside/protocol';
import { acknowledge, refuse } from '../answer.ts';
import { takeFile } from '../files.ts';
import { refuseSequenced } from '../sequence.ts';
import { touchSoon } from '../touch.ts';
import type { Handler, VisitorParty } from '../types.ts';
import { appendByVisitor, openFor } from './entry.ts';

/** A file that this visitor uploaded. It asks for an answer as a message does. */
export const fileSend: Handler<VisitorFrames['file.send'], VisitorParty> = async (frame, party, world) => {
  if (!party.sessions.has(frame.session)) return refuse(party, frame, 'denied');
  const { conversation, visitor, site } = party;
  const taken = await takeFile(frame.body.file, { conversation, by: visitor }, world);
  if (taken === undefined)
    return refuseSequenced(party, frame, 'denied', 'no such file of this visitor: upload it first');
  const body = JSON.stringify(taken.sent);
  const written = await appendByVisitor(frame, party, world, 'file', body, JSON.stringify(frame.body));
  if (written === undefined) return taken.giveBack();
  await openFor(written, party, world);
  await world.store.journal.append(site, [
    {
      key: `file/${frame.session}/${frame.seq}`,
      kind: 'file.sent',
      visitor,
      conversation,
      reason: `${taken.sent.type}, ${taken.sent.bytes} bytes`,
    },
  ]);
  touchSoon(site, conversation, world);
  return acknowledge(party, frame, written.offset);
};
