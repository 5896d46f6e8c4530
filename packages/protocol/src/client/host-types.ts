import type { Context } from '../types.ts';
import type { ClientEvent, Cursor, Input, LinkState, OutboxItem, Parties, PartyKind, Unnumbered } from './types.ts';

/** What of a socket's events is read. */
export interface SocketEvent {
  readonly type?: string;
  readonly data?: unknown;
  readonly code?: number;
}

/** What of a WebSocket is used; a browser's and that of `ws` both fit. */
export interface SocketLike {
  addEventListener(type: 'open' | 'message' | 'close' | 'error', listener: (event: SocketEvent) => void): void;
  send(data: string): void;
  close(): void;
}

/** Where a client finds and keeps what proves who it is. */
export interface CredentialSource {
  /**
   * Asked before every socket: a visitor's stored credential (`undefined`: a new visitor), a rep's fresh ticket.
   * `false`: there is none any more, do not try again. A rejection counts as a failed try.
   */
  get(): string | false | undefined | Promise<string | false | undefined>;
  /** Keep it; `undefined`: drop the one you have. */
  set(credential: string | undefined): void;
}

/** Keeps the outbox of this client as one value, so that a crash never leaves half a change. */
export interface OutboxStorage {
  /**
   * Replaces what was kept; an empty list may be deleted. Frames are sent when it returns. Where it throws (a full or forbidden
   * storage) the outbox is in memory only.
   */
  save(items: readonly OutboxItem[]): void;
}

/** All that a client needs of the world. */
export interface ClientOptions<Party extends PartyKind> {
  readonly url: string;
  readonly openSocket: (url: string) => SocketLike;
  readonly credential: CredentialSource;
  /** Asks `boot` after a refused upgrade, whose reason a page cannot see. `false`: trying again makes no sense. */
  readonly boot?: () => Promise<boolean>;
  /** Default: the outbox lives in memory only and dies with the page. */
  readonly outbox?: OutboxStorage;
  /** Wall clock, milliseconds. */
  readonly now: () => number;
  /** 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
  /** 128 random bits as 32 hex digits. */
  readonly newSession: () => string;
  /** A visitor's: the key of a preview address, said in every `hello`. */
  readonly preview?: string | undefined;
  /** Runs once after `ms`; the returned function cancels it. */
  readonly setTimer: (run: () => void, ms: number) => () => void;
  readonly onEvent: (event: ClientEvent<Parties[Party]['told'], Parties[Party]['asks']>) => void;
}

export interface Host<Party extends PartyKind> {
  readonly state: () => LinkState;
  /** Tells the core something; what it wants done is done. */
  step(input: Input): void;
  /** Queues a durable frame, connected or not. Returns the number by which events speak of it. */
  send(frame: Unnumbered<Parties[Party]['asks']>): number;
  /** Sends a frame that is neither durable nor repeated. False: there is no link, nothing was sent. */
  post(frame: Parties[Party]['asks']): boolean;
}

export interface Client<Party extends PartyKind> extends Omit<Host<Party>, 'step'> {
  /** Connects and stays connected. While it waits for its next try: tries now. */
  connect(): void;
  /** Closes for good: no socket, no timer. The outbox stays; `connect` goes on from it. */
  close(): void;
  /** At most 64 conversations at once. Without a cursor from the beginning. */
  attach(conversation: string, cursor?: Cursor): void;
  detach(conversation: string): void;
  setContext(context: Context): void;
  /** Call it at every key: it is throttled. `text` only where the visitor is told that it is shown. */
  typing(conversation: string, text?: string): void;
  /** The person has seen everything up to `offset`. Call it freely: it is coalesced. */
  read(conversation: string, offset: number): void;
  /** `online` and `offline` events. */
  setOnline(isOnline: boolean): void;
  /** `pageshow` and `pagehide` events. */
  setShown(isShown: boolean): void;
  /**
   * Sends on what a dead tab left. The caller removes it from where it was afterwards: it is part of this outbox now. Where that tab lives, it goes on as
   * well, and what both send is there once; a lock only spares the work.
   */
  adopt(items: readonly OutboxItem[]): void;
}
