import type { VisitorFrames } from '@tillside/protocol';
import { acknowledge, refuse } from '../answer.ts';
import { textProblem } from '../append.ts';
import { refuseSequenced } from '../sequence.ts';
import { touchSoon } from '../touch.ts';
import type { Handler, VisitorParty } from '../types.ts';
import { afterBefore } from '../written-before.ts';
import { appendByVisitor, openFor } from './entry.ts';

/** A message: into the log first, then, where nothing is open, an engagement is opened for it; acknowledged when both stand. */
export const messageSend: Handler<VisitorFrames['message.send'], VisitorParty> = async (frame, party, world) => {
  if (!party.sessions.has(frame.session)) return refuse(party, frame, 'denied');
  const problem = textProblem(frame.body.text);
  if (problem !== undefined) return refuseSequenced(party, frame, problem);
  const written = await afterBefore(frame, party, party.conversation, world, (text, sent) =>
    appendByVisitor(frame, party, world, 'message', JSON.stringify({ text }), JSON.stringify({ text: sent })),
  );
  if (written === undefined) return undefined;
  const { wants, reason } = frame.body;
  await openFor(written, party, world, {
    isByMessage: wants === 'message',
    ...(reason === undefined ? {} : { reason }),
  });
  touchSoon(party.site, party.conversation, world);
  return acknowledge(party, frame, written.offset);
};
