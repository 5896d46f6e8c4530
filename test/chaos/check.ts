import { isVisibleToVisitor } from '@tillside/protocol';
import type { EntryKind } from '@tillside/protocol';
import { createOwners } from './owners.ts';
import { textOf } from './record.ts';
import type { PartyRecord } from './record.ts';

/** An entry as it lies in the store. */
export interface LogEntry {
  readonly offset: number;
  readonly chain: string;
  readonly session: string;
  readonly seq: number;
  readonly at: number;
  readonly kind: EntryKind;
  readonly by: { readonly kind: string; readonly id: string };
  readonly body: unknown;
}

export type Logs = ReadonlyMap<string, readonly LogEntry[]>;

/** What must never be. The columns of the table, in their order. */
export const wrongs = [
  'acknowledged and missing',
  'doubled',
  'misordered',
  'differing views',
  'stale owner accepted',
  'two owners',
  'never sent',
] as const;
export type Wrong = (typeof wrongs)[number];

/** One thing that must never be, and was. */
export interface Finding {
  readonly wrong: Wrong;
  readonly what: string;
}

export interface CheckOptions {
  readonly logs: Logs;
  readonly records: readonly PartyRecord[];
  /**
   * The store lost its tail, as asynchronous replication may: what went on under a new session knows nothing of the one before, so the order is
   * held against each session alone.
   */
  readonly hasLost?: boolean;
}

/** Holds every client's record against the logs. One pass over each: linear in what was said and seen. */
export function check({ logs, records, hasLost = false }: CheckOptions): readonly Finding[] {
  const findings: Finding[] = [];
  const blame = (wrong: Wrong, what: string): void => void findings.push({ wrong, what });
  const authors = new Map<string, { readonly record: PartyRecord; readonly number: number }>();
  for (const record of records) for (const [text, { number }] of record.typed) authors.set(text, { record, number });

  const places = new Map<string, string>();
  const last = new Map<string, number>();
  for (const [conversation, log] of logs) {
    const owners = createOwners((wrong, what) => blame(wrong, `${conversation}: ${what}`));
    const sessions = new Map<string, number>();
    let top = 0;
    for (const entry of log) {
      const { offset, session, seq, kind, body } = entry;
      if (offset !== top + 1) blame('misordered', `${conversation}: offset ${offset} follows ${top}`);
      top = offset;
      const before = sessions.get(session) ?? 0;
      if (seq !== before + 1)
        blame(seq <= before ? 'doubled' : 'misordered', `${conversation}: ${session} ${seq} after ${before}`);
      sessions.set(session, seq);
      owners.follow(entry);
      const author = kind === 'message' ? authors.get(textOf(body)) : undefined;
      if (author === undefined) continue;
      const text = textOf(body);
      if (places.has(text)) blame('doubled', `“${text}” in ${conversation} at ${offset}`);
      places.set(text, conversation);
      const line = `${author.record.name} ${conversation}${hasLost ? ` ${session}` : ''}`;
      if (author.number < (last.get(line) ?? 0)) blame('misordered', `“${text}” at ${offset} of ${conversation}`);
      last.set(line, author.number);
    }
  }

  for (const record of records) {
    for (const text of record.acked.keys()) if (!places.has(text)) blame('acknowledged and missing', `“${text}”`);
    for (const text of record.typed.keys()) {
      const why = record.refused.get(text);
      const isThere = places.has(text);
      if (why === undefined && !isThere && !record.acked.has(text)) blame('never sent', `“${text}”`);
      if (why !== undefined && isThere)
        blame('differing views', `“${text}” is shown as not sent (${why}), and is in the log`);
      // Only who lost a conversation is refused here: nothing that is typed is bad.
      if (why !== undefined && !(record.party === 'rep' && why === 'fenced'))
        blame('never sent', `“${text}”, refused: ${why}`);
    }
    if (record.missing > 0)
      blame('acknowledged and missing', `${record.name} was told ${record.missing} times that a message may be`);
    for (const what of differences(record, logs, places)) blame('differing views', what);
  }
  return findings;
}

/** In which log each text lies. */
export function placesOf(logs: Logs): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const [conversation, log] of logs)
    for (const { kind, body } of log) if (kind === 'message') places.set(textOf(body), conversation);
  return places;
}

/** Where the party shows something else than the log holds, as far as it may see it. */
export function* differences(record: PartyRecord, logs: Logs, places: ReadonlyMap<string, string>): Iterable<string> {
  for (const [address, view] of record.views) {
    const own = address === 'mine' ? [...record.typed.keys()].find((text) => places.has(text)) : undefined;
    const conversation = own === undefined ? address : (places.get(own) ?? address);
    const log = (logs.get(conversation) ?? []).filter(({ kind }) => record.party === 'rep' || isVisibleToVisitor(kind));
    const at = log.findIndex(
      ({ offset, chain }, index) => view[index]?.offset !== offset || view[index]?.chain !== chain,
    );
    if (at >= 0 || view.length !== log.length)
      yield `${record.name} sees ${address} differently from its entry ${at < 0 ? log.length : at}: ${view.length} of ${log.length}`;
  }
}
