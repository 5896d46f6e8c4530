import { stepOf } from '../../core/route.ts';
import { keptForOthers } from '../../core/shares.ts';
import type { Asking } from '../../core/shares.ts';
import type { FloorSnapshot, Site } from '../../ports/index.ts';
import type { World } from '../types.ts';
import { acceptanceOfGrant, scarcityAt } from './memory.ts';

/** A site that asked this node within so long goes on asking. Milliseconds. */
const asksForMs = 60_000;

/** Slots of a shared team that an invitation of this site leaves to the other sites that ask, by their contracted shares. */
export function keptOf(team: string, floor: FloorSnapshot, slots: number, site: Site, world: World): number {
  const sharing = world.directory().sitesOf(team);
  if (sharing.length < 2) return 0;
  const asking = sharing.filter((one) => one.id === site.id || isAsking(one.id, floor, world));
  return keptForOthers(
    site.id,
    asking.map((one) => askingOf(one, team, floor, world)),
    slots,
  );
}

function isAsking(site: string, floor: FloorSnapshot, world: World): boolean {
  const last = scarcityAt(world, site).requests.at(-1);
  return (last !== undefined && floor.at - last.at < asksForMs) || floor.queue.some((one) => one.site === site);
}

function askingOf(site: Site, team: string, { claims, grants }: FloorSnapshot, world: World): Asking {
  const { id } = site;
  const promised = grants.filter((one) => one.site === id).map((grant) => acceptanceOfGrant(world, grant));
  return {
    site: id,
    share: stepOf(site, team)?.share ?? 1,
    taken: claims.filter((one) => one.site === id).length + promised.reduce((sum, share) => sum + share, 0),
  };
}
