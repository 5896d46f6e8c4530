import type { RepFrames } from '@tillside/protocol';
import { moveRead } from '../read.ts';
import type { Handler, RepParty } from '../types.ts';
import { isOwner } from './is-owner.ts';

/** A colleague who looks in has read nothing on the visitor's behalf. */
export const read: Handler<RepFrames['read'], RepParty> = async ({ conversation, offset }, party, world) => {
  if (conversation === 'mine' || offset === 0) return;
  if (await isOwner(party, conversation, world)) moveRead(conversation, 'rep', offset, world);
};
