import type { RepFrames } from '@tillside/protocol';
import { acknowledge, refuse } from '../answer.ts';
import type { Handler, RepParty } from '../types.ts';
import { appendByRep } from './entry.ts';

/** Points at a part of the visitor's page. What the visitor makes of it comes back as `guide.moved`. */
export const guideShow: Handler<RepFrames['guide.show'], RepParty> = async (frame, party, world) => {
  if (!party.sessions.has(frame.session)) return refuse(party, frame, 'denied');
  const { epoch, claim } = frame;
  const body = JSON.stringify(frame.body);
  const written = await appendByRep(frame, party, world, () => ({
    kind: 'guide',
    body,
    sent: body,
    assignment: { epoch, claim },
  }));
  return written === undefined ? undefined : acknowledge(party, frame, written.appended.offset);
};
