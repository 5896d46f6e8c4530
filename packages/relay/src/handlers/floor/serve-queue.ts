import { askOf } from '../../core/ask.ts';
import { freeSlots } from '../../core/routing.ts';
import type { ConversationRecord, QueueItem } from '../../ports/index.ts';
import { mayServe } from '../authority.ts';
import { applyToConversation } from '../conversation/apply.ts';
import { runEffects } from '../conversation/effects.ts';
import { candidatesIn, loadRouteFloors } from '../conversation/route-floors.ts';
import type { World } from '../types.ts';
import { ringFor } from './ring-for.ts';
import type { TeamState } from './team-state.ts';

/**
 * Serves a team's queue in its fair order: who is first rings at a rep who is free, and what nobody is free for is put before further teams
 * when its time has come.
 *
 * @returns whether anything changed, so that the floor must be looked at again
 */
export async function serveQueue(state: TeamState, world: World): Promise<boolean> {
  let free = freeSlots(state.floor, candidatesIn(world, state.team, { at: state.floor.at }));
  let isChanged = false;
  for (const item of state.floor.queue) {
    const view = state.views.get(item.conversation);
    const record = view?.record;
    if (view === undefined || record === undefined || !isWaiting(record, state.team)) {
      await dropStale(item, record, state.team, world);
      isChanged = true;
      continue;
    }
    if (!mayServe(world.directory(), state.team, record)) {
      // Given to this team, it goes back to the giver (settle-waiting.ts): until then this is the one line it stands in.
      if (record.engagement?.transfer !== undefined) continue;
      // The route names this team no more: whoever it names now is asked instead.
      await askFurther(record, state, world);
      await world.store.floor.dequeue(state.team, item.conversation);
      isChanged = true;
      continue;
    }
    if (free > 0 && (await ringFor(view, record, state, world))) {
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

/** Nobody of the teams asked so far is free: is it time to ask the next one? What was given to somebody waits for nobody else. */
async function askFurther(record: ConversationRecord, { floor }: TeamState, world: World): Promise<boolean> {
  const site = world.directory().site(record.site);
  const { engagement, conversation } = record;
  if (engagement === undefined || engagement.transfer !== undefined || site === undefined) return false;
  const isEverybodyAsked = site.route.every(({ team }) => engagement.teams.includes(team));
  if (isEverybodyAsked) return false;
  const floors = await loadRouteFloors(world, site, askOf(site, engagement));
  const waitedMs = floor.at - (engagement.queuedAt ?? engagement.openedAt);
  const teams = floors.asked(waitedMs, engagement.tried);
  if (teams.every((team) => engagement.teams.includes(team))) return false;
  const input = { kind: 'ask' as const, teams, overflows: floors.overflows(waitedMs, engagement.tried) };
  const { outcome } = await applyToConversation(conversation, () => input, floor.at, world, { record });
  return outcome?.kind === 'changed';
}
