import type { KeepingPort } from '../../ports/index.ts';
import { tables } from '../conversations/compacted.ts';
import type { Compacted } from '../conversations/compacted.ts';
import type { Engine } from '../engine/engine.ts';

export function createKeptConversations(
  engine: Engine,
  { compact }: Compacted,
): Pick<KeepingPort, 'idle' | 'compact' | 'eraseConversation'> {
  const idle = engine.query<{ conversation: string; at: number }>(
    // The last instant whole.
    `SELECT conversation, at FROM touched WHERE site = ?1 AND at > ?2 AND at < ?3 AND at <= coalesce(
      (SELECT at FROM touched WHERE site = ?1 AND at > ?2 AND at < ?3 ORDER BY at LIMIT 1 OFFSET ?4 - 1), ?3)
    ORDER BY at, conversation`,
  );
  const erase = [...tables, 'compacted'].map((table) => engine.query(`DELETE FROM ${table} WHERE conversation = ?`));
  const topOf = engine.query<{ top: number }>(
    'SELECT top FROM logs WHERE conversation = ?1 UNION ALL SELECT top FROM compacted WHERE conversation = ?1',
  );
  const untouch = engine.query('DELETE FROM touched WHERE site = ? AND conversation = ?');

  return {
    idle: (site, afterMs, beforeMs, limit) =>
      engine.read(() => idle.all(site, afterMs, beforeMs, limit).map((row) => ({ ...row }))),
    compact: (conversation, top, revision, trimTo = 0) =>
      engine.write(() => compact(conversation, top, revision, trimTo)),
    eraseConversation: (site, conversation, top) =>
      engine.write((turn) => {
        if (top !== undefined && (topOf.get(conversation)?.top ?? 0) !== top) return false;
        let erased = 0;
        for (const one of erase) erased += one.run(conversation);
        untouch.run(site, conversation);
        if (erased > 0) turn.ring(`cnv/${conversation}`);
        return true;
      }),
  };
}
