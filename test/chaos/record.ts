import type { EntryAdded } from '@tillside/protocol';

/** What of an entry is looked at afterwards. */
export interface Seen {
  readonly offset: number;
  readonly chain: string;
  readonly session: string;
  readonly seq: number;
  readonly kind: string;
  /** Who wrote it. */
  readonly by: string;
  readonly text: string;
}

/** One text that a party typed; no two of a run are alike. */
export interface Typed {
  /** Which of this party's it is, from 1. */
  readonly number: number;
  readonly at: number;
}

/** All that one client typed, was told and shows. Times in milliseconds by the clock on the wall. */
export interface PartyRecord {
  readonly name: string;
  readonly party: 'visitor' | 'rep';
  readonly typed: Map<string, Typed>;
  readonly acked: Map<string, number>;
  /** Shown as not sent, with the relay's reason. */
  readonly refused: Map<string, string>;
  /** How often it was told that a message may be missing. */
  missing: number;
  /** How its link is, and the close code that led there. */
  link: string;
  /** By the conversation's name on the wire. */
  readonly views: Map<string, Seen[]>;
}

export const createRecord = (name: string, party: PartyRecord['party']): PartyRecord => ({
  name,
  party,
  typed: new Map(),
  acked: new Map(),
  refused: new Map(),
  missing: 0,
  link: 'idle',
  views: new Map(),
});

export const textOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'text' in body && typeof body.text === 'string' ? body.text : '';

export const seenOf = ({ offset, chain, session, seq, kind, by, body }: EntryAdded): Seen => ({
  offset,
  chain,
  session,
  seq,
  kind,
  by: by.id,
  text: textOf(body),
});
