import type { FloorItem, RepView, Status, TeamView, ToldRep } from '@tillside/protocol';

/** The rep's floor as the relay last told it. */
export interface Floor {
  /** False until the first `floor.changed`: then the panes show shapes instead of empty states. */
  readonly isKnown: boolean;
  readonly status: Status;
  readonly mine: readonly FloorItem[];
  readonly queue: readonly FloorItem[];
  readonly reps: readonly RepView[];
  /** Teams that conversations may be given to. */
  readonly teams: readonly TeamView[];
  /** Why the relay set the status, where this rep did not. */
  readonly away: ToldRep['floor.changed']['away'];
}

export const emptyFloor = (status: Status): Floor => ({
  isKnown: false,
  status,
  mine: [],
  queue: [],
  reps: [],
  teams: [],
  away: undefined,
});

export function applyFloor(frame: ToldRep['floor.changed']): Floor {
  const { status, mine, queue, reps, teams = [], away } = frame;
  return {
    isKnown: true,
    status,
    mine: mine.filter((item) => item.state !== 'resolved').toSorted(byUrgency),
    queue: queue.toSorted(byPlace),
    reps,
    teams,
    away,
  };
}

const ORDER: Readonly<Record<FloorItem['state'], number>> = {
  ringing: 0,
  queued: 1,
  active: 1,
  wrap_up: 2,
  by_message: 3,
  resolved: 4,
};

/** Ringing first; then whoever waits for a word, the longest first; then the others, the newest last. */
export function byUrgency(a: FloorItem, b: FloorItem): number {
  const [waitA, waitB] = [a.waitingSince ?? Infinity, b.waitingSince ?? Infinity];
  if (ORDER[a.state] !== ORDER[b.state]) return ORDER[a.state] - ORDER[b.state];
  return waitA === waitB ? a.openedAt - b.openedAt : waitA - waitB;
}

/** Who waits live before what waits for a letter, each the oldest first. */
function byPlace(a: FloorItem, b: FloorItem): number {
  return ORDER[a.state] - ORDER[b.state] || a.openedAt - b.openedAt;
}

/** The floor's line of a conversation, wherever it stands. */
export function floorItem(
  floor: Floor,
  recent: readonly FloorItem[],
  conversation: string | undefined,
): FloorItem | undefined {
  const is = (item: FloorItem): boolean => item.conversation === conversation;
  return floor.mine.find(is) ?? floor.queue.find(is) ?? recent.find(is);
}

/** Unread messages of the conversations that are this rep's. */
export const unreadCount = (floor: Floor): number => floor.mine.reduce((sum, item) => sum + item.unread, 0);

/**
 * Since when a row's clock runs: the visitor's wait for a word, or for an answer at all. Nothing while the rep's word was the last, nor by
 * message, where nobody sits and waits: there a time is promised instead.
 */
export function waitsSince(item: FloorItem): number | undefined {
  if (item.state === 'by_message') return undefined;
  if (item.waitingSince !== undefined) return item.waitingSince;
  return item.state === 'ringing' || item.state === 'queued' ? item.openedAt : undefined;
}

/** The next or previous conversation in the order of the screen; from nothing selected, the first or the last. */
export function neighbour(order: readonly string[], selected: string | undefined, step: 1 | -1): string | undefined {
  if (order.length === 0) return undefined;
  const at = selected === undefined ? -1 : order.indexOf(selected);
  if (at < 0) return step > 0 ? order[0] : order.at(-1);
  return order[(at + step + order.length) % order.length];
}
