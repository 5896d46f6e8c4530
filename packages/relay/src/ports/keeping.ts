import type { NowMs } from './common.ts';
import type { JournalItem, JournalRow } from './journal.ts';
import type { OrderRecord } from './ledger.ts';
import type { MailOrder } from './mails.ts';
import type { Store } from './store.ts';
import type { VisitorRecord } from './visitors.ts';

/** A lane is remembered for so long after its last frame: longer than the credential of who speaks on it lives untouched. */
export const laneKeptMs = 35 * 86_400_000;

/** How full the store is, as far as it knows. */
export interface Room {
  readonly usedBytes: number;
  /** Absent: as much as the machine has. */
  readonly mostBytes?: number;
}

/** A setting of the store's server under which what was acknowledged may be lost. */
export interface Risk {
  readonly setting: string;
  readonly value: string;
  readonly needed: string;
  readonly why: string;
}

/** A page of visitors' records, in an order of the store's own. */
export interface VisitorsPage {
  readonly records: readonly VisitorRecord[];
  /** Where the next page begins; absent: this was the last. A visitor may be on two pages, none is left out that was there all along. */
  readonly next?: string;
}

/**
 * What must go: after its time, or because somebody asks. Every operation may be repeated, and does nothing then; none of them is on the way of
 * a message.
 */
export interface KeepingPort {
  /**
   * The site's conversations that were last touched after `afterMs` and before `beforeMs`, longest ago first. All that were touched at the last one's
   * instant are among them, so there may be more than `limit`: who goes on behind that instant passes nobody over.
   */
  idle(
    site: string,
    afterMs: number,
    beforeMs: number,
    limit: number,
  ): Promise<readonly { readonly conversation: string; readonly at: number }[]>;
  /**
   * Takes a conversation away: log, record, context, marks, sessions, its place in the site's list. Rings `cnv/`. With `top` only if its log is
   * still there; `false`: somebody wrote meanwhile, and nothing was changed.
   */
  eraseConversation(site: string, conversation: string, top?: number): Promise<boolean>;
  /**
   * Puts a conversation into one compressed value, if its log and record are still at `top` and `revision`. Nobody who reads it notices; who writes
   * gets it back as it was, first. Rings nothing. `false`: somebody wrote meanwhile, nothing is in its log, it is that value already, or it is longer than
   * the store puts back at once.
   *
   * @param trimTo leaves out the entries up to this offset, which lies below `top`, and the sessions of which nothing is left: a cursor before it is
   * `trimmed` from then on. Default: whatever was left out before
   */
  compact(conversation: string, top: number, revision: number, trimTo?: number): Promise<boolean>;
  /** Whose frames were taken, on the visitor's lane and in the conversation. */
  sessionsOf(visitor: string): Promise<readonly string[]>;
  forgetLanes(visitor: string): Promise<void>;
  /** Lanes that nobody used for `laneKeptMs`, at most `limit` of them. Resolves to how many. Absent where the store forgets them by itself. */
  pruneLanes?(limit: number, nowMs?: NowMs): Promise<number>;
  /** Record and lanes, if the record is still at `revision`. */
  eraseVisitor(visitor: string, revision: number): Promise<boolean>;
  /** Every visitor with a record, whatever the site. `from` is a page's `next`; absent: from the beginning. */
  visitors(from: string | undefined, limit: number): Promise<VisitorsPage>;
  /** Oldest first, numbers strictly above `after`. */
  journalAfter(site: string, after: number, limit: number): Promise<readonly JournalRow[]>;
  /** Puts another item into a row's place, which keeps number and time; without one the row is gone. A number without a row is passed over. */
  amendJournal(site: string, rows: readonly { readonly number: number; readonly item?: JournalItem }[]): Promise<void>;
  /**
   * Puts the oldest `count` rows up to number `upTo` into one compressed value, once there are so many of them; all of them were amended before, and change
   * no more. They read as they did. Resolves to how many it were. Absent where rows do not lie in memory.
   */
  sealJournal?(site: string, upTo: number, count: number): Promise<number>;
  /** Puts `record` in the place of the order under `key`, under its own key; only if that order is still at the record's revision. */
  replaceOrder(key: string, record: OrderRecord): Promise<boolean>;
  /** Letters that are on their way from this conversation. */
  mailsOf(conversation: string): Promise<readonly MailOrder[]>;
  /** Letters of this conversation, and the keys of those that left where one of `names` stands between the slashes. */
  eraseMails(conversation: string, names: readonly string[]): Promise<void>;
  /**
   * A job that one node does at a time and another goes on with: takes it for `livesMs`, or goes on having it. Resolves to where it stands (empty at
   * first); `undefined`: another node has it.
   */
  takeTask(name: string, node: string, livesMs: number, nowMs?: NowMs): Promise<string | undefined>;
  /** Notes how far it came. `false`: another node has it by now. */
  noteTask(name: string, node: string, standing: string): Promise<boolean>;
  /**
   * Makes sure that what was deleted of this site is nowhere in the store's own files any more, and resolves once it is. Writes wait meanwhile. Rejects where the
   * store does not let this be done, and says what to do.
   */
  scrub(site: string): Promise<void>;
  room(): Promise<Room>;
  /** None where the server does not let this user look. */
  risks(): Promise<readonly Risk[]>;
}

/** A store that lasts: what is in it must go again some day. */
export interface KeptStore extends Store {
  readonly keeping: KeepingPort;
}
