import { chanceOf } from '../../core/forecast/forecast.ts';
import { visitorOf } from '../../core/ids.ts';
import type { FloorSnapshot, Grant } from '../../ports/index.ts';
import { candidatesIn } from '../conversation/route-floors.ts';
import type { World } from '../types.ts';
import { changeInvitation } from './change.ts';
import { invitedNow, optionOf } from './promise.ts';

/**
 * Below this chance of a reply in time the capacity that an invitation counted on is gone. Well below the chance that grants ask for: what one
 * conversation changes is no reason to take back what was promised.
 */
const goneBelow = 0.5;

/**
 * Takes unheld invitations back that nobody has seen and nobody could answer in time any more: the smallest cart first, until those left have a
 * fair chance. One that was seen stays; a yes to it waits, and is told how long.
 *
 * @returns whether anything changed, so that the floor must be looked at again
 */
export async function withdrawHopeless(team: string, floor: FloorSnapshot, world: World): Promise<boolean> {
  const byValue = floor.grants.toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0) || b.at - a.at);
  let left: readonly Grant[] = byValue;
  // Of one site all have about the same chance: each counts the others. So one that is well is looked at, not hundreds, each second.
  const well = new Set<string>();
  for (const grant of byValue) {
    if (well.has(grant.site)) continue;
    if (chanceFor(grant, team, { ...floor, grants: left }, world) >= goneBelow) well.add(grant.site);
    else if (await withdraw(grant, floor.at, world)) left = left.filter((one) => one !== grant);
  }
  return left.length < byValue.length;
}

/** That somebody answers in time if this visitor says yes, beside all the others who are invited. */
function chanceFor(grant: Grant, team: string, floor: FloorSnapshot, world: World): number {
  const site = world.directory().site(grant.site);
  if (site === undefined) return 0;
  const others = { ...floor, grants: floor.grants.filter((one) => one !== grant) };
  const candidates = candidatesIn(world, team, { at: floor.at });
  return chanceOf(optionOf({ team, floor: others, candidates }, invitedNow(site, world), world).outlook);
}

async function withdraw({ grant, site, conversation }: Grant, at: number, world: World): Promise<boolean> {
  const visitor = visitorOf(conversation);
  const record = await world.store.visitors.load(visitor);
  if (record?.invitations.find(({ id }) => id === grant)?.state !== 'granted') return false;
  const input = { kind: 'withdraw' as const, invitation: grant, evenSeen: false };
  const who = { site, visitor, conversation };
  const { outcome } = await changeInvitation(who, input, at, world, { reason: 'no_capacity' });
  return outcome.kind === 'changed';
}
