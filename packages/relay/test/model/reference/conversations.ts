import { createHash } from 'node:crypto';
import { entryKinds, limits } from '@tillside/protocol';
import type { Context } from '@tillside/protocol';
import type {
  AppendRequest,
  AppendResult,
  ConversationRecord,
  ConversationsPort,
  ConversationView,
  LogState,
  StoredEntry,
} from '../../../src/ports/index.ts';
import { at, byText, compareAndSet, copy } from './ground.ts';
import type { Ground } from './ground.ts';

interface Conversation {
  /** With what the client sent. */
  readonly entries: (StoredEntry & { readonly sent: string })[];
  readonly readBy: { visitor: number; rep: number };
  context?: Context;
}

export interface ConversationsState {
  readonly conversations: Map<string, Conversation>;
  readonly records: Map<string, ConversationRecord>;
  /** By site, then conversation. */
  readonly touched: Map<string, Map<string, number>>;
}

export function conversationsState(): ConversationsState {
  return { conversations: new Map(), records: new Map(), touched: new Map() };
}

/** The append rule, told from the log alone: nothing is counted along, everything is looked up in the entries. */
export function referenceConversations(ground: Ground, state: ConversationsState): ConversationsPort {
  const { act, time } = ground;
  const of = (id: string) => at(state.conversations, id, () => ({ entries: [], readBy: { visitor: 0, rep: 0 } }));

  function write(id: string, entry: Omit<AppendRequest, 'conversation' | 'assignment'>, now: number): StoredEntry {
    const { entries } = of(id);
    const { session, seq, kind, by, body, sent } = entry;
    const author = JSON.stringify({ kind: by.kind, id: by.id, name: by.name });
    const input = `${entries.at(-1)?.chain ?? ''}|${session}|${seq}|${kind}|${author}|${body}`;
    const chain = createHash('sha1').update(input).digest('hex').slice(0, 12);
    const stored = { offset: entries.length + 1, chain, session, seq, at: now, kind, by: copy(by), body, sent };
    entries.push(stored);
    return stored;
  }

  function append(request: AppendRequest, now: number): AppendResult {
    const { conversation, session, seq, kind, sent, assignment } = request;
    const record = state.records.get(conversation);
    const named = { session, seq };
    if (assignment !== undefined) {
      const { rep, epoch, claim } = assignment;
      const isOwner = record?.epoch === epoch && record.owner?.rep === rep && record.owner.claim === claim;
      if (!isOwner) return { ...named, kind: 'fenced', epoch: record?.epoch ?? 0 };
    }
    const { entries } = of(conversation);
    const own = entries.filter((entry) => entry.session === session);
    const highest = own.length;
    const isOpen = record?.engagement !== undefined && !['wrap_up', 'resolved'].includes(record.engagement.state);
    const old = own.find((entry) => entry.seq === seq);
    if (old !== undefined) {
      const isRemembered = seq > highest - limits.rememberedBodies;
      if (isRemembered && (old.kind !== kind || old.sent !== sent)) return { ...named, kind: 'conflict' };
      return { ...named, kind: 'duplicate', offset: isRemembered ? old.offset : 0, hasOpenEngagement: isOpen };
    }
    if (seq > highest + 1) return { ...named, kind: 'gap', highest };
    const startOffset = record?.engagement?.startOffset ?? 0;
    if (isOpen && entries.length - startOffset >= limits.engagementEntries) return { ...named, kind: 'full' };
    const { offset, chain } = write(conversation, request, now);
    ground.ring(`cnv/${conversation}`, 'entry');
    return { ...named, kind: 'appended', offset, chain, at: now, hasOpenEngagement: isOpen };
  }

  function view(id: string): ConversationView {
    const found = of(id);
    return { record: state.records.get(id), log: logState(found), context: found.context };
  }

  return {
    append: (request, nowMs) => act(() => append(request, time(nowMs))),
    read: (id, after, limit) =>
      act(() =>
        of(id)
          .entries.slice(after, after + limit)
          .map(asStored),
      ),
    attach: (id, { offset, chain }, sessions) =>
      act(() => {
        const { entries } = of(id);
        const isOk = offset === 0 || entries[offset - 1]?.chain === chain;
        const highest = sessions.map((session) => [
          session,
          entries.filter((entry) => entry.session === session).length,
        ]);
        return {
          ...view(id),
          state: isOk ? ('ok' as const) : ('reset' as const),
          from: isOk && offset > 0 ? { offset, chain } : { offset: 0, chain: '' },
          highest: Object.fromEntries(highest) as Record<string, number>,
        };
      }),
    view: (id) => act(() => view(id)),
    views: (ids) => act(() => ids.map(view)),
    commit: (record, expectedRevision, entries, nowMs) =>
      act(() => {
        const id = record.conversation;
        const result = compareAndSet(state.records, id, record, expectedRevision, time(nowMs));
        if (result.kind === 'stale') return result;
        for (const { cause, kind, by, body } of entries) {
          const session = `relay/${cause}`;
          if (of(id).entries.some((entry) => entry.session === session)) continue;
          write(id, { session, seq: 1, kind, by, body, sent: body }, time(nowMs));
        }
        ground.ring(`cnv/${id}`);
        return result;
      }),
    setContext: (id, context) => act(() => void (of(id).context = copy(context))),
    setRead: (id, by, offset) =>
      act(() => {
        const { readBy, entries } = of(id);
        return (readBy[by] = Math.max(readBy[by], Math.min(offset, entries.length)));
      }),
    touch: (site, id, nowMs) =>
      act(() => {
        const ofSite = at(state.touched, site, () => new Map<string, number>());
        ofSite.set(id, Math.max(ofSite.get(id) ?? 0, time(nowMs)));
      }),
    recent: (site, before, limit) =>
      act(() =>
        [...(state.touched.get(site) ?? [])]
          .map(([conversation, when]) => ({ conversation, at: when }))
          .filter((touch) => touch.at < before)
          .toSorted((a, b) => b.at - a.at || byText(b.conversation, a.conversation))
          .slice(0, limit),
      ),
  };
}

function asStored({ offset, chain, session, seq, at: when, kind, by, body }: StoredEntry): StoredEntry {
  return { offset, chain, session, seq, at: when, kind, by, body };
}

function logState({ entries, readBy }: Conversation): LogState {
  const messages = entries.filter(({ kind }) => kind === 'message');
  const visitors = messages.filter(({ by }) => by.kind === 'visitor');
  const reps = messages.filter(({ by }) => by.kind === 'rep');
  const last = messages.at(-1);
  const lastText = last === undefined ? undefined : firstCharacters((JSON.parse(last.body) as { text: string }).text);
  return {
    top: entries.length,
    chain: entries.at(-1)?.chain ?? '',
    visitorTop: entries.findLast(({ kind }) => entryKinds[kind].visitor)?.offset ?? 0,
    ...(visitors.length === 0 ? {} : { lastVisitorMessageAt: visitors.at(-1)?.at ?? 0 }),
    ...(reps.length === 0 ? {} : { firstRepMessageAt: reps[0]?.at ?? 0, lastRepMessageAt: reps.at(-1)?.at ?? 0 }),
    unreadByRep: visitors.filter(({ offset }) => offset > readBy.rep).length,
    ...(lastText === undefined ? {} : { lastText }),
    readBy,
  };
}

/** Whole characters as long as 120 code units hold them. */
function firstCharacters(text: string): string {
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > 120) break;
    kept += character;
  }
  return kept;
}
