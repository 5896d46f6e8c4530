import { limits } from '@tillside/protocol';
import type {
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

/** By site, oldest first. */
export type JournalState = Map<string, JournalRow[]>;

export function referenceJournal({ act, time, ring }: Ground, state: JournalState): JournalPort {
  return {
    append: (site, items, nowMs) =>
      act(() => {
        const rows = at(state, site, () => []);
        return items.map((item) => {
          const old = rows.find(({ key }) => key === item.key);
          if (old !== undefined) return old;
          const row = { ...copy(item), number: rows.length + 1, at: time(nowMs) };
          rows.push(row);
          ring(`site/${site}`);
          return row;
        });
      }),
    read: (site, before = Infinity, limit) =>
      act(() =>
        (state.get(site) ?? [])
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
