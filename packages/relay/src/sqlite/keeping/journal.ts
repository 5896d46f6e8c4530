import type { JournalItem, KeepingPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';

export function createKeptJournal(engine: Engine): Pick<KeepingPort, 'journalAfter' | 'amendJournal' | 'replaceOrder'> {
  const above = engine.query<{ number: number; at: number; json: string }>(
    'SELECT number, at, json FROM journal WHERE site = ? AND number > ? ORDER BY number LIMIT ?',
  );
  const amend = engine.query('UPDATE journal SET key = ?, json = ? WHERE site = ? AND number = ?');
  const remove = engine.query('DELETE FROM journal WHERE site = ? AND number = ?');
  const keepNumber = engine.query(`
    INSERT INTO journal_tops SELECT site, number FROM journal WHERE site = ?1 AND number = ?2
    ON CONFLICT DO UPDATE SET number = max(number, excluded.number)`);
  const removeOrder = engine.query(`DELETE FROM orders WHERE site = ? AND key = ? AND json ->> '$.revision' = ?`);
  const putOrder = engine.query('INSERT OR REPLACE INTO orders VALUES (?, ?, ?, ?)');

  return {
    journalAfter: (site, after, limit) =>
      engine.read(() =>
        above
          .all(site, after, limit)
          .map(({ number, at, json }) => ({ ...(JSON.parse(json) as JournalItem), number, at })),
      ),
    amendJournal: (site, rows) =>
      engine.write(() => {
        for (const { number, item } of rows) {
          if (item === undefined) {
            keepNumber.run(site, number);
            remove.run(site, number);
          } else {
            // The key it had is forgotten: what made it makes another row from now on.
            amend.run(`amended/${number}`, JSON.stringify(item), site, number);
          }
        }
      }),
    replaceOrder: (key, record) =>
      engine.write(() => {
        const { site, revision } = record;
        if (removeOrder.run(site, key, revision) === 0) return false;
        putOrder.run(site, record.key, record.at, JSON.stringify({ ...record, revision: revision + 1 }));
        return true;
      }),
  };
}
