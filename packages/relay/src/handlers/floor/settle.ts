import { consequences } from '../../core/conversation/consequences.ts';
import { holdsSlot } from '../../core/conversation/holds-slot.ts';
import type { ConversationInput } from '../../core/conversation/types.ts';
import { isReachable } from '../../core/routing.ts';
import { usualService, usualTeam } from '../../core/usual.ts';
import type {
  Claim,
  ConversationRecord,
  ConversationView,
  Engagement,
  LogState,
  RepOnFloor,
  Site,
} from '../../ports/index.ts';
import { applyToConversation } from '../conversation/apply.ts';
import { runEffects } from '../conversation/effects.ts';
import type { World } from '../types.ts';
import { expireHold, withdrawUnseen } from './holds.ts';
import type { TeamState } from './team-state.ts';
import { mayServe } from '../authority.ts';
import { repRef } from '../rep-ref.ts';

/**
 * Brings every claim of a team in line with the conversation's record, and moves on what is over: rings, holds, lost reps.
 *
 * @param maySweep whether leases may be taken at their word; not while the nodes had no chance to renew them
 * @returns whether anything changed, so that the floor must be looked at again
 */
export async function settleClaims(state: TeamState, maySweep: boolean, world: World): Promise<boolean> {
  const reps = new Map(state.floor.reps.map((rep) => [rep.rep, rep]));
  let isChanged = false;
  for (const claim of state.floor.claims) {
    const view = state.views.get(claim.conversation);
    if (await settleClaim(claim, view, reps.get(claim.rep), state, maySweep, world)) isChanged = true;
  }
  return isChanged;
}

async function settleClaim(
  claim: Claim,
  view: ConversationView | undefined,
  rep: RepOnFloor | undefined,
  state: TeamState,
  maySweep: boolean,
  world: World,
): Promise<boolean> {
  const { team, floor } = state;
  const record = view?.record;
  const isOwners = record?.owner?.claim === claim.claim && record.owner.team === team;
  // By message the owner keeps the claim's name, and no slot.
  const isBound = record !== undefined && isOwners && holdsSlot(record);
  const isDue = maySweep && claim.dueAt !== undefined && claim.dueAt <= floor.at;
  if (view !== undefined && isBound) return settleBound(claim, record, view.log, rep, state, maySweep, world);
  switch (claim.state) {
    case 'held':
      if (isDue) return expireHold(claim, team, floor.at, world);
      return isOutOfReach(rep, maySweep) && withdrawUnseen(claim, floor.at, world);
    case 'unconfirmed':
      return isDue && fence(claim, team, floor.at, world);
    case 'confirmed':
      return giveBack(claim, record, state, world);
    default:
      return claim.state satisfies never;
  }
}

/** Who chose to be away is; who seems to be gone may only have had no chance to say otherwise. */
function isOutOfReach(rep: RepOnFloor | undefined, maySweep: boolean): boolean {
  return rep === undefined || !rep.isPresent ? maySweep : !isReachable(rep);
}

/** The record names this claim: it is the truth, and only what the rep does or does not do can end it. */
async function settleBound(
  claim: Claim,
  record: ConversationRecord,
  log: LogState,
  rep: RepOnFloor | undefined,
  { floor, team }: TeamState,
  maySweep: boolean,
  world: World,
): Promise<boolean> {
  const input = overFor(record, log, rep, floor.at, maySweep, world);
  if (input !== undefined) {
    const { outcome } = await applyToConversation(claim.conversation, () => input, floor.at, world, { record });
    const isChanged = outcome?.kind === 'changed';
    if (isChanged && input.kind === 'no_answer') await noteMissed(team, claim, world);
    return isChanged;
  }
  const wanted = (record.engagement?.ringingUntil ?? record.engagement?.wrapUpUntil) !== undefined;
  const isAsItShould = claim.state === 'confirmed' && (claim.dueAt !== undefined) === wanted;
  if (isAsItShould) return false;
  await runEffects(record, consequences(record, floor.at), world);
  return true;
}

/** Why the owner is not it any more; `undefined`: it goes on. */
function overFor(
  record: ConversationRecord,
  log: LogState,
  rep: RepOnFloor | undefined,
  at: number,
  maySweep: boolean,
  world: World,
): ConversationInput | undefined {
  const { engagement, epoch, owner } = record;
  if (engagement === undefined || owner === undefined) return undefined;
  const isRinging = engagement.state === 'ringing';
  if (isRinging && at >= (engagement.ringingUntil ?? 0)) return { kind: 'no_answer', epoch };
  if (maySweep && (rep === undefined || rep.isLost)) return { kind: 'rep_lost', epoch };
  // A route that names the team no more takes its conversations along.
  if (!mayServe(world.directory(), owner.team, record)) return { kind: 'rep_lost', epoch };
  if (engagement.state === 'wrap_up' && at >= (engagement.wrapUpUntil ?? 0)) return { kind: 'wrap_up_over', epoch };
  if (isIdle(engagement, log, at, world.directory().site(record.site))) {
    return { kind: 'turn', cause: 'idle', epoch };
  }
  // Who goes away while it rings passes it on; what is being talked about stays.
  if (isRinging && rep !== undefined && rep.status !== 'available') {
    return { kind: 'decline', engagement: engagement.id, rep: repRef(owner.rep, world) };
  }
  return undefined;
}

/** The last word is a rep's, and the visitor has said nothing for the site's time. Who has not been answered yet is waiting, not idle. */
function isIdle(
  { state, openedAt, acceptedAt = openedAt }: Engagement,
  log: LogState,
  at: number,
  site?: Site,
): boolean {
  const { lastRepMessageAt: said, lastVisitorMessageAt: asked } = log;
  if (state !== 'active' || said === undefined || said < openedAt || (asked !== undefined && asked > said))
    return false;
  // Another rep may have it since: nobody is given a conversation that ends at once.
  return at - Math.max(said, acceptedAt) >= (site?.idleMs ?? usualService.idleMs);
}

/** Who lets several rings in a row pass is not there, whatever the status says: away until the rep says otherwise. */
async function noteMissed(team: string, { rep, claim }: Claim, world: World): Promise<void> {
  const most = world.directory().team(team)?.pauseAfterMissed ?? usualTeam.pauseAfterMissed;
  const missed = await world.store.floor.noteMissed(team, rep, claim);
  if (most > 0 && missed >= most) await world.store.floor.pause(team, rep, 'missed_rings');
}

/** Nobody bound it in its time (protocol rule 13). */
async function fence(claim: Claim, team: string, at: number, world: World): Promise<boolean> {
  const { conversation, site } = claim;
  const input = { kind: 'fence' as const, team, claim: claim.claim, conversation, site };
  await applyToConversation(conversation, () => input, at, world);
  return true;
}

/** The conversation went on without this claim, and whoever took it there did not live to give the slot back. */
async function giveBack(
  claim: Claim,
  record: ConversationRecord | undefined,
  { team, floor }: TeamState,
  world: World,
): Promise<boolean> {
  await world.store.floor.releaseClaim(team, claim.claim);
  const isLeftOut = !floor.queue.some(({ conversation }) => conversation === claim.conversation);
  if (record?.engagement?.state === 'queued' && isLeftOut) {
    const now = (await world.store.conversations.view(claim.conversation)).record;
    if (now?.engagement?.state === 'queued') await runEffects(now, consequences(now, floor.at), world);
  }
  return true;
}
