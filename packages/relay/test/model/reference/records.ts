import { limits } from '@tillside/protocol';
import { markPreview } from '../../../src/core/preview.ts';
import { dayOf } from '../../../src/ports/index.ts';
import type {
  JournalItem,
  JournalPort,
  JournalRow,
  LedgerPort,
  OrderRecord,
  VisitorRecord,
  VisitorsPort,
} from '../../../src/ports/index.ts';
import { at, byText, compareAndSet, copy } from './ground.ts';
import type { Ground } from './ground.ts';

export interface VisitorsState {
  readonly records: Map<string, VisitorRecord>;
  /** What each session sent on its visitor's lane. */
  readonly lanes: Map<string, string[]>;
}

export function referenceVisitors({ act, time, ring }: Ground, state: VisitorsState): VisitorsPort {
  return {
    load: (visitor) => act(() => state.records.get(visitor)),
    commit: (record, expectedRevision, nowMs) =>
      act(() => {
        const result = compareAndSet(state.records, record.visitor, record, expectedRevision, time(nowMs));
        if (result.kind === 'committed') ring(`vis/${record.visitor}`);
        return result;
      }),
    advanceLane: (visitor, session, seq, sent) =>
      act(() => {
        const lane = at(state.lanes, `${visitor} ${session}`, () => []);
        if (seq > lane.length + 1) return { kind: 'gap' as const, highest: lane.length };
        if (seq === lane.length + 1) {
          lane.push(sent);
          return { kind: 'next' as const };
        }
        const isRemembered = seq > lane.length - limits.rememberedBodies;
        return { kind: isRemembered && lane[seq - 1] !== sent ? ('conflict' as const) : ('duplicate' as const) };
      }),
  };
}

export interface JournalState {
  /** By site, oldest first. */
  readonly rows: Map<string, JournalRow[]>;
  /** By site, name and day. */
  readonly counts: Map<string, number>;
}

export function referenceJournal({ act, time, ring }: Ground, state: JournalState): JournalPort {
  const rowsOf = (site: string) => at(state.rows, site, () => []);
  const countName = (site: string, name: string, now: number) => `${site} ${name} ${dayOf(now)}`;

  function append(site: string, item: JournalItem, now: number): JournalRow {
    const rows = rowsOf(site);
    const old = rows.find(({ key }) => key === item.key);
    if (old !== undefined) return old;
    const row = { ...copy(markPreview(item)), number: rows.length + 1, at: now };
    rows.push(row);
    ring(`site/${site}`);
    return row;
  }

  return {
    append: (site, items, nowMs) => act(() => items.map((item) => append(site, item, time(nowMs)))),
    appendWithin: (site, { name, most }, items, instead, nowMs) =>
      act(() => {
        const now = time(nowMs);
        const [first, ...others] = items;
        const old = rowsOf(site).find(({ key }) => key === first.key);
        if (old !== undefined) return old;
        const counted = state.counts.get(countName(site, name, now)) ?? 0;
        if (counted >= most) return append(site, instead, now);
        state.counts.set(countName(site, name, now), counted + 1);
        const row = append(site, first, now);
        for (const item of others) append(site, item, now);
        return row;
      }),
    counted: (site, name, nowMs) => act(() => state.counts.get(countName(site, name, time(nowMs))) ?? 0),
    read: (site, before = Infinity, limit) =>
      act(() =>
        rowsOf(site)
          .filter(({ number }) => number < before)
          .toReversed()
          .slice(0, limit),
      ),
  };
}

/** By site and key. */
export type LedgerState = Map<string, OrderRecord>;

export function referenceLedger({ act, time }: Ground, state: LedgerState): LedgerPort {
  return {
    load: (site, key) => act(() => state.get(`${site} ${key}`)),
    commit: (record, expectedRevision, nowMs) =>
      act(() => compareAndSet(state, `${record.site} ${record.key}`, record, expectedRevision, time(nowMs))),
    list: (site, before, limit) =>
      act(() =>
        [...state.values()]
          .filter((order) => order.site === site && order.at < before)
          .toSorted((a, b) => b.at - a.at || byText(b.key, a.key))
          .slice(0, limit),
      ),
  };
}
