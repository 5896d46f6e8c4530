import { minorUnits } from '../shop/money.ts';

/** Instants and amounts as people say them, in the panel's language. */
export interface Format {
  /** `14:03` */
  readonly _time: (at: number) => string;
  /** `Today`, `Yesterday`, `3 March` */
  readonly _day: (at: number, now: number) => string;
  /** `Saturday, 3 March 2027 at 14:03`, for those who point at it. */
  readonly _exact: (at: number) => string;
  /** `$612.00`, of minor units. */
  readonly _money: (value: number, currency: string) => string;
}

const DAY_MS = 86_400_000;

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
  return {
    _time: (at) => time.format(at),
    _day(at, now) {
      const days = Math.round((startOfDay(at) - startOfDay(now)) / DAY_MS);
      return days > -2 ? capitalised(relative.format(days, 'day')) : day.format(at);
    },
    _exact: (at) => exact.format(at),
    _money: (value, currency) =>
      new Intl.NumberFormat(known, { style: 'currency', currency }).format(value / (minorUnits(currency) ?? 1)),
  };
}
