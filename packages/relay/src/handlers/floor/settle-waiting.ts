import { askOf } from '../../core/ask.ts';
import { transferWithinMs } from '../../core/conversation/transfer.ts';
import { stepOf } from '../../core/route.ts';
import { freeSlots, isReachable, isStaffed } from '../../core/routing.ts';
import type { ConversationRecord, RepOnFloor, Transfer } from '../../ports/index.ts';
import { mayServe } from '../authority.ts';
import { applyToConversation } from '../conversation/apply.ts';
import { candidatesIn, loadRouteFloors } from '../conversation/route-floors.ts';
import { repRef } from '../rep-ref.ts';
import type { World } from '../types.ts';
import type { TeamState } from './team-state.ts';

/** Waiting for nobody for so long is no waiting: it goes on by message. A rep who loads the page anew is back by then. Milliseconds. */
const nobodyForMs = 60_000;

/**
 * Ends what waits in vain: a transfer that nobody takes goes back, and what waits while nobody of the whole route is there goes on by message.
 *
 * @returns whether anything changed, so that the floor must be looked at again
 */
export async function settleWaiting(state: TeamState, world: World): Promise<boolean> {
  let isChanged = false;
  for (const { conversation } of state.floor.queue) {
    const record = state.views.get(conversation)?.record;
    if (record?.engagement?.state !== 'queued') continue;
    const isDone =
      record.engagement.transfer === undefined
        ? await turnIfNobody(record, state, world)
        : await endTransfer(record, record.engagement.transfer, state, world);
    if (isDone) isChanged = true;
  }
  return isChanged;
}

/** Whoever it was given to can still be rung. */
function isHopeful({ to, until }: Transfer, tried: readonly string[], { team, floor }: TeamState): boolean {
  if (floor.at >= until || to.team !== team) return false;
  const isMeant = ({ rep }: RepOnFloor) => (to.rep === undefined ? !tried.includes(rep) : rep === to.rep);
  return floor.reps.some((rep) => isMeant(rep) && isReachable(rep));
}

async function endTransfer(
  record: ConversationRecord,
  transfer: Transfer,
  state: TeamState,
  world: World,
): Promise<boolean> {
  const { engagement, epoch, conversation } = record;
  const { at } = state.floor;
  if (engagement === undefined) return false;
  // The site may have taken the team from its list since.
  const mayHave = mayServe(world.directory(), state.team, record);
  if (mayHave && isHopeful(transfer, engagement.tried, state)) return false;
  const { from } = transfer;
  const site = world.directory().site(record.site);
  const [giver, floors] = await Promise.all([
    world.store.floor.snapshot(from.team),
    loadRouteFloors(world, site, askOf(site, engagement)),
  ]);
  const givers = candidatesIn(world, from.team, { at: giver.at }).filter(({ rep }) => rep === from.rep);
  const waitedMs = at - (engagement.queuedAt ?? at);
  const overflows = floors.overflows(waitedMs, engagement.tried);
  const input = {
    kind: 'transfer_over' as const,
    epoch,
    from: repRef(from.rep, world),
    isGiverThere: freeSlots(giver, givers) > 0,
    teams: floors.asked(waitedMs, engagement.tried),
    ...(overflows === undefined ? {} : { overflows }),
    until: at + transferWithinMs,
  };
  const { outcome } = await applyToConversation(conversation, () => input, at, world, { record });
  return outcome?.kind === 'changed';
}

async function turnIfNobody(record: ConversationRecord, { team, floor }: TeamState, world: World): Promise<boolean> {
  const { engagement, epoch, conversation } = record;
  if (engagement === undefined || floor.at - waitsSince(engagement) < nobodyForMs) return false;
  const site = world.directory().site(record.site);
  const step = stepOf(site, team);
  const at = { at: floor.at, ...(step === undefined ? {} : { step }) };
  // Most of the time somebody of this very team is there.
  if (isStaffed(floor, candidatesIn(world, team, at), [])) return false;
  const { floors } = await loadRouteFloors(world, site);
  if (floors.some((one) => isStaffed(one.floor, one.candidates, []))) return false;
  const input = { kind: 'turn' as const, cause: 'no_rep' as const, epoch };
  const { outcome } = await applyToConversation(conversation, () => input, floor.at, world, { record });
  return outcome?.kind === 'changed';
}

/** One that came back from a rep waits since then, whatever its place. */
function waitsSince({ queuedAt, openedAt, returnedAt }: NonNullable<ConversationRecord['engagement']>): number {
  return returnedAt ?? queuedAt ?? openedAt;
}
