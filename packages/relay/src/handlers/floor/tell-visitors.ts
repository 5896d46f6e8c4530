import type { FloorSnapshot } from '../../ports/index.ts';
import { visitorOf } from '../../core/ids.ts';
import { lookedAt } from '../looked.ts';
import { lookSoon } from '../view.ts';
import type { QueuePlace, World } from '../types.ts';
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

/** A guess that changed is told again at most this often. */
const waitEveryMs = 10_000;

/** Who stands in several queues is told the best place. */
function tellPlace(
  conversation: string,
  teams: readonly string[],
  floorOf: (team: string) => FloorSnapshot | undefined,
  world: World,
): void {
  const parties = [...world.sockets.visitorsOf(visitorOf(conversation))];
  if (parties.length === 0) return;
  const places = placesOf(conversation, teams, floorOf);
  if (places.length === 0) return;
  const position = Math.min(...places.map((place) => place.position));
  const wait = world.wait?.(places);
  const waitJson = JSON.stringify(wait);
  for (const party of parties) {
    const known = lookedAt(party, conversation);
    const isDue = waitJson !== known.wait && world.now() - (known.waitAt ?? 0) >= waitEveryMs;
    if (position === known.position && !isDue) continue;
    known.position = position;
    known.wait = waitJson;
    known.waitAt = world.now();
    party.link.send({ type: 'queue.moved', conversation: 'mine', position, ...(wait === undefined ? {} : { wait }) });
  }
}

function placesOf(
  conversation: string,
  teams: readonly string[],
  floorOf: (team: string) => FloorSnapshot | undefined,
): readonly QueuePlace[] {
  return teams.flatMap((team) => {
    const position = (floorOf(team)?.queue.findIndex((one) => one.conversation === conversation) ?? -1) + 1;
    return position === 0 ? [] : [{ team, position }];
  });
}
