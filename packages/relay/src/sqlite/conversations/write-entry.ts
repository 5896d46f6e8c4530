import { hash } from 'node:crypto';
import { isVisibleToVisitor } from '@tillside/protocol';
import type { Author, EntryKind } from '@tillside/protocol';
import { authorJson, chainInput, listText } from '../../ports/log-rules.ts';
import type { Engine } from '../engine/engine.ts';
import { advanced } from '../engine/sequence.ts';
import type { Sender } from '../engine/sequence.ts';
import type { LogRow } from './log-row.ts';

/** An entry whose place was checked. */
export interface NewEntry {
  readonly conversation: string;
  readonly session: string;
  readonly seq: number;
  readonly kind: EntryKind;
  readonly by: Author;
  readonly body: string;
  /** Of what was sent. */
  readonly digest: string;
}

/** Writes one entry, its session and the log's state; returns that state. Called within a write, after all checks. */
export type WriteEntry = (log: LogRow, sender: Sender, entry: NewEntry, at: number) => LogRow;

export function createWriteEntry(engine: Engine): WriteEntry {
  const insertEntry = engine.query('INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const putSender = engine.query('INSERT OR REPLACE INTO senders VALUES (?, ?, ?, ?)');
  const putLog = engine.query(`
    INSERT INTO logs (conversation, top, chain, visitor_top, last_visitor_message_at, first_rep_message_at,
      last_rep_message_at, unread_by_rep, last_text)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET top = excluded.top, chain = excluded.chain, visitor_top = excluded.visitor_top,
      last_visitor_message_at = excluded.last_visitor_message_at, first_rep_message_at = excluded.first_rep_message_at,
      last_rep_message_at = excluded.last_rep_message_at, unread_by_rep = excluded.unread_by_rep,
      last_text = excluded.last_text`);

  return (log, sender, entry, at) => {
    const { conversation, session, seq, kind, by, body } = entry;
    const next = afterEntry(log, entry, at);
    insertEntry.run(conversation, next.top, next.chain, session, seq, at, kind, authorJson(by), body);
    const row = advanced(sender, entry.digest, next.top);
    putSender.run(conversation, session, row.highest, row.recent);
    putLog.run(
      conversation,
      next.top,
      next.chain,
      next.visitor_top,
      next.last_visitor_message_at,
      next.first_rep_message_at,
      next.last_rep_message_at,
      next.unread_by_rep,
      next.last_text,
    );
    return next;
  };
}

function afterEntry(log: LogRow, entry: NewEntry, at: number): LogRow {
  const top = log.top + 1;
  const isMessage = entry.kind === 'message';
  const isVisitors = isMessage && entry.by.kind === 'visitor';
  const isReps = isMessage && entry.by.kind === 'rep';
  return {
    ...log,
    top,
    chain: hash('sha1', chainInput(log.chain, entry)).slice(0, 12),
    visitor_top: isVisibleToVisitor(entry.kind) ? top : log.visitor_top,
    last_visitor_message_at: isVisitors ? at : log.last_visitor_message_at,
    first_rep_message_at: isReps ? (log.first_rep_message_at ?? at) : log.first_rep_message_at,
    last_rep_message_at: isReps ? at : log.last_rep_message_at,
    unread_by_rep: log.unread_by_rep + (isVisitors ? 1 : 0),
    last_text: listText(entry.kind, entry.body) ?? log.last_text,
  };
}
