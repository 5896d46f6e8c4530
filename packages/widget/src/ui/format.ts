import { minorUnits } from '../shop/money.ts';

/** Instants, numbers and amounts as people say them, in the panel's language. */
export interface Format {
  /** `14:03` */
  readonly _time: (at: number) => string;
  /** `Today`, `Yesterday`, `3 March` */
  readonly _day: (at: number, now: number) => string;
  /** `Saturday, 3 March 2027 at 14:03`, for those who point at it. */
  readonly _exact: (at: number) => string;
  /** `$612.00`, of minor units. */
  readonly _money: (value: number, currency: string) => string;
  readonly _number: (value: number) => string;
  /** `3–5 minutes`: whole minutes around this stretch of time, at least one. */
  readonly _minutes: (fromMs: number, toMs: number) => string;
  /** Which form of a word goes with a number. */
  readonly _plural: (count: number) => Intl.LDMLPluralRule;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A locale that no browser knows falls back to the browser's own. */
export function createFormat(locale: string): Format {
  let known: string | undefined = locale;
  try {
    Intl.getCanonicalLocales(locale);
  } catch {
    known = undefined;
  }
  const time = new Intl.DateTimeFormat(known, { timeStyle: 'short' });
  const day = new Intl.DateTimeFormat(known, { day: 'numeric', month: 'long' });
  const exact = new Intl.DateTimeFormat(known, { dateStyle: 'full', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(known, { numeric: 'auto' });
  const number = new Intl.NumberFormat(known);
  const plurals = new Intl.PluralRules(known);
  const minutes = new Intl.NumberFormat(known, {
    style: 'unit',
    unit: 'minute',
    unitDisplay: 'long',
    maximumFractionDigits: 0,
  });
  return {
    _time: (at) => time.format(at),
    _day(at, now) {
      const days = Math.round((startOfDay(at) - startOfDay(now)) / DAY_MS);
      return days > -2 ? capitalised(relative.format(days, 'day')) : day.format(at);
    },
    _exact: (at) => exact.format(at),
    _money: (value, currency) =>
      new Intl.NumberFormat(known, { style: 'currency', currency }).format(value / (minorUnits(currency) ?? 1)),
    _number: (value) => number.format(value),
    _minutes(fromMs, toMs) {
      const from = Math.max(1, Math.floor(fromMs / MINUTE_MS));
      const to = Math.max(1, Math.ceil(toMs / MINUTE_MS));
      return from < to ? minutes.formatRange(from, to) : minutes.format(to);
    },
    _plural: (count) => plurals.select(count),
  };
}
