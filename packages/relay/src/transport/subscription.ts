import { isVisibleToVisitor, limits } from '@tillside/protocol';
import type { EngagementView, EntryAdded, RepTold, VisitorTold } from '@tillside/protocol';
import type { AttachResult, ConversationsPort, Cursor, StoredEntry } from '../ports/index.ts';

export interface SubscriptionOptions {
  readonly conversations: ConversationsPort;
  readonly conversation: string;
  /** How this party names the conversation: `mine`, or its id. */
  readonly address: string;
  readonly audience: 'visitor' | 'rep';
  readonly sessions: () => readonly string[];
  readonly send: (frame: VisitorTold | RepTold) => void;
  /** The socket has too much to write: stop until `pull` is called again. */
  readonly isPaused: () => boolean;
  readonly engagementOf: (view: AttachResult) => EngagementView | undefined;
  /** The log has entries, and a failover took the record that was written after them. */
  readonly onOrphan: () => Promise<void>;
  readonly onFault: (error: unknown) => void;
}

/** One conversation on one socket. It holds a cursor, never a queue: what is new is pulled from the log (protocol rule 9). */
export interface Subscription {
  readonly conversation: string;
  /** Answers an attach at the client's own cursor. */
  attach(cursor: Cursor): void;
  /** Something may be new. Cheap when nothing is; calls during a pull are remembered. */
  pull(): void;
  /**
   * Is a slow poll due? Every time while the log is not empty and moved in the last ten minutes; otherwise ever more seldom, so that no bell
   * is lost for good and an idle visitor costs next to nothing.
   *
   * @param now of the node's own clock: the store's may be another one
   */
  isDue(now: number): boolean;
  close(): void;
}

function entryFrame(entry: StoredEntry, address: string, audience: 'visitor' | 'rep'): EntryAdded {
  // A visitor is nobody's business but the relay's: to the page it is just "the visitor".
  const by = audience === 'visitor' && entry.by.kind === 'visitor' ? { kind: entry.by.kind, id: 'mine' } : entry.by;
  return {
    type: 'entry.added',
    conversation: address,
    offset: entry.offset,
    chain: entry.chain,
    session: entry.session,
    seq: entry.seq,
    at: entry.at,
    by,
    kind: entry.kind,
    body: JSON.parse(entry.body),
  } as EntryAdded;
}

/** A conversation that moved so long ago is nobody's any more. */
const activeMs = 600_000;

export function createSubscription(options: SubscriptionOptions): Subscription {
  const { conversations, conversation, address, audience, send } = options;
  let cursor: Cursor = { offset: 0, chain: '' };
  let wanted: Cursor | undefined;
  let isDirty = false;
  let isBusy = false;
  let isLive = false;
  let isClosed = false;
  /** Since the last poll it was attached, or something came. */
  let hasMoved = true;
  let movedAt = 0;
  let polledAt = 0;

  const push = (entries: readonly StoredEntry[]) => {
    let skipped: Cursor | undefined;
    for (const entry of entries) {
      if (audience === 'rep' || isVisibleToVisitor(entry.kind)) {
        if (skipped !== undefined) send({ type: 'entry.skipped', conversation: address, ...skipped });
        skipped = undefined;
        send(entryFrame(entry, address, audience));
      } else {
        skipped = { offset: entry.offset, chain: entry.chain };
      }
      cursor = { offset: entry.offset, chain: entry.chain };
      hasMoved = true;
    }
    if (skipped !== undefined) send({ type: 'entry.skipped', conversation: address, ...skipped });
  };

  const answerAttach = async (from: Cursor) => {
    const result = await conversations.attach(conversation, from, options.sessions());
    if (isClosed) return;
    // A very long absence is not replayed whole: the page starts later and says so.
    const isTooFar = result.log.top - result.from.offset > limits.replayEntries;
    cursor = isTooFar ? await start(result.log.top - limits.pageEntries) : result.from;
    const engagement = options.engagementOf(result);
    isLive = false;
    send({
      type: 'attached',
      conversation: address,
      state: isTooFar ? 'trimmed' : result.state,
      from: cursor.offset,
      top: audience === 'visitor' ? result.log.visitorTop : result.log.top,
      highest: { ...result.highest },
      ...(result.context === undefined ? {} : { context: result.context }),
      ...(engagement === undefined ? {} : { engagement }),
      readBy: result.log.readBy,
    });
    // After `trimmed` the view begins behind this cursor.
    if (isTooFar) send({ type: 'entry.skipped', conversation: address, ...cursor });
    if (result.record === undefined && result.log.top > 0) await options.onOrphan();
  };

  const start = async (offset: number): Promise<Cursor> => {
    const [before] = await conversations.read(conversation, offset - 1, 1);
    return before === undefined ? { offset: 0, chain: '' } : { offset: before.offset, chain: before.chain };
  };

  /** Reads with the entry at the cursor included: if it is not the one we stand on, the log went back under us. */
  const readOn = async (): Promise<boolean> => {
    const at = cursor;
    const entries = await conversations.read(conversation, Math.max(0, at.offset - 1), limits.pageEntries + 1);
    if (isClosed) return false;
    if (at.offset > 0) {
      const standing = entries[0];
      if (standing === undefined || standing.offset !== at.offset || standing.chain !== at.chain) {
        wanted = at;
        return true;
      }
    }
    const fresh = at.offset > 0 ? entries.slice(1) : entries;
    push(fresh);
    return fresh.length > 0;
  };

  const run = async () => {
    isBusy = true;
    try {
      while ((isDirty || wanted !== undefined) && !isClosed) {
        if (wanted !== undefined) {
          const from = wanted;
          await answerAttach(from);
          if (wanted === from) wanted = undefined;
          isDirty = true;
        }
        if (options.isPaused()) break;
        isDirty = false;
        if (await readOn()) isDirty = true;
        else if (!isLive && !isClosed && wanted === undefined) {
          isLive = true;
          send({ type: 'live', conversation: address });
        }
      }
    } catch (error) {
      // The store did not answer: the slow poll or the reconnect pulls again.
      isDirty = true;
      options.onFault(error);
    } finally {
      isBusy = false;
    }
  };

  const wake = () => {
    if (!isBusy && !isClosed) void run();
  };

  return {
    conversation,
    attach(from) {
      wanted = from;
      hasMoved = true;
      wake();
    },
    pull() {
      isDirty = true;
      wake();
    },
    isDue(now) {
      if (hasMoved) movedAt = polledAt = now;
      hasMoved = false;
      const quietMs = now - movedAt;
      const isActive = isDirty || wanted !== undefined || (cursor.offset > 0 && quietMs < activeMs);
      // Doubling: half of the time that it was quiet.
      if (!isActive && now - polledAt < quietMs / 2) return false;
      polledAt = now;
      return true;
    },
    close() {
      isClosed = true;
    },
  };
}
