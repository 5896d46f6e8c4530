import type { LedgerPort, OrderRecord } from '../ports/index.ts';
import type { Engine } from './engine/engine.ts';

export function createLedger(engine: Engine): LedgerPort {
  const find = engine.query<{ json: string }>('SELECT json FROM orders WHERE site = ? AND key = ?');
  const put = engine.query('INSERT OR REPLACE INTO orders VALUES (?, ?, ?, ?)');
  const list = engine.query<{ json: string }>(
    'SELECT json FROM orders WHERE site = ? AND at < ? ORDER BY at DESC, key DESC LIMIT ?',
  );

  function load(site: string, key: string): OrderRecord | undefined {
    const row = find.get(site, key);
    return row === undefined ? undefined : (JSON.parse(row.json) as OrderRecord);
  }

  return {
    load: (site, key) => engine.read(() => load(site, key)),
    commit: (record, expectedRevision, nowMs) =>
      engine.write((turn) => {
        const { site, key, at } = record;
        const current = load(site, key);
        if ((current?.revision ?? 0) !== expectedRevision) return { kind: 'stale', current };
        const revision = expectedRevision + 1;
        put.run(site, key, at, JSON.stringify({ ...record, revision }));
        return { kind: 'committed', at: turn.now, revision };
      }, nowMs),
    list: (site, beforeMs, limit) =>
      engine.read(() => list.all(site, beforeMs, limit).map((row) => JSON.parse(row.json) as OrderRecord)),
  };
}
