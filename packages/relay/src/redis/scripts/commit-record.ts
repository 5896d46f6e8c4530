import type { CommitResult, ConversationRecord, NowMs, RelayEntry } from '../../ports/index.ts';
import { openSince } from '../../ports/log-rules.ts';
import { keysOfLog } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { committed } from './lib/committed.ts';
import { digestOf, entryArgs } from './lib/entry.ts';
import { askRestored } from './restore.ts';

const script = defineScript('commit-record', ['session', 'log', 'compacted']);

/** Writes a record with its entries at the expected revision, or nothing. */
export async function commitRecord(
  link: Link,
  record: ConversationRecord,
  expectedRevision: number,
  entries: readonly RelayEntry[],
  nowMs: NowMs,
): Promise<CommitResult<ConversationRecord>> {
  const { conversation, epoch, owner, engagement } = record;
  const revision = expectedRevision + 1;
  const args = [
    conversation,
    String(expectedRevision),
    JSON.stringify({ ...record, revision }),
    String(epoch),
    owner?.rep ?? '',
    owner?.claim ?? '',
    String(openSince(engagement) ?? ''),
    ...entries.flatMap(({ cause, kind, by, body }) => [
      `relay/${cause}`,
      digestOf(kind, body),
      ...entryArgs(kind, by, body),
    ]),
  ];
  const ask = () => script(link, keysOfLog(conversation), args, nowMs);
  return committed(await askRestored(link, conversation, ask), revision);
}
