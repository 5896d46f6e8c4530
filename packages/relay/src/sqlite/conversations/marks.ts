import type { ConversationsPort } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import type { Compacted } from './compacted.ts';

/** What is shown beside a log: the context, how far each party has read, and the site's list. */
export function createMarks(
  engine: Engine,
  { look, restoredLogOf }: Compacted,
): Pick<ConversationsPort, 'setContext' | 'setRead' | 'touch' | 'recent'> {
  const putContext = engine.query('INSERT OR REPLACE INTO contexts VALUES (?, ?)');
  const setVisitorMark = engine.query('UPDATE logs SET read_visitor = ? WHERE conversation = ?');
  const setRepMark = engine.query(`
    UPDATE logs SET read_rep = ?1, unread_by_rep = (
      SELECT count(*) FROM entries WHERE conversation = ?2 AND offset > ?1 AND kind = 'message'
        AND author ->> '$.kind' = 'visitor')
    WHERE conversation = ?2`);
  const touch = engine.query(`
    INSERT INTO touched VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET at = max(at, excluded.at)`);
  const recent = engine.query<{ conversation: string; at: number }>(`
    SELECT conversation, at FROM touched WHERE site = ? AND at < ? ORDER BY at DESC, conversation DESC LIMIT ?`);

  return {
    setContext: (conversation, context) =>
      engine.write(() => void putContext.run(conversation, JSON.stringify(context))),
    setRead: (conversation, by, offset) =>
      engine.write(() => {
        const { log } = look(conversation);
        if (log === undefined) return 0;
        const stands = by === 'visitor' ? log.read_visitor : log.read_rep;
        // Nobody has read what is not written: a mark beyond the log would hide what comes.
        const mark = Math.min(offset, log.top);
        if (mark <= stands) return stands;
        restoredLogOf(conversation);
        (by === 'visitor' ? setVisitorMark : setRepMark).run(mark, conversation);
        return mark;
      }),
    touch: (site, conversation, nowMs) => engine.write((turn) => void touch.run(site, conversation, turn.now), nowMs),
    recent: (site, beforeMs, limit) => engine.read(() => recent.all(site, beforeMs, limit).map((row) => ({ ...row }))),
  };
}
