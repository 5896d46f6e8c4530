import type { QueueItem } from '../ports/index.ts';

/** What one conversation costs a site whose share is 1, in virtual time. Whole numbers, so that every store counts the same. */
const fullTurn = 1_000_000;

/**
 * What a step of priority is worth: as if the conversation had waited so much longer. So who waits is passed only by those of the site who come within
 * the difference in priority times this, and by nobody who comes later: however many dear carts come, a small one is served. Milliseconds.
 */
export const headStartMs = 30_000;

/** How far each site is ahead; one that is not named stands at 0. */
export type Turns = Readonly<Record<string, number>>;

/** What serving one conversation costs a site with this share of the team: twice the share, half the cost. */
export function turnCost(share = 1): number {
  return Math.max(1, Math.round(fullTurn / share));
}

/**
 * The turns after a conversation of `site` was served. Virtual time moves on to where the served site stood and is counted from there: the
 * others come that much nearer, and who reaches 0 is forgotten. So nothing grows, and a site that was idle (or could not be served) saves
 * nothing up: it begins where the last one served stood.
 */
export function chargeTurn(turns: Turns, site: string, cost: number): Turns {
  const stood = turns[site] ?? 0;
  const left = Object.entries(turns).flatMap(([other, ahead]) =>
    ahead > stood ? [[other, ahead - stood] as const] : [],
  );
  return { ...Object.fromEntries(left), [site]: cost };
}

/**
 * A team's queue in the order in which it is to be served.
 *
 * - Who came back from a rep stands at the head, by time: the turn was charged then.
 * - Between sites start-time fair queueing (Goyal, Vin, Cheng 1996): each conversation starts where its site's last one ended in virtual time and
 *   lasts `turnCost` of the site's share; the earliest start is first. Of any two sites that both have somebody waiting all the while, each gets
 *   its share of what the two get within one conversation, over any stretch of time; so nobody starves, however many the other brings.
 * - Equal starts go by time, then by conversation.
 * - Within a site by time, where priority counts as a head start; then by time alone, then by conversation. It does not depend on when it is asked.
 */
export function inOrder(items: readonly QueueItem[], turns: Turns): readonly QueueItem[] {
  const returned = items.filter(({ isReturned }) => isReturned).toSorted(byTime);
  const bySite = Map.groupBy(
    items.filter(({ isReturned }) => !isReturned),
    ({ site }) => site,
  );
  const placed = [...bySite].flatMap(([site, own]) => {
    let start = turns[site] ?? 0;
    return own.toSorted(byPriority).map((item) => {
      const place = { item, start };
      start += turnCost(item.share);
      return place;
    });
  });
  placed.sort((a, b) => a.start - b.start || byTime(a.item, b.item));
  return [...returned, ...placed.map(({ item }) => item)];
}

/** Place of a conversation from 1; 0 when it does not wait. */
export function positionIn(items: readonly QueueItem[], turns: Turns, conversation: string): number {
  return inOrder(items, turns).findIndex((item) => item.conversation === conversation) + 1;
}

function byTime(a: QueueItem, b: QueueItem): number {
  return a.queuedAt - b.queuedAt || byText(a.conversation, b.conversation);
}

function byPriority(a: QueueItem, b: QueueItem): number {
  return startOf(a) - startOf(b) || byTime(a, b);
}

function startOf({ queuedAt, priority = 0 }: QueueItem): number {
  return queuedAt - priority * headStartMs;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
