import type { JournalItem, JournalPort, JournalRow } from '../ports/index.ts';
import type { Engine } from './engine/engine.ts';

interface Row {
  readonly number: number;
  readonly at: number;
  readonly json: string;
}

export function createJournal(engine: Engine): JournalPort {
  const byKey = engine.query<Row>('SELECT number, at, json FROM journal WHERE site = ? AND key = ?');
  const last = engine.query<{ number: number | null }>('SELECT max(number) AS number FROM journal WHERE site = ?');
  const insert = engine.query('INSERT INTO journal VALUES (?, ?, ?, ?, ?)');
  const below = engine.query<Row>(
    'SELECT number, at, json FROM journal WHERE site = ? AND number < ? ORDER BY number DESC LIMIT ?',
  );

  function appendOne(
    site: string,
    item: JournalItem,
    at: number,
  ): { readonly row: JournalRow; readonly isNew: boolean } {
    const old = byKey.get(site, item.key);
    if (old !== undefined) return { row: journalRow(old), isNew: false };
    const number = (last.get(site)?.number ?? 0) + 1;
    const json = JSON.stringify(item);
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
    read: (site, before, limit) =>
      engine.read(() => below.all(site, before ?? Number.MAX_SAFE_INTEGER, limit).map(journalRow)),
  };
}

function journalRow({ number, at, json }: Row): JournalRow {
  return { ...(JSON.parse(json) as JournalItem), number, at };
}
