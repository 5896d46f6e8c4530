import { consequences } from '../../core/conversation/consequences.ts';
import type { ConversationRecord } from '../../ports/index.ts';
import type { World } from '../types.ts';
import { runEffects } from './effects.ts';

/**
 * Makes the floor what the record says, if it is not: a node may have died between the two, and a store may have lost its tail.
 * Called whenever somebody comes to look at an open conversation.
 */
export async function healFloor(record: ConversationRecord, world: World): Promise<void> {
  const { floor } = world.store;
  const { engagement, owner, conversation } = record;
  if (engagement?.state === 'queued') {
    const places = await Promise.all(engagement.teams.map((team) => floor.position(team, conversation)));
    if (places.includes(0)) await runEffects(record, consequences(record, 0), world);
  } else if (engagement?.state === 'by_message') {
    const [team = ''] = owner === undefined ? engagement.teams : [owner.team];
    if (await floor.isByMessage(team, conversation)) return;
    await putBack(conversation, 0, world);
  } else if (owner !== undefined) {
    if (await floor.hasClaim(owner.team, owner.claim)) return;
    await putBack(conversation, await floor.time(owner.team), world);
  }
}

/** What was read may be old by now: what stands is put back. */
async function putBack(conversation: string, at: number, world: World): Promise<void> {
  const { record } = await world.store.conversations.view(conversation);
  if (record !== undefined) await runEffects(record, consequences(record, at), world);
}
