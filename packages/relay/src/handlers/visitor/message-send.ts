import type { VisitorFrames } from '@tillside/protocol';
import { acknowledge, refuse } from '../answer.ts';
import { appendEntry, textProblem } from '../append.ts';
import type { Appended } from '../append.ts';
import { openByVisitor, resumeOpening } from '../conversation/open.ts';
import { isAnswered } from '../conversation/is-answered.ts';
import { refuseSequenced } from '../sequence.ts';
import { touchSoon } from '../touch.ts';
import type { Handler, VisitorParty, World } from '../types.ts';

/** A message: into the log first, then, where nothing is open, an engagement is opened for it; acknowledged when both stand. */
export const messageSend: Handler<VisitorFrames['message.send'], VisitorParty> = async (frame, party, world) => {
  if (!party.sessions.has(frame.session)) return refuse(party, frame, 'denied');
  const problem = textProblem(frame.body.text);
  if (problem !== undefined) return refuseSequenced(party, frame, problem);
  const body = JSON.stringify({ text: frame.body.text });
  const result = await appendEntry(frame, party, world, {
    conversation: party.conversation,
    kind: 'message',
    by: { kind: 'visitor', id: party.visitor },
    body,
    sent: body,
  });
  if (result === undefined) return undefined;
  await open(result, party, world);
  touchSoon(party.site, party.conversation, world);
  return acknowledge(party, frame, result.offset);
};

async function open(result: Appended, party: VisitorParty, world: World): Promise<void> {
  const isAgain = result.kind === 'duplicate';
  if (result.hasOpenEngagement) {
    if (isAgain) await resumeOpening(party, world);
  } else if (!isAgain || !(await isAnswered(party.conversation, result.offset, world))) {
    await openByVisitor(party, Math.max(0, result.offset - 1), world);
  }
}
