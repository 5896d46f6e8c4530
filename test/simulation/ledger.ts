import type { StoredEntry } from '../../packages/relay/src/ports/index.ts';

/** One text that a person typed, as it is told apart from all others of the life. */
export interface Typed {
  readonly text: string;
  /** The page it was typed in. */
  readonly page: string;
  readonly party: 'visitor' | 'rep';
  /** By id, however the party names it. */
  readonly conversation: string;
  /** Which of its page it is, from 1. */
  readonly number: number;
  /** The relay takes no such text. */
  readonly isBad: boolean;
}

/** What one page shows of one conversation. */
export interface Shown {
  readonly entries: { readonly offset: number; readonly chain: string; readonly session: string }[];
  /** What there was to see when it was attached, and when that was. */
  top: number;
  attachedAt: number;
}

/** All that everybody saw and said in one life, for the checker. */
export interface Ledger {
  readonly typed: Map<string, Typed>;
  readonly acked: Set<string>;
  /** Shown as not sent, with the relay's reason. */
  readonly refused: Map<string, string>;
  /** How often a page said that a message may be missing. */
  missing: number;
  /** What was wrong at the moment it happened. */
  readonly faults: string[];
  /** Of each entry, by conversation, offset and chain, the words that were shown first. */
  readonly words: Map<string, string>;
}

export const createLedger = (): Ledger => ({
  typed: new Map(),
  acked: new Set(),
  refused: new Map(),
  missing: 0,
  faults: [],
  words: new Map(),
});

/** The text that stands in an entry's body, or in a frame's. */
export function textOf(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('text' in body)) return '';
  return typeof body.text === 'string' ? body.text : '';
}

export const textIn = (entry: StoredEntry): string => textOf(JSON.parse(entry.body));
