import type { ConversationsPort } from '../../ports/index.ts';
import type { Appends } from '../appends.ts';
import { latest } from '../commands/latest.ts';
import { createReadLog } from '../commands/read-log.ts';
import { readView } from '../commands/read-view.ts';
import { setContext } from '../commands/set-context.ts';
import { keys } from '../keys.ts';
import type { Links } from '../links.ts';
import { attach } from '../scripts/attach.ts';
import { commitRecord } from '../scripts/commit-record.ts';
import { setRead } from '../scripts/set-read.ts';
import { touch } from '../scripts/touch.ts';

export function createConversations({ writes, reads }: Links, appends: Appends): ConversationsPort {
  return {
    append: appends.append,
    read: createReadLog(reads),
    attach: (conversation, cursor, sessions) => attach(reads, conversation, cursor, sessions),
    view: (conversation) => readView(reads, conversation),
    views: (conversations) => Promise.all(conversations.map((conversation) => readView(reads, conversation))),
    commit(record, expectedRevision, entries, nowMs) {
      // What was appended before in this turn comes before.
      appends.flush();
      return commitRecord(writes, record, expectedRevision, entries, nowMs);
    },
    setContext: (conversation, context) => setContext(writes, conversation, context),
    // It may have to walk a long log, and nothing waits for it.
    setRead: (conversation, by, offset) => setRead(reads, conversation, by, offset),
    touch: (site, conversation, nowMs) => touch(writes, site, conversation, nowMs),
    async recent(site, beforeMs, limit) {
      const found = await latest(reads, keys.touched(site), beforeMs, limit);
      return found.map(({ name, at }) => ({ conversation: name, at }));
    },
  };
}
