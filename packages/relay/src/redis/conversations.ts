import { limits } from '@tillside/protocol';
import type { Context } from '@tillside/protocol';
import { StoreUnavailableError } from '../ports/index.ts';
import type {
  AppendRequest,
  AppendResult,
  ConversationRecord,
  ConversationsPort,
  ConversationView,
  StoredEntry,
} from '../ports/index.ts';
import { openSince } from '../ports/log-rules.ts';
import { send } from './connection.ts';
import type { Reply } from './connection.ts';
import { derivedArgs, digestOf } from './entry-args.ts';
import { keys } from './keys.ts';
import type { Connections } from './open.ts';
import { asList, asNumber, asRecord, asText, defineScript, timeArg } from './script.ts';

const appendEntry = defineScript('append-entry');
const commitRecord = defineScript('commit-record');
const attachScript = defineScript('attach');
const setReadScript = defineScript('set-read');
const touchScript = defineScript('touch');

const slot = (conversation: string) => [keys.log(conversation), keys.state(conversation), keys.senders(conversation)];
const remembered = String(limits.rememberedBodies);

/** Every answer names (session, seq): one that does not is another command's, and the connection cannot be trusted any more. */
function appendResult(reply: Reply, { session, seq }: AppendRequest, distrust: () => void): AppendResult {
  const [ofSession, ofSeq, kind, ...rest] = asList(reply);
  if (ofSession !== session || ofSeq !== String(seq)) {
    distrust();
    throw new StoreUnavailableError(
      `Redis answered for ${String(ofSession)}/${String(ofSeq)} where ${session}/${seq} was asked; the connection was dropped.`,
    );
  }
  switch (asText(kind)) {
    case 'appended':
      return {
        session,
        seq,
        kind: 'appended',
        offset: asNumber(rest[0]),
        chain: asText(rest[1]),
        at: asNumber(rest[2]),
        hasOpenEngagement: rest[3] === '1',
      };
    case 'duplicate':
      return { session, seq, kind: 'duplicate', offset: asNumber(rest[0]), hasOpenEngagement: rest[1] === '1' };
    case 'gap':
      return { session, seq, kind: 'gap', highest: asNumber(rest[0]) };
    case 'fenced':
      return { session, seq, kind: 'fenced', epoch: asNumber(rest[0]) };
    case 'full':
      return { session, seq, kind: 'full' };
    default:
      return { session, seq, kind: 'conflict' };
  }
}

function storedEntry(reply: Reply): StoredEntry {
  const [id, fields] = asList(reply);
  const { c, s, n, t, k, b, d } = asRecord(fields);
  return {
    offset: Number.parseInt(asText(id), 10),
    chain: c ?? '',
    session: s ?? '',
    seq: Number(n),
    at: Number(t),
    kind: k as StoredEntry['kind'],
    by: JSON.parse(b ?? '{}') as StoredEntry['by'],
    body: d ?? '',
  };
}

function viewOf(state: Readonly<Record<string, string>>): ConversationView {
  const { lastVisitorAt, firstRepAt, lastRepAt, lastText, record, context } = state;
  return {
    record: record === undefined ? undefined : (JSON.parse(record) as ConversationRecord),
    log: {
      top: Number(state['top'] ?? 0),
      chain: state['chain'] ?? '',
      visitorTop: Number(state['visitorTop'] ?? 0),
      ...(lastVisitorAt === undefined ? {} : { lastVisitorMessageAt: Number(lastVisitorAt) }),
      ...(firstRepAt === undefined ? {} : { firstRepMessageAt: Number(firstRepAt) }),
      ...(lastRepAt === undefined ? {} : { lastRepMessageAt: Number(lastRepAt) }),
      unreadByRep: Number(state['unread'] ?? 0),
      ...(lastText === undefined ? {} : { lastText }),
      readBy: { visitor: Number(state['readVisitor'] ?? 0), rep: Number(state['readRep'] ?? 0) },
    },
    context: context === undefined ? undefined : (JSON.parse(context) as Context),
  };
}

export function createConversations({ appends, reads, distrustAppends }: Connections): ConversationsPort {
  const view = async (conversation: string) =>
    viewOf(asRecord(await send(reads, ['HGETALL', keys.state(conversation)])));
  return {
    async append(request, nowMs) {
      const { conversation, session, seq, kind, by, body, sent, assignment } = request;
      const reply = await appendEntry(appends, slot(conversation), [
        timeArg(nowMs),
        conversation,
        session,
        String(seq),
        digestOf(kind, sent),
        kind,
        ...derivedArgs(kind, by, body),
        assignment?.rep ?? '',
        String(assignment?.epoch ?? ''),
        assignment?.claim ?? '',
        String(limits.engagementEntries),
        remembered,
      ]);
      return appendResult(reply, request, distrustAppends);
    },
    async read(conversation, afterOffset, limit) {
      if (limit <= 0) return [];
      const reply = await send(reads, [
        'XRANGE',
        keys.log(conversation),
        `${afterOffset + 1}-0`,
        '+',
        'COUNT',
        String(limit),
      ]);
      return asList(reply).map(storedEntry);
    },
    async attach(conversation, cursor, sessions) {
      const [verdict, state, highest] = asList(
        await attachScript(reads, slot(conversation), ['', String(cursor.offset), cursor.chain, ...sessions]),
      );
      const values = asList(highest ?? []);
      const isOk = verdict === 'ok';
      return {
        ...viewOf(asRecord(state)),
        state: isOk ? 'ok' : 'reset',
        from: isOk && cursor.offset > 0 ? { offset: cursor.offset, chain: cursor.chain } : { offset: 0, chain: '' },
        highest: Object.fromEntries(sessions.map((session, index) => [session, asNumber(values[index])])),
      };
    },
    view,
    views: (conversations) => Promise.all(conversations.map(view)),
    async commit(record, expectedRevision, entries, nowMs) {
      const { conversation, epoch, owner, engagement } = record;
      const revision = expectedRevision + 1;
      const reply = asList(
        await commitRecord(appends, slot(conversation), [
          timeArg(nowMs),
          conversation,
          String(expectedRevision),
          JSON.stringify({ ...record, revision }),
          String(epoch),
          owner?.rep ?? '',
          owner?.claim ?? '',
          String(openSince(engagement) ?? ''),
          remembered,
          ...entries.flatMap(({ cause, kind, by, body }) => [
            `relay/${cause}`,
            digestOf(kind, body),
            kind,
            ...derivedArgs(kind, by, body),
          ]),
        ]),
      );
      if (reply[0] === 'committed') return { kind: 'committed', at: asNumber(reply[1]), revision };
      const current = asText(reply[1]);
      return { kind: 'stale', current: current === '' ? undefined : (JSON.parse(current) as ConversationRecord) };
    },
    async setContext(conversation, context) {
      await send(reads, ['HSET', keys.state(conversation), 'context', JSON.stringify(context)]);
    },
    async setRead(conversation, by, offset) {
      return asNumber(
        await setReadScript(reads, [keys.log(conversation), keys.state(conversation)], ['', by, String(offset)]),
      );
    },
    async touch(site, conversation, nowMs) {
      await touchScript(reads, [keys.touched(site)], [timeArg(nowMs), conversation]);
    },
    async recent(site, beforeMs, limit) {
      const flat = asList(
        await send(reads, [
          'ZREVRANGEBYSCORE',
          keys.touched(site),
          `(${beforeMs}`,
          '-inf',
          'WITHSCORES',
          'LIMIT',
          '0',
          String(limit),
        ]),
      );
      const items: { conversation: string; at: number }[] = [];
      for (let index = 0; index + 1 < flat.length; index += 2)
        items.push({ conversation: asText(flat[index]), at: asNumber(flat[index + 1]) });
      return items;
    },
  };
}
