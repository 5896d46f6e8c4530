import { pastOf } from '../../core/forecast/past.ts';
import type { Ended } from '../../core/forecast/lengths.ts';
import type { JournalRow, Site } from '../../ports/index.ts';
import { storeTime } from '../conversation/route-floors.ts';
import { recallInvitations } from '../invitation/memory.ts';
import type { World } from '../types.ts';
import { recallEnded } from './pace.ts';

/** Lines of a site's journal that are read: on a lively site they hold the few hundred answers that count, and a start stays cheap. */
const page = 500;
const mostPages = 8;
/** Older lines are another week's. Milliseconds. */
const oldestMs = 7 * 86_400_000;

/**
 * What other nodes, and this one before its restart, have learned is in the journals: a node that begins reads it there, one site after the other, so
 * that the forecast does not start from nothing after a deploy. No request waits for it; until it is through a site's forecast goes by what is usual.
 */
export async function recall(world: World, isStopped: () => boolean): Promise<void> {
  const ended = new Map<string, readonly Ended[]>();
  let latest = 0;
  for (const site of world.directory().sites()) {
    if (isStopped()) return;
    const now = await storeTime(world, site);
    const past = pastOf(await lastLines(site, now, world), now);
    recallInvitations(world, site.id, past);
    for (const [team, talks] of past.ended) ended.set(team, [...(ended.get(team) ?? []), ...talks]);
    latest = Math.max(latest, now);
  }
  for (const [team, talks] of ended) {
    recallEnded(
      world,
      team,
      talks.toSorted((a, b) => a.at - b.at),
      latest,
    );
  }
}

/** The oldest first. */
async function lastLines({ id }: Site, now: number, world: World): Promise<readonly JournalRow[]> {
  const found: JournalRow[] = [];
  for (let pages = 0; pages < mostPages; pages += 1) {
    const rows = await world.store.journal.read(id, found.at(-1)?.number, page);
    found.push(...rows);
    if (rows.length < page || now - (rows.at(-1)?.at ?? 0) > oldestMs) break;
  }
  return found.filter(({ at }) => now - at <= oldestMs).reverse();
}
