import { conversationOf } from '../../core/ids.ts';
import { laneKeptMs } from '../../ports/index.ts';
import type { KeepingPort, VisitorRecord } from '../../ports/index.ts';
import { rowsOf } from '../conversations/compacted.ts';
import type { Compacted } from '../conversations/compacted.ts';
import type { Engine } from '../engine/engine.ts';

export function createKeptVisitors(
  engine: Engine,
  compacted: Compacted,
): Pick<KeepingPort, 'sessionsOf' | 'forgetLanes' | 'pruneLanes' | 'eraseVisitor' | 'visitors'> {
  const sessions = engine.query<{ session: string }>(`
    SELECT session FROM lanes WHERE visitor = ?1 UNION
    SELECT session FROM senders WHERE conversation = ?2`);
  const forgetLanes = engine.query('DELETE FROM lanes WHERE visitor = ?');
  const pruneLanes = engine.query(
    'DELETE FROM lanes WHERE (visitor, session) IN (SELECT visitor, session FROM lanes WHERE at < ? LIMIT ?)',
  );
  const eraseVisitor = engine.query(`DELETE FROM visitors WHERE visitor = ? AND json ->> '$.revision' = ?`);
  const page = engine.query<{ visitor: string; json: string }>(
    'SELECT visitor, json FROM visitors WHERE visitor > ? ORDER BY visitor LIMIT ?',
  );

  return {
    sessionsOf: (visitor) =>
      engine.read(() => {
        const conversation = conversationOf(visitor);
        const { whole } = compacted.look(conversation);
        const senders = rowsOf<{ session: string }>(whole, 'senders');
        const all = new Set([...sessions.all(visitor, conversation), ...senders].map(({ session }) => session));
        return [...all].filter((session) => !session.startsWith('relay/')).sort();
      }),
    forgetLanes: (visitor) => engine.write(() => void forgetLanes.run(visitor)),
    pruneLanes: (limit, nowMs) => engine.write((turn) => pruneLanes.run(turn.now - laneKeptMs, limit), nowMs),
    eraseVisitor: (visitor, revision) =>
      engine.write(() => {
        const isErased = eraseVisitor.run(visitor, revision) > 0;
        if (isErased) forgetLanes.run(visitor);
        return isErased;
      }),
    visitors: (from, limit) =>
      engine.read(() => {
        const rows = page.all(from ?? '', limit);
        const last = rows.length < limit ? undefined : rows.at(-1)?.visitor;
        const records = rows.map(({ json }) => JSON.parse(json) as VisitorRecord);
        return { records, ...(last === undefined ? {} : { next: last }) };
      }),
  };
}
