import { isVisibleToVisitor, limits } from '@tillside/protocol';
import type { EngagementView, RepTold, VisitorTold } from '@tillside/protocol';
import { isUnderWay } from '../core/engagement.ts';
import type { AttachResult, ConversationsPort, Cursor, StoredEntry } from '../ports/index.ts';
import { entryFrame } from './entry-frame.ts';
import { pollAfterMs, wasActive } from './slow-poll.ts';

/** Who looks at conversations: one socket or stream, whatever it is attached to. */
export interface Viewer {
  readonly audience: 'visitor' | 'rep';
  sessions(): readonly string[];
  send(frame: VisitorTold | RepTold): void;
  /** The socket has too much to write: stop until `pull` is called again. */
  isPaused(): boolean;
  engagementOf(view: AttachResult): EngagementView | undefined;
  /** A bell that means more than entries, or an entry whose bell was lost: then the message is empty. */
  onBell(message: string, conversation: string): void;
  /**
   * The log has entries, and no record that was written after them: a failover took it, or who wrote them is gone.
   *
   * @throws StoreUnavailableError it is to be told again
   */
  onOrphan(): Promise<void>;
}

/** What all subscriptions of a node share. */
export interface SubscriptionWorld {
  readonly conversations: Pick<ConversationsPort, 'attach' | 'read'>;
  /** The node's own clock: the store's may be another one. */
  readonly now: () => number;
  readonly onFault: (error: unknown) => void;
}

const beginning: Cursor = { offset: 0, chain: '' };

/** One conversation on one socket. It holds a cursor, never a queue: what is new is pulled from the log (protocol rule 9). */
export class Subscription {
  readonly conversation: string;
  /** How this party names the conversation: `mine`, or its id. */
  readonly address: string;
  readonly #world: SubscriptionWorld;
  readonly #viewer: Viewer;
  #cursor = beginning;
  /** Behind this offset the log begins: what was before is gone. */
  #edge = 0;
  /** The client's own cursor, until it was answered. */
  #wanted: Cursor | undefined;
  #isDirty = false;
  #isBusy = false;
  #isLive = false;
  #isOrphan = false;
  #isClosed = false;
  /** No bell was heard for the pull that comes next. */
  #isBlind = false;
  /** When something happened last, and when it was asked last. By the node's clock. */
  #movedAt: number | undefined;
  #askedAt: number;
  readonly #standsSince: number;

  constructor(world: SubscriptionWorld, viewer: Viewer, conversation: string, address: string) {
    this.#world = world;
    this.#viewer = viewer;
    this.conversation = conversation;
    this.address = address;
    this.#standsSince = this.#askedAt = world.now();
  }

  /** Answers an attach at the client's own cursor. */
  attach(from: Cursor): void {
    this.#wanted = from;
    this.#wake();
  }

  /** Something may be new. Cheap when nothing is; calls during a pull are remembered. */
  pull(): void {
    this.#isDirty = true;
    this.#wake();
  }

  /** The conversation's bell. `entry`: its log alone grew. Empty: look at everything. Anything else says what it says. */
  hear(message: string): void {
    if (message === '' || message === 'entry') this.pull();
    if (message !== 'entry') this.#viewer.onBell(message, this.conversation);
  }

  /** Bells may have been lost: pulls, and what is found is looked at as if its bell had rung. */
  pullBlind(): void {
    this.#isBlind = true;
    this.pull();
  }

  /**
   * The store was away, and may have come back without what it was told last. What moved lately is attached again: a record may be gone and
   * the words it is about be there, or what was acknowledged and not yet read here, which no cursor shows.
   */
  storeIsBack(): void {
    if (wasActive(this.#world.now(), this.#movedAt)) this.#wanted ??= this.#cursor;
    this.pullBlind();
  }

  /** The party does something here: what follows from it must not wait for long if its bell is lost. */
  stir(): void {
    this.#movedAt = this.#world.now();
  }

  /** A chance to take the slow poll. */
  poll(now: number): void {
    const sinceMs = now - this.#askedAt;
    const isOwed = this.#isDirty || this.#wanted !== undefined || this.#isOrphan;
    // Of a clock that was set back nobody knows how long it was.
    if (sinceMs >= 0 && sinceMs < pollAfterMs(now, this.#standsSince, this.#movedAt, isOwed)) return;
    this.#askedAt = now;
    if (this.#isOrphan) void this.#tellOrphan();
    this.pullBlind();
  }

  close(): void {
    this.#isClosed = true;
  }

  #wake(): void {
    if (!this.#isBusy && !this.#isClosed) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isBusy = true;
    try {
      while ((this.#isDirty || this.#wanted !== undefined) && !this.#isClosed) {
        if (this.#wanted !== undefined) {
          const from = this.#wanted;
          this.#isDirty = false;
          const isBehind = await this.#answerAttach(from);
          if (this.#wanted === from) this.#wanted = undefined;
          this.#isDirty ||= isBehind;
        }
        if (this.#viewer.isPaused()) {
          this.#isDirty = true;
          break;
        }
        if (this.#isDirty) {
          this.#isDirty = false;
          // Not `||=`: that would forget a bell that rang meanwhile.
          if (await this.#readOn()) this.#isDirty = true;
        }
        if (!this.#isDirty && !this.#isLive && !this.#isClosed && this.#wanted === undefined) {
          this.#isLive = true;
          this.#viewer.send({ type: 'live', conversation: this.address });
        }
      }
    } catch (error) {
      // The store did not answer: the slow poll or the reconnect pulls again. A bell may come before, and does not say what a lost one did.
      this.#isDirty = this.#isBlind = true;
      this.#world.onFault(error);
    } finally {
      this.#isBusy = false;
    }
  }

  /** @returns whether the log goes on behind the cursor */
  async #answerAttach(from: Cursor): Promise<boolean> {
    const viewer = this.#viewer;
    const result = await this.#world.conversations.attach(this.conversation, from, viewer.sessions());
    if (this.#isClosed) return false;
    const { top, visitorTop, readBy } = result.log;
    // A very long absence is not replayed whole: the page starts later and says so.
    const isTooFar = top - result.from.offset > limits.replayEntries;
    this.#edge = result.log.trimmedTo ?? 0;
    this.#cursor = isTooFar ? await this.#start(top - limits.pageEntries) : result.from;
    const state = isTooFar ? 'trimmed' : result.state;
    const engagement = viewer.engagementOf(result);
    const current = result.record?.engagement;
    if (isUnderWay(current) && current?.state !== 'by_message') this.stir();
    this.#isLive = false;
    viewer.send({
      type: 'attached',
      conversation: this.address,
      state,
      from: this.#cursor.offset,
      top: viewer.audience === 'visitor' ? visitorTop : top,
      highest: { ...result.highest },
      ...(result.context === undefined ? {} : { context: result.context }),
      ...(engagement === undefined ? {} : { engagement }),
      readBy,
    });
    // After `trimmed` the view begins behind this cursor.
    if (state === 'trimmed') viewer.send({ type: 'entry.skipped', conversation: this.address, ...this.#cursor });
    this.#isOrphan = result.record === undefined && top > 0;
    if (this.#isOrphan) void this.#tellOrphan();
    return this.#cursor.offset < top;
  }

  async #tellOrphan(): Promise<void> {
    try {
      await this.#viewer.onOrphan();
      this.#isOrphan = false;
    } catch (error) {
      this.#world.onFault(error);
    }
  }

  async #start(offset: number): Promise<Cursor> {
    const [before] = await this.#world.conversations.read(this.conversation, offset - 1, 1);
    return before === undefined ? beginning : { offset: before.offset, chain: before.chain };
  }

  /**
   * Reads with the entry at the cursor included: if it is not the one we stand on, the log went back under us.
   *
   * @returns whether there may be more
   */
  async #readOn(): Promise<boolean> {
    const at = this.#cursor;
    const isBlind = this.#isBlind;
    this.#isBlind = false;
    const entries = await this.#world.conversations.read(
      this.conversation,
      Math.max(0, at.offset - 1),
      limits.pageEntries + 1,
    );
    if (this.#isClosed) return false;
    // What stood at the edge is gone with what was before it.
    if (at.offset > this.#edge) {
      const standing = entries[0];
      if (standing === undefined || standing.offset !== at.offset || standing.chain !== at.chain) {
        this.#wanted = at;
        return true;
      }
    }
    const fresh = at.offset > this.#edge ? entries.slice(1) : entries;
    if (fresh.length === 0) return false;
    // What is replayed may be years old.
    if (this.#isLive) this.stir();
    this.#push(fresh);
    if (isBlind) this.#viewer.onBell('', this.conversation);
    // Less than was asked for is all there was; for what came since, a bell rings.
    return entries.length > limits.pageEntries;
  }

  #push(entries: readonly StoredEntry[]): void {
    const { audience } = this.#viewer;
    let skipped: Cursor | undefined;
    for (const entry of entries) {
      if (audience === 'rep' || isVisibleToVisitor(entry.kind)) {
        if (skipped !== undefined) this.#skip(skipped);
        skipped = undefined;
        this.#viewer.send(entryFrame(entry, this.address, audience));
      } else {
        skipped = { offset: entry.offset, chain: entry.chain };
      }
      this.#cursor = { offset: entry.offset, chain: entry.chain };
    }
    if (skipped !== undefined) this.#skip(skipped);
  }

  #skip(to: Cursor): void {
    this.#viewer.send({ type: 'entry.skipped', conversation: this.address, ...to });
  }
}
