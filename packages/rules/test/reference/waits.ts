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
  /** A `without` ended it for the rest of the visit. */
  isOver: boolean;
}

export const entriesOf = (playbook: Playbook): readonly Entry[] =>
  playbook.rules.flatMap((rule) =>
    rule.on.map((listen, index): Entry => ({ rule, index, listen, firedAt: [], waits: [], isOver: false })),
  );

export function forget(entry: Entry): void {
  Object.assign(entry, { firedAt: [], waits: [], isOver: false });
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
  }
  entry.waits = entry.waits.filter(({ of }) => dwellingOf(entry.listen)?.ends(signal, of) !== true);
}

/** The signal at `at` is heard. True: the rule is to be asked at once. */
export function hear(entry: Entry, told: readonly Told[], at: number, isHeld: boolean): boolean {
  const { rule, listen } = entry;
  const signal = told[at];
  const dwelling = dwellingOf(listen);
  if (!signal || isTimed(listen)) return false;
  const plain = dwelling ? { ...listen, signal: dwelling.begins } : listen;
  if (!fires(plain, told.slice(0, at + 1), entry.firedAt)) return false;
  entry.firedAt.push(at);
  if (dwelling) {
    const of = signal.of ?? '';
    if (!entry.waits.some((wait) => wait.of === of)) begin(entry, signal.at + (listen.afterMs ?? 0), of);
    return false;
  }
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

/** Takes out the waits that are over, or lost with their condition, which is of no matter to a dwelling before its end. */
export function takeEnded(entry: Entry, isLost: boolean, now: number): readonly Wait[] {
  const isEnd = ({ endsAt }: Wait): boolean =>
    now >= endsAt || (isLost && !isTimed(entry.listen) && dwellingOf(entry.listen) === undefined);
  const ended = entry.waits.filter(isEnd);
  entry.waits = entry.waits.filter((wait) => !isEnd(wait));
  return ended;
}
