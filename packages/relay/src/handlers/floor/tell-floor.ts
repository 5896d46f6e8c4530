import type { FloorItem } from '@tillside/protocol';
import { floorItemOf, repViewOf } from '../../core/floor-view.ts';
import type { ConversationView } from '../../ports/index.ts';
import type { RepParty, World } from '../types.ts';
import type { TeamState } from './team-state.ts';

/** The floor each socket was last told, as JSON: what did not change is not sent again. */
const told = new WeakMap<RepParty, string>();

const byOpening = (a: FloorItem, b: FloorItem) => a.openedAt - b.openedAt || (a.conversation < b.conversation ? -1 : 1);

/** Live ones wait to be rung; what nobody has taken by message waits for whoever has the time, behind them. */
const isWaiting = ({ state, rep }: FloorItem) => state === 'queued' || (state === 'by_message' && rep === undefined);

function itemsOf(views: Iterable<ConversationView | undefined>, viewer: string): FloorItem[] {
  const items: FloorItem[] = [];
  for (const view of views) {
    const item = view === undefined ? undefined : floorItemOf(view, viewer);
    if (item !== undefined) items.push(item);
  }
  return items;
}

/** Tells every rep socket of the team here its floor, whole: the rep's own conversations, the queue and what lies by message, the colleagues. */
export function tellFloor({ team, floor, views }: TeamState, world: World): void {
  const directory = world.directory();
  const capacity = directory.team(team)?.capacity ?? 0;
  const onFloor = new Map(floor.reps.map((rep) => [rep.rep, rep]));
  const reps = directory.repsOf(team).map((rep) => repViewOf(rep, capacity, onFloor.get(rep.id)));
  const waiting = [...floor.queue, ...floor.byMessage].map(({ conversation }) => views.get(conversation));
  for (const party of world.sockets.teamOf(team)) {
    const { rep } = party;
    const own = [...views.values()].filter(({ record }) => record?.owner?.rep === rep && record.owner.team === team);
    const frame = {
      type: 'floor.changed' as const,
      status: onFloor.get(rep)?.status ?? ('offline' as const),
      team,
      mine: itemsOf(own, rep).toSorted(byOpening),
      queue: itemsOf(waiting, rep).filter(isWaiting),
      reps,
    };
    const json = JSON.stringify(frame);
    if (told.get(party) === json) continue;
    told.set(party, json);
    party.link.send(frame);
  }
}
