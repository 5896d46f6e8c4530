import { mayServe } from '../authority.ts';
import type { RepParty, World } from '../types.ts';

interface Known {
  readonly isOwner: boolean;
  readonly at: number;
}

/** Ownership moves seldom and typing comes four times a second: this old it is still good enough for lossy frames. */
const goodForMs = 1_000;
const remembered = 64;
const known = new WeakMap<RepParty, Map<string, Known>>();

/** Does this rep have the conversation now, or had it a second ago? For what is not written into the log only. */
export async function isOwner(party: RepParty, conversation: string, world: World): Promise<boolean> {
  let all = known.get(party);
  if (all === undefined || all.size > remembered) known.set(party, (all = new Map()));
  const before = all.get(conversation);
  const now = world.now();
  if (before !== undefined && now - before.at < goodForMs) return before.isOwner;
  const { record } = await world.store.conversations.view(conversation);
  const isOwner = record?.owner?.rep === party.rep && mayServe(world.directory(), party.team, record);
  all.set(conversation, { isOwner, at: now });
  return isOwner;
}
