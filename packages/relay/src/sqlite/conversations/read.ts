import type { Author, EntryKind } from '@tillside/protocol';
import type { Whole } from '../../compact/index.ts';
import type { ConversationsPort, Cursor, StoredEntry } from '../../ports/index.ts';
import { judgeCursor } from '../../ports/log-rules.ts';
import type { Engine } from '../engine/engine.ts';
import { rowsOf } from './compacted.ts';
import type { Compacted } from './compacted.ts';
import { emptyLog } from './log-row.ts';
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

export function createRead(
  engine: Engine,
  compacted: Compacted,
  viewOf: ViewOf,
): Pick<ConversationsPort, 'read' | 'attach'> {
  const entriesAfter = engine.query<EntryRow>(`
    SELECT offset, chain, session, seq, at, kind, author, body FROM entries
    WHERE conversation = ? AND offset > ? ORDER BY offset LIMIT ?`);
  const chainAt = engine.query<{ chain: string }>('SELECT chain FROM entries WHERE conversation = ? AND offset = ?');
  const highestOf = engine.query<{ highest: number }>(
    'SELECT highest FROM senders WHERE conversation = ? AND session = ?',
  );

  function isOnLog(conversation: string, { offset, chain }: Cursor, whole: Whole | undefined): boolean {
    const found =
      whole === undefined
        ? chainAt.get(conversation, offset)
        : rowsOf<EntryRow>(whole, 'entries').find((entry) => entry.offset === offset);
    return found?.chain === chain;
  }

  function highestIn(conversation: string, sessions: readonly string[], whole: Whole | undefined) {
    const senders = rowsOf<{ session: string; highest: number }>(whole, 'senders');
    const known = new Map(senders.map(({ session, highest }) => [session, highest]));
    return Object.fromEntries(
      sessions.map((session) => [session, highestOf.get(conversation, session)?.highest ?? known.get(session) ?? 0]),
    );
  }

  return {
    read: (conversation, afterOffset, limit) =>
      engine.read(() => {
        const rows = entriesAfter.all(conversation, afterOffset, limit);
        if (rows.length > 0) return rows.map(storedEntry);
        const entries = rowsOf<EntryRow>(compacted.look(conversation).whole, 'entries');
        return entries
          .filter(({ offset }) => offset > afterOffset)
          .slice(0, limit)
          .map(storedEntry);
      }),
    attach: (conversation, cursor, sessions) =>
      engine.read(() => {
        const found = compacted.look(conversation);
        const { trimmed: offset, trimmed_chain: chain } = found.log ?? emptyLog;
        return {
          ...viewOf(conversation, found),
          ...judgeCursor(cursor, isOnLog(conversation, cursor, found.whole), { offset, chain }),
          highest: highestIn(conversation, sessions, found.whole),
        };
      }),
  };
}

function storedEntry({ author, kind, ...row }: EntryRow): StoredEntry {
  return { ...row, kind: kind as EntryKind, by: JSON.parse(author) as Author };
}
