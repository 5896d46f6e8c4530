import type { RepFrames } from '@tillside/protocol';
import { acknowledge, refuse } from '../answer.ts';
import { textProblem } from '../append.ts';
import { refuseSequenced } from '../sequence.ts';
import type { Handler, RepParty } from '../types.ts';
import { appendByRep } from './entry.ts';

/** A note for colleagues: anybody who may see the conversation may add one. */
export const noteAdd: Handler<RepFrames['note.add'], RepParty> = async (frame, party, world) => {
  if (!party.sessions.has(frame.session)) return refuse(party, frame, 'denied');
  const problem = textProblem(frame.body.text);
  if (problem !== undefined) return refuseSequenced(party, frame, problem);
  const body = JSON.stringify({ text: frame.body.text });
  const written = await appendByRep(frame, party, world, () => ({ kind: 'note', body, sent: body }));
  return written === undefined ? undefined : acknowledge(party, frame, written.appended.offset);
};
