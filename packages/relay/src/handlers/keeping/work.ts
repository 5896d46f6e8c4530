import type { Site } from '../../ports/index.ts';
import { compactAnewMs, cutoffsOf } from '../../core/retention.ts';
import { storeTime } from '../conversation/route-floors.ts';
import { orderPages } from '../orders/pages.ts';
import { createRepeated } from '../repeat.ts';
import { compactConversations } from './compact.ts';
import { atOnce, forgetBuyers, forgetConversations, forgetNames, forgetVisitors, forgetVisits } from './steps.ts';
import type { Keeper } from './steps.ts';

const task = 'retention';
/** A node that does no step for so long is dead, and another goes on. */
const leaseMs = 60_000;
const everyMs = 3_600_000;
/** Between two steps, so that none of it is ever in the way of a message. */
const pauseMs = 20;

/** All records of visitors are looked at for what goes by the day. */
const visitorsEveryMs = 24 * 3_600_000;

/** Rows of the journal in one value: a page of old rows is read from one or two. */
const rowsInOne = 500;

/** How far the job came: of each site the last journal row whose visit, and whose names, are gone; and in the visitors. */
interface Progress {
  readonly visits: Readonly<Record<string, number>>;
  readonly names: Readonly<Record<string, number>>;
  readonly visitors?: string;
  /** When all visitors had been looked at. */
  readonly visitorsAt?: number;
  /** Of each site: before when its lines of the ledger name nobody. */
  readonly buyers?: Readonly<Record<string, number>>;
  /** Of each site: when the last conversation that was looked at for compacting was touched, and when looking began. Absent: not at all so far. */
  readonly compacted?: Readonly<Record<string, { readonly upTo: number; readonly since: number }>>;
}

const nothing: Progress = { visits: {}, names: {} };

/** Another node has the job now, or this one ends. */
class LostError extends Error {}

export interface KeepingWork {
  start(): void;
  /** One pass over everything; resolves to how much is gone, `undefined` where another node is at it. */
  pass(): Promise<number | undefined>;
  stop(): Promise<void>;
}

/**
 * Takes away what a site keeps no longer and makes one value of each conversation that is at rest, in small steps, one node at a time; what was cut off
 * goes on where it stood, and doing a step twice does nothing.
 */
export function createKeepingWork(keeper: Keeper): KeepingWork {
  const { world, keeping } = keeper;

  const pause = () => new Promise<void>((resolve) => void world.after(pauseMs, resolve));

  async function pass(): Promise<number | undefined> {
    const taken = await keeping.takeTask(task, world.node, leaseMs);
    if (taken === undefined) return undefined;
    let progress = taken === '' ? nothing : (JSON.parse(taken) as Progress);
    let removed = 0;
    let compacted = 0;

    /** A step is done: it is written down, and the job is still ours. */
    const note = async (gone: number, changes: Partial<Progress> = {}) => {
      removed += gone;
      progress = { ...progress, ...changes };
      await keeping.noteTask(task, world.node, JSON.stringify(progress));
      if (repeated.isStopping() || (await keeping.takeTask(task, world.node, leaseMs)) === undefined)
        throw new LostError();
      await pause();
    };

    async function goOverJournal(what: 'visits' | 'names', site: Site, now: number): Promise<void> {
      const run = what === 'visits' ? forgetVisits : forgetNames;
      for (let at: number | undefined = progress[what][site.id] ?? 0; at !== undefined;) {
        const step = await run(keeper, site, at, now);
        await note(step.removed, { [what]: { ...progress[what], [site.id]: step.upTo } });
        at = step.next;
      }
    }

    /** Rows that name nobody any more stay for good: many of them are one value. */
    async function sealJournal({ id }: Site): Promise<void> {
      for (let sealed = rowsInOne; sealed === rowsInOne && keeping.sealJournal !== undefined;) {
        sealed = await keeping.sealJournal(id, progress.names[id] ?? 0, rowsInOne);
        await note(0);
      }
    }

    async function compactAll(site: Site, now: number): Promise<void> {
      const known = progress.compacted?.[site.id];
      const isNew = known === undefined || now - known.since > compactAnewMs;
      const since = isNew ? now : known.since;
      let upTo = isNew ? 0 : known.upTo;
      for (let isLast = false; !isLast;) {
        const step = await compactConversations(keeper, site, upTo, now);
        ({ upTo, isLast } = step);
        compacted += step.compacted;
        await note(0, { compacted: { ...progress.compacted, [site.id]: { upTo, since } } });
      }
    }

    try {
      for (const site of world.directory().sites()) {
        const now = await storeTime(world, site);
        for (let after: number | undefined = 0; after !== undefined;) {
          const step = await forgetConversations(keeper, site, after, now);
          await note(step.removed);
          after = step.next;
        }
        await compactAll(site, now);
        await goOverJournal('visits', site, now);
        await goOverJournal('names', site, now);
        await sealJournal(site);
        const { names } = cutoffsOf(site, now);
        const since = progress.buyers?.[site.id] ?? 0;
        for await (const page of orderPages(world.store.ledger, site.id, atOnce, names)) {
          await note(await forgetBuyers(keeper, page, since));
          if ((page.at(-1)?.at ?? 0) < since) break;
        }
        await note(0, { buyers: { ...progress.buyers, [site.id]: names } });
      }
      for (let gone = atOnce; gone === atOnce && keeping.pruneLanes !== undefined;) {
        gone = await keeping.pruneLanes(atOnce);
        await note(gone);
      }
      const [first] = world.directory().sites();
      const now = await storeTime(world, first);
      for (let isDue = progress.visitors !== undefined || now - (progress.visitorsAt ?? 0) >= visitorsEveryMs; isDue;) {
        const { removed: gone, next } = await forgetVisitors(keeper, progress.visitors, now);
        const { visitors: _before, ...rest } = progress;
        progress = rest;
        await note(gone, next === undefined ? { visitorsAt: now } : { visitors: next });
        isDue = next !== undefined;
      }
    } catch (error) {
      if (!(error instanceof LostError)) throw error;
    }
    if (removed > 0) world.emit({ name: 'retention.removed', level: 'info', count: removed });
    if (compacted > 0) world.emit({ name: 'retention.compacted', level: 'info', count: compacted });
    return removed;
  }

  const repeated = createRepeated(world, { everyMs, failed: 'retention.stuck', work: pass });
  return { start: repeated.start, pass, stop: repeated.stop };
}
