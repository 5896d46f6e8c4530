import type { Cell } from '../../../compact/index.ts';
import type { Reply } from '../../link/connection.ts';
import { asList, asRecord, asText } from '../../script/reply.ts';
import { storedEntry } from './entry.ts';
import { packed, unpacked } from './packed.ts';

/** All of a conversation as it lies in its three keys: names and values. */
export interface Parts {
  readonly state: Readonly<Record<string, string>>;
  readonly senders: Readonly<Record<string, string>>;
  /** As XRANGE gives them. */
  readonly log: readonly Reply[];
}

/** One value of it, as compact.lua takes it. Entries have the same names in the same order, but for those at the end that an entry does not have. */
export function valueOf({ state, senders, log }: Parts): string {
  const entries = log.map((one) => {
    const [id, fields] = asList(one);
    return { offset: Number.parseInt(asText(id), 10), words: Object.entries(asRecord(fields)) };
  });
  const longest = entries.reduce(
    (most, { words }) => (words.length > most.length ? words : most),
    [] as [string, string][],
  );
  // The server gives them in any order; in one order they are alike in all conversations.
  const fields = Object.entries(state).sort(([a], [b]) => (a < b ? -1 : 1));
  return packed(state['top'] ?? '', {
    state: { names: fields.map(([name]) => name), rows: [fields.map(([, value]) => value)] },
    senders: { names: ['session', 'value'], rows: Object.entries(senders) },
    log: {
      names: ['offset', ...longest.map(([name]) => name)],
      rows: entries.map(({ offset, words }) => [offset, ...words.map(([, value]) => value)]),
    },
  });
}

const asNamed = (names: readonly string[], row: readonly Cell[]): Readonly<Record<string, string>> =>
  Object.fromEntries(row.map((value, index) => [names[index] ?? '', String(value)]));

/** What a value was made of. */
export function partsOf(value: string): Parts {
  const { state, senders, log } = unpacked(value);
  const [offset, ...names] = log?.names ?? [];
  if (state === undefined || senders === undefined || log === undefined || offset !== 'offset')
    throw new Error('A compacted conversation is not of the layout that Redis has.');
  return {
    state: asNamed(state.names, state.rows[0] ?? []),
    senders: Object.fromEntries(senders.rows.map(([session, stored]) => [String(session), String(stored)])),
    log: log.rows.map(([at, ...values]) => [`${at}-0`, Object.entries(asNamed(names, values)).flat()]),
  };
}

/** The same without the entries up to an offset, and without the sessions of which no entry is left. */
export function trimmed(parts: Parts, upTo: number): Parts {
  const entries = upTo === 0 ? [] : entriesOf(parts);
  const place = entries.findIndex(({ offset }) => offset === upTo);
  const edge = entries[place];
  if (edge === undefined) return parts;
  const left = new Set(entries.slice(place + 1).map(({ session }) => session));
  return {
    state: { ...parts.state, trimmed: String(upTo), trimmedChain: edge.chain },
    senders: Object.fromEntries(Object.entries(parts.senders).filter(([session]) => left.has(session))),
    log: parts.log.slice(place + 1),
  };
}

/** The entries of a value, in order. */
export function entriesOf({ log }: Parts) {
  return log.map(storedEntry);
}
