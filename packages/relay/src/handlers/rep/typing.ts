import type { RepFrames } from '@tillside/protocol';
import { ring } from '../bell-messages.ts';
import { mayType } from '../typing.ts';
import type { Handler, RepParty } from '../types.ts';
import { isOwner } from './is-owner.ts';

/** Only who has the conversation types in the visitor's sight. */
export const typing: Handler<RepFrames['typing'], RepParty> = async ({ conversation }, party, world) => {
  if (conversation === 'mine' || !mayType(party, conversation, world)) return;
  if (await isOwner(party, conversation, world)) ring(world, conversation, { typing: 'rep', from: party.link.id });
};
