import type { FloorSnapshot } from '../../ports/index.ts';
import { visitorOf } from '../../core/ids.ts';
import { lookedAt } from '../looked.ts';
import { lookSoon } from '../view.ts';
import type { World } from '../types.ts';
import type { TeamState } from './team-state.ts';

/**
 * Visitors of this node whose conversation is on the floor, or just left it: their engagement, where the bell that said so was lost, and
 * their place in the queue.
 */
export function tellVisitors(
  state: TeamState,
  before: TeamState | undefined,
  floorOf: (team: string) => FloorSnapshot | undefined,
  world: World,
): void {
  for (const conversation of new Set([...state.views.keys(), ...(before?.views.keys() ?? [])])) {
    for (const party of world.sockets.visitorsOf(visitorOf(conversation))) {
      const known = lookedAt(party, conversation);
      const revision = state.views.get(conversation)?.record?.revision;
      if (known.told !== undefined && known.record?.revision !== revision) lookSoon(conversation, party, world);
    }
  }
  for (const { conversation } of state.floor.queue) {
    const engagement = state.views.get(conversation)?.record?.engagement;
    if (engagement?.state === 'queued') tellPlace(conversation, engagement.teams, floorOf, world);
  }
}

/** Who stands in several queues is told the best place. */
function tellPlace(
  conversation: string,
  teams: readonly string[],
  floorOf: (team: string) => FloorSnapshot | undefined,
  world: World,
): void {
  let place = 0;
  for (const party of world.sockets.visitorsOf(visitorOf(conversation))) {
    place ||= bestPlace(conversation, teams, floorOf);
    const known = lookedAt(party, conversation);
    if (place === 0 || place === known.position) continue;
    known.position = place;
    party.link.send({ type: 'queue.moved', conversation: 'mine', position: place });
  }
}

function bestPlace(
  conversation: string,
  teams: readonly string[],
  floorOf: (team: string) => FloorSnapshot | undefined,
): number {
  const places = teams.map(
    (team) => (floorOf(team)?.queue.findIndex((one) => one.conversation === conversation) ?? -1) + 1,
  );
  const inQueue = places.filter((place) => place > 0);
  return inQueue.length === 0 ? 0 : Math.min(...inQueue);
}
