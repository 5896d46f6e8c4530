import type { VisitorFrames } from '@tillside/protocol';
import { ring } from '../bell-messages.ts';
import { mayType } from '../typing.ts';
import type { Handler, VisitorParty } from '../types.ts';

/** What became of a `guide` entry. Lossy: the rep asks again by showing it again. */
export const guideAnswer: Handler<VisitorFrames['guide.answer'], VisitorParty> = async (frame, party, world) => {
  const { offset, state } = frame;
  if (mayType(party, 'guide.answer', world)) ring(world, party.conversation, { guide: 'moved', offset, state });
};
