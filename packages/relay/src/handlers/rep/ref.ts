import type { RepRef } from '../../core/entries.ts';
import type { RepParty, World } from '../types.ts';

/** The rep as entries name one. */
export function repRef(party: RepParty, world: World): RepRef {
  return { id: party.rep, name: world.directory().rep(party.rep)?.name ?? party.rep };
}
