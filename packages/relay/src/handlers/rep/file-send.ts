import type { RepFrames } from '@tillside/protocol';
import { visitorOf } from '../../core/ids.ts';
import { acknowledge, refuse } from '../answer.ts';
import { takeFile } from '../files.ts';
import { siteFor } from '../authority.ts';
import { refuseSequenced } from '../sequence.ts';
import { touchSoon } from '../touch.ts';
import type { Handler, RepParty } from '../types.ts';
import { appendByRep } from './entry.ts';
import { noteReply } from './note-reply.ts';

/** A file that this rep uploaded for this conversation. */
export const fileSend: Handler<RepFrames['file.send'], RepParty> = async (frame, party, world) => {
  if (!party.sessions.has(frame.session)) return refuse(party, frame, 'denied');
  const { conversation, epoch, claim } = frame;
  if ((await siteFor(party, conversation, world)) === undefined) {
    return refuseSequenced(party, frame, 'unknown_conversation');
  }
  const taken = await takeFile(frame.body.file, { conversation, by: party.rep }, world);
  if (taken === undefined) {
    return refuseSequenced(party, frame, 'denied', 'no such file for this conversation: upload it first');
  }
  const written = await appendByRep(frame, party, world, () => ({
    kind: 'file',
    body: JSON.stringify(taken.sent),
    sent: JSON.stringify(frame.body),
    assignment: { epoch, claim },
  }));
  if (written === undefined) return taken.giveBack();
  touchSoon(written.site, conversation, world);
  await noteReply(conversation, { epoch, offset: written.appended.offset }, party, world);
  await world.store.journal.append(written.site, [
    {
      key: `file/${frame.session}/${conversation}/${frame.seq}`,
      kind: 'file.sent',
      visitor: visitorOf(conversation),
      conversation,
      team: party.team,
      rep: party.rep,
      reason: `${taken.sent.type}, ${taken.sent.bytes} bytes`,
    },
  ]);
  return acknowledge(party, frame, written.appended.offset);
};
