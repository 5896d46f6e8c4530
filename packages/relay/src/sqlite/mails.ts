import { mailKeyKeptMs } from '../ports/index.ts';
import type { MailOrder, MailsPort } from '../ports/index.ts';
import type { Engine } from './engine/engine.ts';

export function createMails(engine: Engine): MailsPort {
  const forget = engine.query('DELETE FROM mails WHERE settled_at <= ?');
  const put = engine.query('INSERT OR IGNORE INTO mails (key, due_at, json) VALUES (?, ?, ?)');
  const due = engine.query<{ key: string; attempts: number; json: string }>(
    'SELECT key, attempts, json FROM mails WHERE due_at <= ? ORDER BY due_at, key LIMIT ?',
  );
  const lease = engine.query('UPDATE mails SET due_at = ?, attempts = attempts + 1 WHERE key = ?');
  const settle = engine.query(
    'UPDATE mails SET due_at = NULL, json = NULL, settled_at = ? WHERE key = ? AND due_at IS NOT NULL',
  );
  const retry = engine.query('UPDATE mails SET due_at = ? WHERE key = ? AND due_at IS NOT NULL');

  return {
    put: (order, dueAfterMs, nowMs) =>
      engine.write((turn) => {
        forget.run(turn.now - mailKeyKeptMs);
        return put.run(order.key, turn.now + dueAfterMs, JSON.stringify(order)) > 0;
      }, nowMs),
    take: (limit, leaseMs, nowMs) =>
      engine.write((turn) => {
        const rows = due.all(turn.now, limit);
        for (const { key } of rows) lease.run(turn.now + leaseMs, key);
        return rows.map(({ attempts, json }) => ({ ...(JSON.parse(json) as MailOrder), attempts }));
      }, nowMs),
    settle: (key, nowMs) =>
      engine.write((turn) => {
        settle.run(turn.now, key);
      }, nowMs),
    retry: (key, afterMs, nowMs) =>
      engine.write((turn) => {
        retry.run(turn.now + afterMs, key);
      }, nowMs),
  };
}
