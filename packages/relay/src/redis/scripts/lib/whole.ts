import { compress, expand } from '../../../compact/index.ts';
import type { Cell, Whole } from '../../../compact/index.ts';
import type { Reply } from '../../link/connection.ts';
import { asList, asRecord, asText } from '../../script/reply.ts';
import { storedEntry } from './entry.ts';

/** The scripts speak of bytes as characters (compacted.lua). */
const separator = ':';

/** All of a conversation as it lies in its three keys: names and values. */
export interface Parts {
  readonly state: Readonly<Record<string, string>>;
  readonly senders: Readonly<Record<string, string>>;
  /** As XRANGE gives them. */
  readonly log: readonly Reply[];
}

const pairs = (record: Readonly<Record<string, string>>) => Object.entries(record);

/** One value of it, as compact.lua takes it. Entries have the same names in the same order, but for those at the end that an entry does not have. */
export function valueOf({ state, senders, log }: Parts): string {
  const entries = log.map((one) => {
    const [id, fields] = asList(one);
    return { offset: Number.parseInt(asText(id), 10), words: pairs(asRecord(fields)) };
  });
  const longest = entries.reduce(
    (most, { words }) => (words.length > most.length ? words : most),
    [] as [string, string][],
  );
  // The server gives them in any order; in one order they are alike in all conversations.
  const fields = pairs(state).sort(([a], [b]) => (a < b ? -1 : 1));
  const bytes = compress({
    state: { names: fields.map(([name]) => name), rows: [fields.map(([, value]) => value)] },
    senders: { names: ['session', 'value'], rows: pairs(senders) },
    log: {
      names: ['offset', ...longest.map(([name]) => name)],
      rows: entries.map(({ offset, words }) => [offset, ...words.map(([, value]) => value)]),
    },
  });
  return `${state['top']}${separator}${bytes.toString('latin1')}`;
}

const asNamed = (names: readonly string[], row: readonly Cell[]): Readonly<Record<string, string>> =>
  Object.fromEntries(row.map((value, index) => [names[index] ?? '', String(value)]));

/** What a value was made of. */
export function partsOf(value: string): Parts {
  const whole: Whole = expand(Buffer.from(value.slice(value.indexOf(separator) + 1), 'latin1'));
  const { state, senders, log } = whole;
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
  const edge = upTo === 0 ? undefined : entriesOf(parts).find(({ offset }) => offset === upTo);
  if (edge === undefined) return parts;
  const log = parts.log.filter((entry) => storedEntry(entry).offset > upTo);
  const left = new Set(log.map((entry) => storedEntry(entry).session));
  const senders = Object.fromEntries(pairs(parts.senders).filter(([session]) => left.has(session)));
  return { state: { ...parts.state, trimmed: String(upTo), trimmedChain: edge.chain }, senders, log };
}

/** The entries of a value, in order. */
export function entriesOf({ log }: Parts) {
  return log.map(storedEntry);
}
