import type { NowMs } from './common.ts';

/** A letter that shall be sent. Its words are not kept: they are written from the log when it leaves. */
export interface MailOrder {
  /** What made it, with slashes between: a second one with the same key is the same letter, also after it was sent. */
  readonly key: string;
  readonly kind: 'transcript' | 'answer';
  readonly site: string;
  readonly conversation: string;
  /** The address. Gone from the store when the letter is. */
  readonly to: string;
  /** Of an answer: the rep's entry it tells of. */
  readonly offset?: number;
}

export interface DueMail extends MailOrder {
  /** Attempts before this one. */
  readonly attempts: number;
}

/** How long the key of a letter that left is remembered. */
export const mailKeyKeptMs = 30 * 86_400_000;

/** Letters on their way: whatever node dies, each is tried until it left or was given up. */
export interface MailsPort {
  /** Durable when it resolves. `false`: there is or was one of this key; keys are remembered for 30 days. */
  put(order: MailOrder, dueAfterMs: number, nowMs?: NowMs): Promise<boolean>;
  /** Takes at most `limit` that are due, the earliest first. Whatever is not settled within `leaseMs` is due again: its node died. */
  take(limit: number, leaseMs: number, nowMs?: NowMs): Promise<readonly DueMail[]>;
  /** It left, or is given up: address and all are forgotten but the key. */
  settle(key: string, nowMs?: NowMs): Promise<void>;
  /** Another attempt, later. */
  retry(key: string, afterMs: number, nowMs?: NowMs): Promise<void>;
}
