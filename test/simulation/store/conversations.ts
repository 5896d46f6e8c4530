import { createHash } from 'node:crypto';
import { isVisibleToVisitor, limits } from '@tillside/protocol';
import type { Context } from '@tillside/protocol';
import { chainInput, isFull, listText, openSince } from '../../../packages/relay/src/ports/log-rules.ts';
import type {
  AppendRequest,
  AppendResult,
  Assignment,
  ConversationRecord,
  ConversationsPort,
  ConversationView,
  LogState,
  StoredEntry,
} from '../../../packages/relay/src/ports/index.ts';
import { at, copy, put } from './ground.ts';
import type { Ground } from './ground.ts';

type Owner = NonNullable<ConversationRecord['owner']>;

/** An entry, and what the checker wants to know of its writing; the port never tells that. */
export interface Written {
  readonly entry: StoredEntry;
  readonly sent: string;
  /** Who had the conversation when it was written, and under which epoch. */
  readonly owner: Owner | undefined;
  readonly epoch: number;
  readonly assignment: Assignment | undefined;
}

interface Log {
  readonly written: Written[];
  /** Where each session's entries lie, by seq. */
  readonly sessions: Map<string, Written[]>;
  state: LogState;
}

export interface ConversationsData {
  readonly logs: Map<string, Log>;
  readonly records: Map<string, ConversationRecord>;
  readonly contexts: Map<string, Context>;
  /** By site, then conversation. */
  readonly touched: Map<string, Map<string, number>>;
}

export const conversationsData = (): ConversationsData => ({
  logs: new Map(),
  records: new Map(),
  contexts: new Map(),
  touched: new Map(),
});

const empty: LogState = { top: 0, chain: '', visitorTop: 0, unreadByRep: 0, readBy: { visitor: 0, rep: 0 } };
const sha1 = (input: string): string => createHash('sha1').update(input).digest('hex').slice(0, 12);

/** The log's state after one more entry. */
function after(state: LogState, { offset, chain, kind, by, body, at: now }: StoredEntry): LogState {
  const visitorTop = isVisibleToVisitor(kind) ? offset : state.visitorTop;
  const next = { ...state, top: offset, chain, visitorTop };
  if (kind !== 'message') return next;
  const lastText = listText(kind, body);
  const text = lastText === undefined ? {} : { lastText };
  if (by.kind === 'visitor') {
    return { ...next, ...text, lastVisitorMessageAt: now, unreadByRep: state.unreadByRep + 1 };
  }
  if (by.kind !== 'rep') return { ...next, ...text };
  return { ...next, ...text, firstRepMessageAt: state.firstRepMessageAt ?? now, lastRepMessageAt: now };
}

/** Conversations in memory, by the append rule of the protocol: each operation looks at what stands and either writes or does not. */
export function conversationsPort(ground: Ground, data: ConversationsData): ConversationsPort {
  const { act } = ground;
  const newLog = (): Log => ({ written: [], sessions: new Map(), state: empty });
  const logOf = (id: string): Log => data.logs.get(id) ?? newLog();

  function write(id: string, request: Omit<AppendRequest, 'conversation'>, now: number): StoredEntry {
    const log = at(data.logs, id, newLog);
    const { session, seq, kind, by, body, sent, assignment } = request;
    const chain = sha1(chainInput(log.state.chain, request));
    const entry: StoredEntry = { offset: log.state.top + 1, chain, session, seq, at: now, kind, by: copy(by), body };
    const { owner, epoch = 0 } = data.records.get(id) ?? {};
    const written: Written = { entry, sent, owner, epoch, assignment };
    const own = at(log.sessions, session, () => []);
    const before = log.state;
    log.written.push(written);
    own.push(written);
    log.state = after(before, entry);
    ground.undo(() => {
      log.written.pop();
      own.pop();
      log.state = before;
    });
    return entry;
  }

  function append(request: AppendRequest, now: number): AppendResult {
    const { conversation, session, seq, kind, sent, assignment } = request;
    const record = data.records.get(conversation);
    const named = { session, seq };
    if (assignment !== undefined && !isOwner(record, assignment)) {
      return { ...named, kind: 'fenced', epoch: record?.epoch ?? 0 };
    }
    const log = logOf(conversation);
    const own = log.sessions.get(session) ?? [];
    const highest = own.length;
    const since = openSince(record?.engagement);
    const hasOpenEngagement = since !== undefined;
    const old = own[seq - 1];
    if (old !== undefined) {
      const isRemembered = seq > highest - limits.rememberedBodies;
      if (isRemembered && (old.entry.kind !== kind || old.sent !== sent)) return { ...named, kind: 'conflict' };
      return { ...named, kind: 'duplicate', offset: isRemembered ? old.entry.offset : 0, hasOpenEngagement };
    }
    if (seq > highest + 1) return { ...named, kind: 'gap', highest };
    if (isFull(log.state.top, since)) return { ...named, kind: 'full' };
    const { offset, chain } = write(conversation, request, now);
    ground.ring(`cnv/${conversation}`, 'entry');
    return { ...named, kind: 'appended', offset, chain, at: now, hasOpenEngagement };
  }

  const view = (id: string): ConversationView => ({
    record: data.records.get(id),
    log: logOf(id).state,
    context: data.contexts.get(id),
  });

  function setRead(id: string, by: 'visitor' | 'rep', offset: number): number {
    const log = at(data.logs, id, newLog);
    const before = log.state;
    const mark = Math.max(before.readBy[by], Math.min(offset, before.top));
    if (mark === before.readBy[by]) return mark;
    const readBy = { ...before.readBy, [by]: mark };
    const isUnread = ({ entry }: Written): boolean =>
      entry.kind === 'message' && entry.by.kind === 'visitor' && entry.offset > readBy.rep;
    log.state = { ...before, readBy, unreadByRep: log.written.filter(isUnread).length };
    ground.undo(() => void (log.state = before));
    return mark;
  }

  return {
    append: (request, nowMs) => act('write', (now) => append(request, nowMs ?? now)),
    read: (id, afterOffset, limit) =>
      act('read', () =>
        logOf(id)
          .written.slice(afterOffset, afterOffset + limit)
          .map(({ entry }) => entry),
      ),
    attach: (id, { offset, chain }, sessions) =>
      act('read', () => {
        const log = logOf(id);
        const isOk = offset === 0 || log.written[offset - 1]?.entry.chain === chain;
        return {
          ...view(id),
          state: isOk ? ('ok' as const) : ('reset' as const),
          from: isOk && offset > 0 ? { offset, chain } : { offset: 0, chain: '' },
          highest: Object.fromEntries(sessions.map((session) => [session, log.sessions.get(session)?.length ?? 0])),
        };
      }),
    view: (id) => act('read', () => view(id)),
    views: (ids) => act('read', () => ids.map(view)),
    commit: (record, expectedRevision, entries, nowMs) =>
      act('write', (now) => {
        const id = record.conversation;
        const current = data.records.get(id);
        if ((current?.revision ?? 0) !== expectedRevision) return { kind: 'stale' as const, current };
        const revision = expectedRevision + 1;
        put(ground, data.records, id, copy({ ...record, revision }));
        for (const { cause, kind, by, body } of entries) {
          const session = `relay/${cause}`;
          if ((logOf(id).sessions.get(session)?.length ?? 0) > 0) continue;
          write(id, { session, seq: 1, kind, by, body, sent: body }, nowMs ?? now);
        }
        ground.ring(`cnv/${id}`);
        return { kind: 'committed' as const, at: nowMs ?? now, revision };
      }),
    setContext: (id, context) => act('write', () => put(ground, data.contexts, id, copy(context))),
    setRead: (id, by, offset) => act('write', () => setRead(id, by, offset)),
    touch: (site, id, nowMs) =>
      act('write', (now) => {
        const ofSite = at(data.touched, site, () => new Map<string, number>());
        put(ground, ofSite, id, Math.max(ofSite.get(id) ?? 0, nowMs ?? now));
      }),
    recent: (site, before, limit) =>
      act('read', () =>
        [...(data.touched.get(site) ?? [])]
          .map(([conversation, when]) => ({ conversation, at: when }))
          .filter((touch) => touch.at < before)
          .toSorted((a, b) => b.at - a.at || (a.conversation < b.conversation ? 1 : -1))
          .slice(0, limit),
      ),
  };
}

function isOwner(record: ConversationRecord | undefined, { rep, epoch, claim }: Assignment): boolean {
  return record?.epoch === epoch && record.owner?.rep === rep && record.owner.claim === claim;
}
