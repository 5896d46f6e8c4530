import type { VisitorFrames } from '@tillside/protocol';
import { ring } from '../bell-messages.ts';
import { isWatched } from '../context.ts';
import { mayType } from '../typing.ts';
import type { Handler, VisitorParty } from '../types.ts';

/** That the visitor types, never what; only while somebody may look. */
export const typing: Handler<VisitorFrames['typing'], VisitorParty> = async (_, party, world) => {
  const { conversation, link } = party;
  if (!mayType(party, conversation, world) || !(await isWatched(party, world))) return;
  ring(world, conversation, { typing: 'visitor', from: link.id });
};
