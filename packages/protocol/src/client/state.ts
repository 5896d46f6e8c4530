import type { Context } from '../types.ts';
import type { Asked, Effect, LinkState, Numbered } from './types.ts';

/**
 * What the core remembers. Members written `_like` this are renamed to a letter in the browser's bundles, which is why
 * plain functions over plain objects stand here, and no classes.
 */
export interface Core {
  readonly _random: () => number;
  readonly _preview: string | undefined;
  /** The clock of this step. It never goes back: `_skew` makes up for a clock that was set back. */
  _now: number;
  _skew: number;
  _out: Effect[];
  _isOutboxChanged: boolean;
  /** The earliest moment at which something is due, gathered while stepping; and the moment of the timer that runs. */
  _wakeAt: number;
  _armedAt: number;

  _state: LinkState;
  _tries: number;
  _retryAt: number;
  _heardAt: number;
  _upAt: number;
  _drainAt: number;
  _asksBoot: boolean;
  _isOffline: boolean;
  _isHidden: boolean;

  /** This page load's session, for conversations that have no stream yet. */
  _session: string;
  /** Sessions that the relay knows this socket speaks for. */
  _said: Set<string>;
  _streams: Stream[];
  _window: number;

  readonly _views: Map<string, View>;
  _context: Context | undefined;
  /** The same, as long as the relay was not told. */
  _unsaid: Context | undefined;
  _contextAt: number;
  _typedAt: number;
}

/** The frames of one session to one conversation (or lane), numbered 1, 2, 3 … */
export interface Stream {
  readonly _session: string;
  readonly _conversation: string;
  /** Without a hole up to `_top`: acknowledged ones that are still kept, then those on their way, then those that wait. */
  _items: Item[];
  _top: number;
  /** Everything up to here is durable, as far as we know. */
  _acked: number;
  /** Everything up to here was seen in the log on this socket, as an entry or by an attach; what is acknowledged and not seen until then is asked for. */
  _seen: number;
  _askAt: number;
  /** The next to send on this socket, and the highest that was. */
  _next: number;
  _sent: number;
  /** Nothing is sent before. */
  _holdUntil: number;
  /** When frames were last sent a second time. */
  _resentAt: number;
  /** Nothing is sent before that one is at its end: what it has was said before. */
  _after?: Stream;
  /** New frames go here; otherwise it is only brought to its end. */
  _isOwn: boolean;
}

export interface Item {
  readonly _frame: Numbered;
  readonly _local: number | undefined;
  /** 0: not acknowledged. */
  _ackedAt: number;
}

/** An attach is due; it was sent and not answered yet; it was answered. */
export const DUE = 0;
export const ASKED = 1;
export const OPEN = 2;
export type Phase = typeof DUE | typeof ASKED | typeof OPEN;

/** What this client has seen of one conversation. */
export interface View {
  readonly _conversation: string;
  _offset: number;
  _chain: string;
  /** Whether entries may be applied, or an attach comes first. */
  _phase: Phase;
  /** No attach before. */
  _attachAt: number;
  /** It was attached on this socket at least once: frames may be sent. */
  _isReady: boolean;
  /** The next entry may have any offset: what lies before it is in the archive. */
  _isTrimmed: boolean;
  _read: number;
  _readSaid: number;
  _readAt: number;
}

export function emit(core: Core, effect: Effect): void {
  core._out.push(effect);
}

export function send(core: Core, frame: Asked): void {
  emit(core, { type: 'send', frame });
}

/** Is it time? If not, the core is woken at that time. */
export function isDue(core: Core, at: number): boolean {
  if (core._now >= at) return true;
  core._wakeAt = Math.min(core._wakeAt, at);
  return false;
}
