import type { RepFrames } from '@tillside/protocol';
import { acknowledge, refuse } from '../answer.ts';
import { textProblem } from '../append.ts';
import { refuseSequenced } from '../sequence.ts';
import { touchSoon } from '../touch.ts';
import type { Handler, RepParty } from '../types.ts';
import { afterBefore } from '../written-before.ts';
import { appendByRep } from './entry.ts';
import { noteReply } from './note-reply.ts';

/** A message to the visitor, under the assignment. */
export const messageSend: Handler<RepFrames['message.send'], RepParty> = async (frame, party, world) => {
  if (!party.sessions.has(frame.session)) return refuse(party, frame, 'denied');
  const problem = textProblem(frame.body.text);
  if (problem !== undefined) return refuseSequenced(party, frame, problem);
  const { epoch, claim } = frame;
  const { replies } = frame.body;
  const bodyOf = (text: string) => JSON.stringify({ text, ...(replies === undefined ? {} : { replies }) });
  const written = await afterBefore(frame, party, frame.conversation, world, (text, sent) =>
    appendByRep(frame, party, world, () => ({
      kind: 'message',
      body: bodyOf(text),
      sent: bodyOf(sent),
      assignment: { epoch, claim },
    })),
  );
  if (written === undefined) return undefined;
  touchSoon(written.site, frame.conversation, world);
  await noteReply(frame.conversation, { epoch, offset: written.appended.offset }, party, world);
  return acknowledge(party, frame, written.appended.offset);
};
