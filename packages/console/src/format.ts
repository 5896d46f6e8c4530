/**
 * Every time, amount and count on the screen. The language is the reader's own if it is a kind of English, since the words are English:
 * a German decimal comma in an English sentence reads as a mistake.
 */
export const locale: string = globalThis.navigator?.languages?.find((language) => /^en\b/i.test(language)) ?? 'en-US';

export interface Money {
  /** Integer minor units. */
  readonly value: number;
  /** ISO 4217. */
  readonly currency: string;
}

const cached = <T>(make: (key: string) => T): ((key: string) => T) => {
  const made = new Map<string, T>();
  return (key) => {
    const before = made.get(key);
    if (before !== undefined) return before;
    const now = make(key);
    made.set(key, now);
    return now;
  };
};

const currencyFormat = cached((currency) => new Intl.NumberFormat(locale, { style: 'currency', currency }));
const count = new Intl.NumberFormat(locale);
const twoDigits = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
const plural = new Intl.PluralRules(locale);
const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'narrow' });
const relativeDay = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const languages = cached((display) => new Intl.DisplayNames(display, { type: 'language' }));
const unit = cached((name) => new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long' }));

/** `$612.00`. Minor units by the currency: yen have none. */
export function formatMoney({ value, currency }: Money): string {
  const format = currencyFormat(currency);
  return format.format(value / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** What a rep types as an amount (`49.90`, `1,234`), in minor units; nothing where it is none. */
export function readMoney(text: string, currency: string): number | undefined {
  const plain = text.trim().replace(/,(?=\d{3}(\D|$))/g, '');
  if (!/^\d{1,9}(\.\d{1,4})?$/.test(plain)) return undefined;
  return Math.round(Number(plain) * 10 ** (currencyFormat(currency).resolvedOptions().maximumFractionDigits ?? 2));
}

export const formatCount = (value: number): string => count.format(value);

/** A waiting time as a running clock: `0:07`, `12:05`, `1:04:09`. Never negative: clocks differ a little. */
export function formatWait(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0
    ? `${count.format(h)}:${twoDigits.format(m)}:${twoDigits.format(s)}`
    : `${count.format(m)}:${twoDigits.format(s)}`;
}

/** For ears: `2 minutes`. One unit is enough. */
export function formatSpan(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  if (seconds < 90) return unit('second').format(seconds);
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? unit('minute').format(minutes) : unit('hour').format(Math.round(minutes / 60));
}

export const formatClock = (at: number): string => clock.format(at);
export const formatExact = (at: number): string => exact.format(at);

const STEPS = [
  ['second', 1_000, 60],
  ['minute', 60_000, 60],
  ['hour', 3_600_000, 24],
  ['day', 86_400_000, 30],
  ['month', 30 * 86_400_000, 12],
] as const;

/** `now`, `5 min ago`, `yesterday`. */
export function formatRelative(at: number, now: number): string {
  const ago = Math.min(0, at - now);
  if (ago > -10_000) return relative.format(0, 'second');
  for (const [name, size, many] of STEPS) {
    const steps = Math.round(ago / size);
    if (-steps < many) return relative.format(steps, name);
  }
  return relative.format(Math.round(ago / (365 * 86_400_000)), 'year');
}

/** `Today`, `Yesterday`, `Tuesday, November 17`. */
export function formatDay(at: number, now: number): string {
  const days = daysBetween(at, now);
  if (days > 1) return day.format(at);
  const word = relativeDay.format(-days, 'day');
  return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1);
}

/** Whole calendar days of the reader from `at` to `now`. */
export function daysBetween(at: number, now: number): number {
  const midnight = (instant: number): number => new Date(instant).setHours(0, 0, 0, 0);
  return Math.max(0, Math.round((midnight(now) - midnight(at)) / 86_400_000));
}

/** `fr-CA` -> `Canadian French`; what is no language tag is shown as it is. */
export function formatLanguage(tag: string): string {
  try {
    return languages(locale).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Fills `{name}`s of a string of the table. */
export function say(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === 'number' ? count.format(value) : value;
  });
}

export interface Counted {
  readonly one: string;
  readonly other: string;
}

/** The right form for a number, with `{count}` filled. */
export function sayCount(text: Counted, value: number): string {
  return say(plural.select(value) === 'one' ? text.one : text.other, { count: value });
}
