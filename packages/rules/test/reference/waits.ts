import type { Listen, Playbook, Rule } from '../../src/index.ts';
import { dwellingOf, isTimed, nextEnd } from './dwell.ts';
import { fires, isMeant } from './listen.ts';
import type { Told } from './listen.ts';

export interface Wait {
  readonly endsAt: number;
  /** The kind of the signal it began with, where it is of dwelling. */
  readonly of: string;
  /** It began as the so-manieth of all. */
  readonly number: number;
}

/** An entry of a rule's `on`, with what happened to it in this visit. */
export interface Entry {
  readonly rule: Rule;
  readonly index: number;
  readonly listen: Listen;
  /** Positions in the visit's history of signals at which it fired. */
  firedAt: number[];
  waits: readonly Wait[];
  /** When dwellings ended that lasted long enough, since it fired or a `without` came. */
  lasted: readonly number[];
  /** A `without` ended it for the rest of the visit. */
  isOver: boolean;
}

export const entriesOf = (playbook: Playbook): readonly Entry[] =>
  playbook.rules.flatMap((rule) =>
    rule.on.map((listen, index): Entry => ({ rule, index, listen, firedAt: [], waits: [], lasted: [], isOver: false })),
  );

export function forget(entry: Entry): void {
  Object.assign(entry, { firedAt: [], waits: [], lasted: [], isOver: false });
}

let count = 0;
const begin = (entry: Entry, endsAt: number, of = ''): void => {
  count += 1;
  entry.waits = [...entry.waits, { endsAt, of, number: count }];
};

/** The signal at `at` ends what it ends. */
export function endBy(entry: Entry, told: readonly Told[], at: number): void {
  const signal = told[at];
  if (!signal) return;
  if (entry.listen.without?.some((match) => isMeant(match, told, at)) === true) {
    entry.isOver = entry.listen.signal === 'site_dwell';
    entry.waits = [];
    entry.lasted = [];
  }
  entry.waits = entry.waits.filter(({ of }) => dwellingOf(entry.listen)?.ends(signal, of) !== true);
}

/** The signal at `at` is heard. True: the rule is to be asked at once. */
export function hear(entry: Entry, told: readonly Told[], at: number, isHeld: boolean): boolean {
  const { rule, listen } = entry;
  const signal = told[at];
  const dwelling = dwellingOf(listen);
  if (!signal || isTimed(listen)) return false;
  if (dwelling) {
    if (!isMeant({ ...listen, signal: dwelling.begins }, told, at)) return false;
    const of = signal.of ?? '';
    if (!entry.waits.some((wait) => wait.of === of)) begin(entry, signal.at + (listen.afterMs ?? 0), of);
    return false;
  }
  if (!fires(listen, told.slice(0, at + 1), entry.firedAt)) return false;
  entry.firedAt.push(at);
  if (!listen.afterMs || rule.enabled === false || !isHeld) return true;
  if (entry.waits.length === 0) begin(entry, signal.at + listen.afterMs);
  return false;
}

/** What needs no signal begins. */
export function attend(entry: Entry, timeZone: string | undefined, visitAt: number, now: number): void {
  if (!isTimed(entry.listen) || entry.isOver || entry.waits.length > 0) return;
  const endsAt = nextEnd(entry.listen, timeZone, visitAt, now);
  if (endsAt !== undefined) begin(entry, endsAt);
}

/** So many times it has lasted so long by `at`, the first and the last near enough: it fires, and begins to count anew. */
export function isEnough(entry: Entry, at: number): boolean {
  const { count = 1, withinMs = Infinity } = entry.listen;
  if (dwellingOf(entry.listen) === undefined) return true;
  entry.lasted = [...entry.lasted, at];
  const first = entry.lasted.at(-count);
  if (first === undefined || at - first > withinMs) return false;
  entry.lasted = [];
  return true;
}

/** Takes out the waits that are over, or lost with their condition, which is of no matter to a dwelling before its end. */
export function takeEnded(entry: Entry, isLost: boolean, now: number): readonly Wait[] {
  const isEnd = ({ endsAt }: Wait): boolean =>
    now >= endsAt || (isLost && !isTimed(entry.listen) && dwellingOf(entry.listen) === undefined);
  const ended = entry.waits.filter(isEnd);
  entry.waits = entry.waits.filter((wait) => !isEnd(wait));
  return ended;
}
