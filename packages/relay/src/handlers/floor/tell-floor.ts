import type { FloorItem, TeamView } from '@tillside/protocol';
import { floorItemOf, repViewOf } from '../../core/floor-view.ts';
import { freeSlots, isReachable } from '../../core/routing.ts';
import type { ConversationView, FloorSnapshot } from '../../ports/index.ts';
import { candidatesIn } from '../conversation/route-floors.ts';
import type { RepParty, World } from '../types.ts';
import { floorWords } from './floor-words.ts';
import { tellEnded } from './tell-ended.ts';
import type { TeamState } from './team-state.ts';

/** The floor each socket was last told, as JSON: what did not change is not sent again. */
const told = new WeakMap<RepParty, string>();

const byOpening = (a: FloorItem, b: FloorItem) => a.openedAt - b.openedAt || (a.conversation < b.conversation ? -1 : 1);

function itemsOf(views: Iterable<ConversationView | undefined>, viewer: string, world: World): FloorItem[] {
  const items: FloorItem[] = [];
  for (const view of views) {
    const item = view === undefined ? undefined : floorItemOf(view, viewer, floorWords(view, world));
    if (item !== undefined) items.push(item);
  }
  return items;
}

/** Teams that conversations of this team's sites may be given to, and how they stand as this node last saw them. */
function teamsFor(team: string, floorOf: (team: string) => FloorSnapshot | undefined, world: World): TeamView[] {
  const directory = world.directory();
  const sitesOf = new Map<string, string[]>();
  for (const site of directory.sitesOf(team)) {
    for (const other of new Set([...site.route.map((step) => step.team), ...(site.transferTo ?? [])])) {
      sitesOf.set(other, [...(sitesOf.get(other) ?? []), site.id]);
    }
  }
  return [...sitesOf].flatMap(([id, sites]) => {
    const found = directory.team(id);
    if (found === undefined) return [];
    const floor = floorOf(id);
    const candidates = floor === undefined ? [] : candidatesIn(world, id, { at: floor.at });
    const on = new Set(candidates.map(({ rep }) => rep));
    return {
      id,
      name: found.name,
      sites,
      available: floor?.reps.filter((rep) => isReachable(rep) && on.has(rep.rep)).length ?? 0,
      free: floor === undefined ? 0 : freeSlots(floor, candidates),
    };
  });
}

/**
 * Tells every rep socket of the team here its floor, whole: the rep's own conversations, the queue and what lies by message with colleagues or
 * nobody, the colleagues, and the teams that conversations may be given to.
 */
export async function tellFloor(
  { team, floor, views }: TeamState,
  floorOf: (team: string) => FloorSnapshot | undefined,
  world: World,
): Promise<void> {
  const directory = world.directory();
  const ended: Promise<void>[] = [];
  const capacity = directory.team(team)?.capacity ?? 0;
  const onFloor = new Map(floor.reps.map((rep) => [rep.rep, rep]));
  const on = new Set(candidatesIn(world, team, { at: floor.at }).map(({ rep }) => rep));
  const reps = directory.repsOf(team).map((rep) => repViewOf(rep, capacity, onFloor.get(rep.id), on.has(rep.id)));
  // The same for all: of what a rep may see here none is that rep's own, which alone would tell of a claim.
  const nobody = '';
  const waiting = itemsOf(
    [...floor.queue, ...floor.byMessage].map(({ conversation }) => views.get(conversation)),
    nobody,
    world,
  );
  const teams = teamsFor(team, floorOf, world);
  for (const party of world.sockets.teamOf(team)) {
    const { rep } = party;
    const own = [...views.values()].filter(({ record }) => record?.owner?.rep === rep && record.owner.team === team);
    const mine = itemsOf(own, rep, world).toSorted(byOpening);
    // Live ones wait to be rung; by message, what nobody has and what colleagues have, for whoever has the time, behind them.
    const isWaiting = (item: FloorItem) => item.state === 'queued' || (item.state === 'by_message' && item.rep !== rep);
    const cause = onFloor.get(rep)?.cause;
    const frame = {
      type: 'floor.changed' as const,
      status: onFloor.get(rep)?.status ?? ('offline' as const),
      team,
      mine,
      queue: waiting.filter(isWaiting),
      reps,
      teams,
      ...(cause === undefined ? {} : { away: cause }),
    };
    ended.push(tellEnded(party, mine, world));
    const json = JSON.stringify(frame);
    if (told.get(party) === json) continue;
    told.set(party, json);
    party.link.send(frame);
  }
  await Promise.all(ended);
}
