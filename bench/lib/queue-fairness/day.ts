import { chargeTurn, inOrder, turnCost } from '../../../packages/relay/src/core/queue.ts';
import type { Turns } from '../../../packages/relay/src/core/queue.ts';

/** A shop of a shared team: its contracted share, and how many visitors an hour ask for somebody. */
export interface Shop {
  readonly site: string;
  readonly share: number;
  readonly perHour: number;
  /** So many come within ten minutes of the second hour, on top. */
  readonly rush: number;
}

export interface Served {
  readonly site: string;
  readonly queuedAt: number;
  readonly at: number;
  /** Sites that had somebody waiting then. */
  readonly waiting: ReadonlySet<string>;
}

interface Waiting {
  readonly conversation: string;
  readonly site: string;
  readonly queuedAt: number;
  readonly share: number;
}

export type Discipline = 'fair' | 'first come';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const rushFromMs = hourMs;
const rushForMs = 10 * minuteMs;

/** Numbers between 0 and 1, the same for the same seed (Mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Who comes when, over `hours`, by time. */
export function arrivals(shops: readonly Shop[], hours: number, seed: number): readonly Waiting[] {
  const random = randomFrom(seed);
  const all = shops.flatMap(({ site, share, perHour, rush }) => {
    const times: number[] = [];
    for (let at = -Math.log(1 - random()) / perHour; at < hours; at += -Math.log(1 - random()) / perHour)
      times.push(at * hourMs);
    for (let n = 0; n < rush; n += 1) times.push(rushFromMs + random() * rushForMs);
    return times.map((time, n) => ({ conversation: `cnv_${site}_${n}`, site, share, queuedAt: Math.round(time) }));
  });
  return all.toSorted((a, b) => a.queuedAt - b.queuedAt);
}

/** Plays a day on so many slots; a talk takes six minutes in the mean. */
export function play(
  coming: readonly Waiting[],
  slots: number,
  discipline: Discipline,
  seed: number,
): readonly Served[] {
  const random = randomFrom(seed);
  const freeAt = Array.from({ length: slots }, () => 0);
  const served: Served[] = [];
  let waiting: Waiting[] = [];
  let turns: Turns = {};
  let next = 0;
  while (served.length < coming.length) {
    const slot = freeAt.indexOf(Math.min(...freeAt));
    let now = freeAt[slot] ?? 0;
    if (waiting.length === 0) now = Math.max(now, coming[next]?.queuedAt ?? now);
    for (let one = coming[next]; one !== undefined && one.queuedAt <= now; one = coming[next]) {
      waiting.push(one);
      next += 1;
    }
    const [first] = discipline === 'fair' ? inOrder(waiting, turns) : waiting;
    if (first === undefined) break;
    served.push({
      site: first.site,
      queuedAt: first.queuedAt,
      at: now,
      waiting: new Set(waiting.map(({ site }) => site)),
    });
    turns = chargeTurn(turns, first.site, turnCost(first.share));
    waiting = waiting.filter((one) => one.conversation !== first.conversation);
    freeAt[slot] = now - Math.log(1 - random()) * 6 * minuteMs;
  }
  return served;
}
