import { excludedReps, freeSlots } from '../../core/routing.ts';
import { ringClaimOf } from '../../core/ids.ts';
import type { Candidate, ConversationRecord, QueueItem } from '../../ports/index.ts';
import { applyToConversation } from '../conversation/apply.ts';
import { runEffects } from '../conversation/effects.ts';
import { candidatesIn, loadRouteFloors } from '../conversation/route-floors.ts';
import type { World } from '../types.ts';
import type { TeamState } from './team-state.ts';
import { serves } from '../authority.ts';
import { repRef } from '../rep-ref.ts';

/** A claim that nobody bound for this long is settled by the sweeper: far above any commit, far below a visitor's patience. */
const bindWithinMs = 10_000;

/**
 * Serves a team's queue in order: who is first rings at a rep who is free, and what nobody is free for is put before further teams when
 * its time has come.
 *
 * @returns whether anything changed, so that the floor must be looked at again
 */
export async function serveQueue(state: TeamState, world: World): Promise<boolean> {
  const candidates = candidatesIn(world, state.team);
  let free = freeSlots(state.floor, candidates);
  let isChanged = false;
  for (const item of state.floor.queue) {
    const record = state.views.get(item.conversation)?.record;
    if (record === undefined || !isWaiting(record, state.team)) {
      await dropStale(item, record, state.team, world);
      isChanged = true;
      continue;
    }
    if (!serves(world.directory(), state.team, record.site)) {
      // The route names this team no more: whoever it names now is asked instead.
      await askFurther(record, state, world);
      await world.store.floor.dequeue(state.team, item.conversation);
      isChanged = true;
      continue;
    }
    if (free > 0 && (await ringFor(record, state, candidates, world))) {
      free -= 1;
      isChanged = true;
    } else if (await askFurther(record, state, world)) {
      isChanged = true;
    }
  }
  return isChanged;
}

function isWaiting({ engagement }: ConversationRecord, team: string): boolean {
  return engagement?.state === 'queued' && engagement.teams.includes(team);
}

/** The record is the truth: what does not wait does not stand in a line. */
async function dropStale(
  { conversation, site }: QueueItem,
  record: ConversationRecord | undefined,
  team: string,
  world: World,
): Promise<void> {
  await runEffects(record ?? { conversation, site }, [{ kind: 'dequeue', teams: [team] }], world);
}

/** Nobody of the teams asked so far is free: is it time to ask the next one? */
async function askFurther(record: ConversationRecord, { floor }: TeamState, world: World): Promise<boolean> {
  const site = world.directory().site(record.site);
  const { engagement, conversation } = record;
  if (engagement === undefined || site === undefined) return false;
  const isEverybodyAsked = site.route.every(({ team }) => engagement.teams.includes(team));
  if (isEverybodyAsked) return false;
  const floors = await loadRouteFloors(world, site);
  const teams = floors.asked(floor.at - (engagement.queuedAt ?? engagement.openedAt), engagement.tried);
  if (teams.every((team) => engagement.teams.includes(team))) return false;
  const input = { kind: 'ask' as const, teams };
  const { outcome } = await applyToConversation(conversation, () => input, floor.at, world, { record });
  return outcome?.kind === 'changed';
}

/**
 * Claims a slot, binds it to the record, and confirms it: a small saga of which every step may be repeated by anybody. The claim's name
 * follows from the epoch, so nodes that race take one slot, and one of them binds it.
 */
async function ringFor(
  record: ConversationRecord,
  { team, floor }: TeamState,
  candidates: readonly Candidate[],
  world: World,
): Promise<boolean> {
  const { conversation, site, engagement, lastRep } = record;
  if (engagement?.state !== 'queued') return false;
  const epoch = record.epoch + 1;
  const claim = ringClaimOf(conversation, epoch, team);
  const prefer = engagement.shown ?? lastRep;
  const result = await world.store.floor.claimRep({
    team,
    claim,
    site,
    conversation,
    state: 'unconfirmed',
    dueAfterMs: bindWithinMs,
    candidates,
    ...(prefer === undefined ? {} : { prefer }),
    exclude: excludedReps(engagement.tried, floor, candidates),
  });
  if (result.kind === 'none') return false;
  const directory = world.directory();
  const input = {
    kind: 'ring' as const,
    rep: repRef(result.rep, world),
    team,
    claim,
    epoch,
    ringTimeoutMs: directory.team(team)?.ringTimeoutMs ?? 0,
  };
  const { outcome } = await applyToConversation(conversation, () => input, floor.at, world, { record });
  if (outcome?.kind === 'refused') await world.store.floor.releaseClaim(team, claim);
  return true;
}
