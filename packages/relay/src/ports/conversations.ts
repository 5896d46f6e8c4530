import type { Author, Context, EngagementState, EntryBodies, EntryKind } from '@tillside/protocol';
import type { CommitResult, NowMs } from './common.ts';

/** One entry as it lies in the log. */
export interface StoredEntry {
  readonly offset: number;
  /** sha1(previous chain | session | seq | kind | author as JSON | body), first 12 hex digits; the same on every store: `chainInput` in log-rules.ts. */
  readonly chain: string;
  readonly session: string;
  readonly seq: number;
  readonly at: number;
  readonly kind: EntryKind;
  readonly by: Author;
  /** JSON, exactly the bytes that were appended. */
  readonly body: string;
}

/** A stale one is refused: that is how one owner at a time is kept (G5). */
export interface Assignment {
  readonly rep: string;
  readonly epoch: number;
  readonly claim: string;
}

export interface AppendRequest {
  readonly conversation: string;
  readonly session: string;
  readonly seq: number;
  readonly kind: EntryKind;
  readonly by: Author;
  /** JSON to store. */
  readonly body: string;
  /** The client's own body as it sent it, to tell a duplicate from a conflict. Equals `body` where the relay adds nothing. */
  readonly sent: string;
  /** Present: compared with the record's epoch and owner before anything is written. */
  readonly assignment?: Assignment;
}

export type AppendResult = { readonly session: string; readonly seq: number } & (
  | {
      readonly kind: 'appended';
      readonly offset: number;
      readonly chain: string;
      readonly at: number;
      readonly hasOpenEngagement: boolean;
    }
  /** Already in the log. `offset` is 0 when it is older than the session's last 16. */
  | { readonly kind: 'duplicate'; readonly offset: number; readonly hasOpenEngagement: boolean }
  | { readonly kind: 'gap'; readonly highest: number }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'fenced'; readonly epoch: number }
  | { readonly kind: 'full' }
);

/** An entry the relay itself writes together with a record: session `relay/<cause>`, seq 1, so that a second try is a duplicate. */
export interface RelayEntry {
  readonly cause: string;
  readonly kind: EntryKind;
  readonly by: Author;
  readonly body: string;
}

export type Reason = EntryBodies['engagement.reason']['reason'];
/** Why it goes on by message. */
export type TurnCause = EntryBodies['engagement.by_message']['cause'];
export type QueueCause = EntryBodies['engagement.queued']['cause'];
/** Why a rep has a conversation no more that was not resolved. */
export type LeftCause = 'taken_over' | 'transferred' | 'handed_over' | 'rep_lost' | 'went_live';

/** A conversation on its way from one rep to another, or to a team. Only who is named is rung until somebody answers or `until` is over. */
export interface Transfer {
  readonly from: { readonly rep: string; readonly team: string };
  readonly to: { readonly team: string; readonly rep?: string };
  readonly until: number;
  readonly note?: string;
  /** Nobody took it: it goes back to who gave it. */
  readonly isReturn?: boolean;
}

/**
 * Why a team beyond the route's first was asked: the step's time was over; nobody of the team before it was there to ask; that team's hours or
 * this step's were over; or somebody was there, but without the skills.
 */
export type OverflowReason = 'time' | 'nobody' | 'outside_hours' | 'skill';

/** A stretch of the conversation: architecture.md §4. Only the core decides its content; the store keeps it. */
export interface Engagement {
  readonly id: string;
  readonly state: EngagementState;
  readonly cause: 'invitation' | 'visitor';
  readonly invitation?: string;
  readonly rule?: string;
  /** The rep the invitation showed. */
  readonly shown?: string;
  readonly openedAt: number;
  /** When it entered the queue it is in now; order in the queue. */
  readonly queuedAt?: number;
  /** It rang or was talked in already, and waits again: it stands at the head. */
  readonly isReturned?: boolean;
  /** When it came back. */
  readonly returnedAt?: number;
  /** Teams in whose queue it waits. */
  readonly teams: readonly string[];
  /** Of the teams asked beyond the route's first: why. */
  readonly overflows?: Readonly<Record<string, OverflowReason>>;
  /** Reps who were rung in vain since it was queued. */
  readonly tried: readonly string[];
  readonly ringingUntil?: number;
  readonly acceptedAt?: number;
  /** When its talk ended; in `wrap_up` the visitor may still take it up again. */
  readonly resolvedAt?: number;
  readonly disposition?: string;
  /** In `wrap_up`: how long the rep keeps the slot. */
  readonly wrapUpUntil?: number;
  /** How often the visitor took it up again in `wrap_up`. */
  readonly reopened?: number;
  /** What the visitor wants to talk about. About an existing order it is never a saved cart. */
  readonly reason?: Reason;
  /** Asked for by the rule or the reason: a team before the route's own, and what a rep must know. */
  readonly team?: string;
  readonly skills?: readonly string[];
  /** BCP 47, of the page it began on. */
  readonly language?: string;
  /** Inside its site's part of a queue: higher first. Default 0. */
  readonly priority?: number;
  /** By message: since when, and why. */
  readonly byMessage?: { readonly at: number; readonly cause: TurnCause };
  /** Given to somebody who has not taken it yet. */
  readonly transfer?: Transfer;
  /** Transfers that nobody took. Default 0. */
  readonly depth?: number;
  /** Whom it rang at before, and why it rings there no more. */
  readonly passedBy?: { readonly rep: string; readonly cause: QueueCause };
  /** Who had it before, and why no more: what the console tells that rep. */
  readonly before?: { readonly rep: string; readonly cause: LeftCause };
  /** The rep it rings first if free, whoever else it showed. */
  readonly prefer?: string;
  /** The log's offset before its first entry: `full` counts from here. */
  readonly startOffset: number;
}

/** The truth about who owns a conversation. A team's slot only derives from it. */
export interface ConversationRecord {
  readonly conversation: string;
  readonly site: string;
  readonly visitor: string;
  /** Raised by every commit. 0: never committed. */
  readonly revision: number;
  /** Raised whenever the owner changes; never lowered. */
  readonly epoch: number;
  readonly owner?: { readonly rep: string; readonly team: string; readonly claim: string };
  readonly engagement?: Engagement;
  /** Who answered this visitor last: preferred when the visitor comes again. */
  readonly lastRep?: string;
}

/** What the store itself keeps while appending. */
export interface LogState {
  readonly top: number;
  readonly chain: string;
  /** Entries up to this offset are gone from the log: too old, or in an archive. Absent: none. */
  readonly trimmedTo?: number;
  /** The last offset the visitor may see. */
  readonly visitorTop: number;
  readonly lastVisitorMessageAt?: number;
  /** First and last message by a rep, over the whole conversation. */
  readonly firstRepMessageAt?: number;
  readonly lastRepMessageAt?: number;
  /** Messages of the visitor after the rep's read mark. */
  readonly unreadByRep: number;
  /** The last message, cut to 120 characters, for lists. */
  readonly lastText?: string;
  readonly readBy: { readonly visitor: number; readonly rep: number };
}

export interface ConversationView {
  readonly record: ConversationRecord | undefined;
  readonly log: LogState;
  readonly context: Context | undefined;
}

export interface Cursor {
  readonly offset: number;
  readonly chain: string;
}

export interface AttachResult extends ConversationView {
  /** `ok`: the cursor lies on the log. `reset`: it does not (the log went back, or it is another one): read from 0. `trimmed`: it may have lain where nothing is any more: read from where the log begins now. */
  readonly state: 'ok' | 'reset' | 'trimmed';
  /** Where reading starts: the cursor itself, or what the log begins behind. */
  readonly from: Cursor;
  readonly highest: Readonly<Record<string, number>>;
}

/** Conversations: their logs, records and what is shown beside them. All of one conversation lies in its visitor's slot. */
export interface ConversationsPort {
  /**
   * Appends one entry by the append rule (protocol rule 7): checks in this order: fenced, conflict, duplicate, gap, full; then writes.
   * Durable when the promise resolves. Implementations gather the appends of one event-loop turn.
   * Only an open engagement is ever full: after `resolved` the visitor's next entry opens another one.
   */
  append(request: AppendRequest, nowMs?: NowMs): Promise<AppendResult>;
  /** Entries after `afterOffset`, at most `limit`, in order. */
  read(conversation: string, afterOffset: number, limit: number): Promise<readonly StoredEntry[]>;
  /** An offset of 0 is always on a log of which nothing was taken away. `highest` names every session asked for, 0 where nothing of it is in the log. */
  attach(conversation: string, cursor: Cursor, sessions: readonly string[]): Promise<AttachResult>;
  view(conversation: string): Promise<ConversationView>;
  /** Many views at once, for lists; in the order asked. */
  views(conversations: readonly string[]): Promise<readonly ConversationView[]>;
  /**
   * Writes the record and its entries in one step, or nothing. `record.revision` is ignored: the new one is `expectedRevision` + 1.
   * An entry whose cause is in the log already is passed over. The relay's own entries are never fenced or `full`.
   */
  commit(
    record: ConversationRecord,
    expectedRevision: number,
    entries: readonly RelayEntry[],
    nowMs?: NowMs,
  ): Promise<CommitResult<ConversationRecord>>;
  setContext(conversation: string, context: Context): Promise<void>;
  /** Kept as a maximum; resolves to the mark that stands. An offset beyond the log counts as its top. */
  setRead(conversation: string, by: 'visitor' | 'rep', offset: number): Promise<number>;
  /** Remembers that something happened in this conversation, for the site's list. Kept as a maximum. */
  touch(site: string, conversation: string, nowMs?: NowMs): Promise<void>;
  /** The site's conversations, latest first (of one instant: by id, last first), strictly before `beforeMs`. */
  recent(
    site: string,
    beforeMs: number,
    limit: number,
  ): Promise<readonly { readonly conversation: string; readonly at: number }[]>;
}
