import { limits } from '@tillside/protocol';
import type { EngagementView, RepTold, VisitorTold } from '@tillside/protocol';
import type { Party } from '../handlers/types.ts';
import { StoreUnavailableError } from '../ports/index.ts';
import type { AttachResult, Cursor } from '../ports/index.ts';
import type { Hub } from './hub.ts';
import { refusal } from './refusal.ts';
import type { Role } from './role.ts';
import type { Sessions } from './sessions.ts';
import type { RelaySocket } from './socket.ts';
import { Subscription } from './subscription.ts';
import type { SubscriptionWorld, Viewer } from './subscription.ts';

/** Where the store could not say which conversation is meant, or its bells cannot be heard. */
const attachAgainMs = 2_000;

/** What the attachments of all connections of a node share. */
export interface AttachmentsWorld extends SubscriptionWorld {
  readonly hub: Hub;
  engagementOf(view: AttachResult, party: Party): EngagementView | undefined;
  onBell(message: string, conversation: string, party: Party): void;
  /** There are words, and no record of a conversation they were said in. */
  onOrphan(party: Party): Promise<void>;
}

/** The conversations that a party looks at over one socket. */
export class Attachments<P extends Party> implements Viewer {
  readonly party: P;
  readonly #role: Role<P>;
  readonly #socket: RelaySocket;
  readonly #sessions: Sessions;
  readonly #world: AttachmentsWorld;
  #all: readonly Subscription[] = [];

  constructor(party: P, role: Role<P>, socket: RelaySocket, sessions: Sessions, world: AttachmentsWorld) {
    this.party = party;
    this.#role = role;
    this.#socket = socket;
    this.#sessions = sessions;
    this.#world = world;
  }

  get audience(): P['kind'] {
    return this.party.kind;
  }

  sessions(): readonly string[] {
    return this.#sessions.list();
  }

  send(frame: VisitorTold | RepTold): void {
    this.#socket.send(frame);
  }

  isPaused(): boolean {
    return this.#socket.isPaused();
  }

  engagementOf(view: AttachResult): EngagementView | undefined {
    return this.#world.engagementOf(view, this.party);
  }

  onBell(message: string, conversation: string): void {
    this.#world.onBell(message, conversation, this.party);
  }

  onOrphan(): Promise<void> {
    return this.#world.onOrphan(this.party);
  }

  /** Answered by `attached` and what follows it, or by `refused`. */
  async attach(address: string, cursor: Cursor): Promise<void> {
    try {
      const subscription = await this.#find(address);
      subscription?.attach(cursor);
    } catch (error) {
      this.#tryAgain(address, error);
    }
  }

  detach(address: string): void {
    const subscription = this.#at(address);
    if (subscription === undefined) return;
    this.#all = this.#all.filter((one) => one !== subscription);
    this.#leave(subscription);
  }

  /** What the party may see is less now, perhaps: it hears nothing more of what it may not, and is told so. */
  async check(): Promise<void> {
    for (const { address } of this.#all) {
      try {
        if ((await this.#role.resolve(address, this.party)) === undefined) this.#lose(address);
      } catch (error) {
        // Whether it may is asked again when it attaches again.
        this.detach(address);
        this.#tryAgain(address, error);
      }
    }
  }

  /** The party does something in the conversation it calls so, and waits for what follows. */
  stir(address: string): void {
    this.#at(address)?.stir();
  }

  /** The socket is read again: goes on where it was too slow. */
  resume(): void {
    for (const subscription of this.#all) subscription.pull();
  }

  /** The socket is over. */
  close(): void {
    for (const subscription of this.#all) this.#leave(subscription);
  }

  /** The subscription there is, or a new one that hears its bells. `undefined`: there is none, and the party knows why or is gone. */
  async #find(address: string): Promise<Subscription | undefined> {
    const conversation = await this.#role.resolve(address, this.party);
    if (!this.#socket.isOpen()) return undefined;
    if (conversation === undefined) return this.#lose(address);
    const known = this.#at(address);
    if (known !== undefined) return known;
    if (this.#all.length >= limits.attachedPerSocket) {
      const detail = `at most ${limits.attachedPerSocket} conversations on one socket`;
      this.send(refusal({ conversation: address }, 'denied', { detail }));
      return undefined;
    }
    const fresh = new Subscription(this.#world, this, conversation, address);
    this.#all = this.#all.concat(fresh);
    try {
      await this.#world.hub.join(fresh);
    } catch (error) {
      this.detach(address);
      throw error;
    }
    return fresh;
  }

  /** No such conversation, or none that the party may see: which of the two nobody learns. */
  #lose(address: string): undefined {
    this.detach(address);
    this.send(refusal({ conversation: address }, 'unknown_conversation'));
  }

  /** @throws whatever is not a store that does not answer */
  #tryAgain(address: string, error: unknown): void {
    if (!(error instanceof StoreUnavailableError)) throw error;
    this.send(refusal({ conversation: address }, 'store_unavailable', { afterMs: attachAgainMs }));
  }

  #at(address: string): Subscription | undefined {
    return this.#all.find((one) => one.address === address);
  }

  #leave(subscription: Subscription): void {
    subscription.close();
    this.#world.hub.leave(subscription);
  }
}
