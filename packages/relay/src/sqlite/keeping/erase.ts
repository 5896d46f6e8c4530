import type { KeepingPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';

const tables = ['entries', 'senders', 'records', 'contexts', 'logs'] as const;

export function createErase(engine: Engine): Pick<KeepingPort, 'idle' | 'eraseConversation'> {
  const idle = engine.query<{ conversation: string; at: number }>(
    'SELECT conversation, at FROM touched WHERE site = ? AND at > ? AND at < ? ORDER BY at, conversation LIMIT ?',
  );
  const topOf = engine.query<{ top: number }>('SELECT top FROM logs WHERE conversation = ?');
  const erase = tables.map((table) => engine.query(`DELETE FROM ${table} WHERE conversation = ?`));
  const untouch = engine.query('DELETE FROM touched WHERE site = ? AND conversation = ?');

  return {
    idle: (site, afterMs, beforeMs, limit) =>
      engine.read(() => idle.all(site, afterMs, beforeMs, limit).map((row) => ({ ...row }))),
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
