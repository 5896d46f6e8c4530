import type { ConversationRecord, ConversationsPort, RelayEntry } from '../../ports/index.ts';
import { openSince } from '../../ports/log-rules.ts';
import type { Engine } from '../engine/engine.ts';
import { digestOf, nobody } from '../engine/sequence.ts';
import type { Compacted } from './compacted.ts';
import { emptyLog } from './log-row.ts';
import type { LogRow } from './log-row.ts';
import type { WriteEntry } from './write-entry.ts';

/** Record and entries in one step. A cause that is in the log already is passed over, so that a second try writes nothing twice. */
export function createCommit(
  engine: Engine,
  writeEntry: WriteEntry,
  { restoredLogOf }: Compacted,
): ConversationsPort['commit'] {
  const recordOf = engine.query<{ json: string }>('SELECT json FROM records WHERE conversation = ?');
  const putRecord = engine.query('INSERT OR REPLACE INTO records VALUES (?, ?)');
  const isWritten = engine.query<object>('SELECT 1 FROM senders WHERE conversation = ? AND session = ?');
  const putFence = engine.query(`
    INSERT INTO logs (conversation, revision, epoch, owner_rep, owner_claim, open_since) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET revision = excluded.revision, epoch = excluded.epoch, owner_rep = excluded.owner_rep,
      owner_claim = excluded.owner_claim, open_since = excluded.open_since`);

  function currentOf(conversation: string): ConversationRecord | undefined {
    const row = recordOf.get(conversation);
    return row === undefined ? undefined : (JSON.parse(row.json) as ConversationRecord);
  }

  function write(record: ConversationRecord): void {
    const { conversation, revision, epoch, owner, engagement } = record;
    putRecord.run(conversation, JSON.stringify(record));
    putFence.run(
      conversation,
      revision,
      epoch,
      owner?.rep ?? null,
      owner?.claim ?? null,
      openSince(engagement) ?? null,
    );
  }

  function writeEntries(log: LogRow, conversation: string, entries: readonly RelayEntry[], at: number): void {
    let state = log;
    for (const { cause, kind, by, body } of entries) {
      const session = `relay/${cause}`;
      if (isWritten.get(conversation, session) !== undefined) continue;
      const entry = { conversation, session, seq: 1, kind, by, body, digest: digestOf(kind, body) };
      state = writeEntry(state, nobody, entry, at);
    }
  }

  return (record, expectedRevision, entries, nowMs) =>
    engine.write((turn) => {
      const { conversation } = record;
      const log = restoredLogOf(conversation) ?? emptyLog;
      if (log.revision !== expectedRevision) return { kind: 'stale', current: currentOf(conversation) };
      const revision = expectedRevision + 1;
      write({ ...record, revision });
      writeEntries(log, conversation, entries, turn.now);
      turn.ring(`cnv/${conversation}`);
      return { kind: 'committed', at: turn.now, revision };
    }, nowMs);
}
