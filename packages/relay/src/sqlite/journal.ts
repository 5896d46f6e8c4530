import { markPreview } from '../core/preview.ts';
import { dayOf } from '../ports/index.ts';
import type { JournalItem, JournalPort, JournalRow } from '../ports/index.ts';
import type { Engine } from './engine/engine.ts';

interface Row {
  readonly number: number;
  readonly at: number;
  readonly json: string;
}

export function createJournal(engine: Engine): JournalPort {
  const byKey = engine.query<Row>('SELECT number, at, json FROM journal WHERE site = ? AND key = ?');
  // The highest that was ever given.
  const last = engine.query<{ number: number }>(`
    SELECT max(coalesce((SELECT max(number) FROM journal WHERE site = ?1), 0),
      coalesce((SELECT number FROM journal_tops WHERE site = ?1), 0)) AS number`);
  const insert = engine.query('INSERT INTO journal VALUES (?, ?, ?, ?, ?)');
  const below = engine.query<Row>(
    'SELECT number, at, json FROM journal WHERE site = ? AND number < ? ORDER BY number DESC LIMIT ?',
  );

  const budgetOf = engine.query<{ day: number; count: number }>(
    'SELECT day, count FROM budgets WHERE site = ? AND name = ?',
  );
  const putBudget = engine.query('INSERT OR REPLACE INTO budgets VALUES (?, ?, ?, ?)');

  function countedOn(site: string, name: string, day: number): number {
    const found = budgetOf.get(site, name);
    return found?.day === day ? found.count : 0;
  }

  function appendOne(
    site: string,
    item: JournalItem,
    at: number,
  ): { readonly row: JournalRow; readonly isNew: boolean } {
    const old = byKey.get(site, item.key);
    if (old !== undefined) return { row: journalRow(old), isNew: false };
    const number = (last.get(site)?.number ?? 0) + 1;
    const json = JSON.stringify(markPreview(item));
    insert.run(site, number, item.key, at, json);
    return { row: journalRow({ number, at, json }), isNew: true };
  }

  return {
    append: (site, items, nowMs) =>
      engine.write((turn) => {
        const results = items.map((item) => appendOne(site, item, turn.now));
        if (results.some(({ isNew }) => isNew)) turn.ring(`site/${site}`);
        return results.map(({ row }) => row);
      }, nowMs),
    appendWithin: (site, budget, items, instead, nowMs) =>
      engine.write((turn) => {
        const [first, ...others] = items;
        const old = byKey.get(site, first.key);
        if (old !== undefined) return journalRow(old);
        turn.ring(`site/${site}`);
        const day = dayOf(turn.now);
        const count = countedOn(site, budget.name, day);
        if (count >= budget.most) return appendOne(site, instead, turn.now).row;
        putBudget.run(site, budget.name, day, count + 1);
        const { row } = appendOne(site, first, turn.now);
        for (const item of others) appendOne(site, item, turn.now);
        return row;
      }, nowMs),
    counted: (site, name, nowMs) => engine.read((now) => countedOn(site, name, dayOf(now)), nowMs),
    read: (site, before, limit) =>
      engine.read(() => below.all(site, before ?? Number.MAX_SAFE_INTEGER, limit).map(journalRow)),
  };
}

function journalRow({ number, at, json }: Row): JournalRow {
  return { ...(JSON.parse(json) as JournalItem), number, at };
}
