import type { AppendRequest, AppendResult, Assignment, ConversationsPort } from '../../ports/index.ts';
import { isFull } from '../../ports/log-rules.ts';
import type { Engine } from '../engine/engine.ts';
import { digestOf, placeOf, readSender } from '../engine/sequence.ts';
import type { SenderRow } from '../engine/sequence.ts';
import type { Turn } from '../engine/writer.ts';
import type { Compacted } from './compacted.ts';
import { emptyLog } from './log-row.ts';
import type { LogRow } from './log-row.ts';
import type { WriteEntry } from './write-entry.ts';

/** The append rule (protocol rule 7): every check comes before the first write. */
export function createAppend(
  engine: Engine,
  writeEntry: WriteEntry,
  { restoredLogOf }: Compacted,
): ConversationsPort['append'] {
  const senderOf = engine.query<SenderRow>(
    'SELECT highest, recent FROM senders WHERE conversation = ? AND session = ?',
  );

  function append(request: AppendRequest, turn: Turn): AppendResult {
    const { conversation, session, seq, kind, assignment } = request;
    const log = restoredLogOf(conversation) ?? emptyLog;
    if (assignment !== undefined && !isOwner(log, assignment))
      return { session, seq, kind: 'fenced', epoch: log.epoch };

    const sender = readSender(senderOf.get(conversation, session));
    const digest = digestOf(kind, request.sent);
    const place = placeOf(sender, seq, digest);
    const hasOpenEngagement = log.open_since !== null;
    if (place.kind === 'duplicate') return { session, seq, ...place, hasOpenEngagement };
    if (place.kind !== 'next') return { session, seq, ...place };
    if (isFull(log.top, log.open_since ?? undefined)) return { session, seq, kind: 'full' };

    const { top: offset, chain } = writeEntry(log, sender, { ...request, digest }, turn.now);
    turn.ring(`cnv/${conversation}`, 'entry');
    return { session, seq, kind: 'appended', offset, chain, at: turn.now, hasOpenEngagement };
  }

  return (request, nowMs) => engine.write((turn) => append(request, turn), nowMs);
}

function isOwner(log: LogRow, { rep, epoch, claim }: Assignment): boolean {
  return log.epoch === epoch && log.owner_rep === rep && log.owner_claim === claim;
}
