import type { Author, EntryKind } from '@tillside/protocol';
import type { ConversationsPort, Cursor, StoredEntry } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';
import type { ViewOf } from './view.ts';

interface EntryRow {
  readonly offset: number;
  readonly chain: string;
  readonly session: string;
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly author: string;
  readonly body: string;
}

const beginning: Cursor = { offset: 0, chain: '' };

export function createRead(engine: Engine, viewOf: ViewOf): Pick<ConversationsPort, 'read' | 'attach'> {
  const entriesAfter = engine.query<EntryRow>(`
    SELECT offset, chain, session, seq, at, kind, author, body FROM entries
    WHERE conversation = ? AND offset > ? ORDER BY offset LIMIT ?`);
  const chainAt = engine.query<{ chain: string }>('SELECT chain FROM entries WHERE conversation = ? AND offset = ?');
  const highestOf = engine.query<{ highest: number }>(
    'SELECT highest FROM senders WHERE conversation = ? AND session = ?',
  );

  /** Nothing is archived on this store, so a cursor is on the log or it is not. */
  function isOnLog(conversation: string, cursor: Cursor): boolean {
    return cursor.offset === 0 || chainAt.get(conversation, cursor.offset)?.chain === cursor.chain;
  }

  return {
    read: (conversation, afterOffset, limit) =>
      engine.read(() => entriesAfter.all(conversation, afterOffset, limit).map(storedEntry)),
    attach: (conversation, cursor, sessions) =>
      engine.read(() => {
        const isOk = isOnLog(conversation, cursor);
        const highest = sessions.map(
          (session) => [session, highestOf.get(conversation, session)?.highest ?? 0] as const,
        );
        return {
          ...viewOf(conversation),
          state: isOk ? 'ok' : 'reset',
          from: isOk && cursor.offset > 0 ? { offset: cursor.offset, chain: cursor.chain } : beginning,
          highest: Object.fromEntries(highest),
        };
      }),
  };
}

function storedEntry({ author, kind, ...row }: EntryRow): StoredEntry {
  return { ...row, kind: kind as EntryKind, by: JSON.parse(author) as Author };
}
