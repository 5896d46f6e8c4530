import { conversationOf } from '../../core/ids.ts';
import { fullness } from '../../core/room.ts';
import type { KeepingPort, VisitorRecord } from '../../ports/index.ts';
import { journalAfter } from '../commands/read-journal.ts';
import { readSenders } from '../commands/read-senders.ts';
import { keys } from '../keys.ts';
import type { Links } from '../links.ts';
import { asDocument, asList, asNumber, asRows, asText } from '../script/reply.ts';
import { amendJournal } from '../scripts/amend-journal.ts';
import { recordField } from '../scripts/commit-visitor.ts';
import { compact } from '../scripts/compact.ts';
import { eraseConversation } from '../scripts/erase-conversation.ts';
import { eraseMails, mailsOf } from '../scripts/erase-mails.ts';
import { eraseVisitor } from '../scripts/erase-visitor.ts';
import { noteTask } from '../scripts/note-task.ts';
import { rebuildJournal } from '../scripts/rebuild-journal.ts';
import { replaceOrder } from '../scripts/replace-order.ts';
import { sealJournal } from '../scripts/seal-journal.ts';
import { takeTask } from '../scripts/take-task.ts';
import { unsafeSettings } from '../server/unsafe-settings.ts';
import { room, scrub } from './scrub.ts';

/** On the connection for reads, so that none of it ever stands in front of a message. */
export function createKeeping({ reads }: Links): KeepingPort {
  return {
    async idle(site, afterMs, beforeMs, limit) {
      const ask = async (from: string, to: string, ...most: readonly string[]) =>
        asRows(await reads.send(['ZRANGEBYSCORE', keys.touched(site), from, to, 'WITHSCORES', ...most]), 2).map(
          ([conversation, at]) => ({ conversation: asText(conversation), at: asNumber(at) }),
        );
      const page = await ask(`(${afterMs}`, `(${beforeMs}`, 'LIMIT', '0', String(limit));
      const last = page.at(-1)?.at;
      if (last === undefined || page.length < limit) return page;
      return [...page.filter(({ at }) => at < last), ...(await ask(String(last), String(last)))];
    },
    compact: (conversation, top, revision, trimTo) => compact(reads, conversation, top, revision, trimTo),
    eraseConversation: (site, conversation, top) => eraseConversation(reads, site, conversation, top),
    async sessionsOf(visitor) {
      const lanes = asList(await reads.send(['HKEYS', keys.lanes(visitor)])).map(asText);
      const sessions = new Set([...lanes, ...(await readSenders(reads, conversationOf(visitor)))]);
      return [...sessions].filter((session) => !session.startsWith('relay/')).sort();
    },
    async forgetLanes(visitor) {
      await reads.send(['DEL', keys.lanes(visitor)]);
    },
    eraseVisitor: (visitor, revision) => eraseVisitor(reads, visitor, revision),
    async visitors(from = '0/0', limit) {
      // One server after the other, each from its own cursor on: `INDEX/CURSOR`.
      const nodes = reads.nodes();
      const [index, at] = from.split('/');
      const node = nodes[Number(index)] ?? reads;
      const scan = ['SCAN', at ?? '0', 'MATCH', keys.anyVisitor()];
      const [cursor, found] = asList(await node.send([...scan, 'COUNT', String(limit * 10)]));
      const records = await Promise.all(asList(found).map((key) => reads.send(['HGET', asText(key), recordField])));
      const isDone = asText(cursor) === '0';
      const next = isDone ? `${Number(index) + 1}/0` : `${index}/${asText(cursor)}`;
      return {
        records: records.map((json) => asDocument<VisitorRecord>(json)).filter((one) => one !== undefined),
        ...(isDone && Number(index) + 1 >= nodes.length ? {} : { next }),
      };
    },
    journalAfter: (site, after, limit) => journalAfter(reads, site, after, limit),
    amendJournal: (site, rows) => amendJournal(reads, site, rows),
    sealJournal: (site, upTo, count) => sealJournal(reads, site, upTo, count),
    replaceOrder: (key, record) => replaceOrder(reads, key, record),
    mailsOf: (conversation) => mailsOf(reads, conversation),
    eraseMails: (conversation, names) => eraseMails(reads, conversation, names),
    takeTask: (name, node, livesMs, nowMs) => takeTask(reads, name, node, livesMs, nowMs),
    noteTask: (name, node, standing) => noteTask(reads, name, node, standing),
    async scrub(site) {
      await rebuildJournal(reads, site);
      for (const node of reads.nodes()) await scrub(node);
    },
    async risks() {
      const found = await Promise.all(reads.nodes().map((node) => node.run(unsafeSettings)));
      return found.flat();
    },
    async room() {
      // The fullest server is the one that stops first.
      const rooms = await Promise.all(reads.nodes().map(room));
      return rooms.reduce((fullest, one) => ((fullness(one) ?? 0) > (fullness(fullest) ?? 0) ? one : fullest));
    },
  };
}
