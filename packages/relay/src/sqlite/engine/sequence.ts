import { hash } from 'node:crypto';
import { limits } from '@tillside/protocol';
import type { EntryKind } from '@tillside/protocol';
import { sentInput } from '../../ports/log-rules.ts';

/** What is remembered of one session: its highest seq and, of the last ones, a digest of what was sent and where it went. */
export interface Sender {
  readonly highest: number;
  /** Oldest first; the last is that of `highest`. */
  readonly recent: readonly Remembered[];
}

type Remembered = readonly [digest: string, offset: number];

export interface SenderRow {
  readonly highest: number;
  readonly recent: string;
}

export type Place =
  | { readonly kind: 'next' }
  | { readonly kind: 'duplicate'; readonly offset: number }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'gap'; readonly highest: number };

export const nobody: Sender = { highest: 0, recent: [] };

export function readSender(row: SenderRow | undefined): Sender {
  return row === undefined ? nobody : { highest: row.highest, recent: JSON.parse(row.recent) as Remembered[] };
}

export function digestOf(kind: EntryKind | 'lane', sent: string): string {
  return hash('sha1', kind === 'lane' ? sent : sentInput(kind, sent)).slice(0, 12);
}

/** Where a frame stands in its session: the append rule without what only a conversation knows. */
export function placeOf(sender: Sender, seq: number, digest: string): Place {
  if (seq > sender.highest + 1) return { kind: 'gap', highest: sender.highest };
  if (seq === sender.highest + 1) return { kind: 'next' };
  const remembered = sender.recent.at(seq - sender.highest - 1);
  // Older than what is remembered.
  if (remembered === undefined) return { kind: 'duplicate', offset: 0 };
  return remembered[0] === digest ? { kind: 'duplicate', offset: remembered[1] } : { kind: 'conflict' };
}

/** The session after its next frame went to `offset`; as it is stored. */
export function advanced(sender: Sender, digest: string, offset: number): SenderRow {
  const recent = [...sender.recent, [digest, offset]].slice(-limits.rememberedBodies);
  return { highest: sender.highest + 1, recent: JSON.stringify(recent) };
}
