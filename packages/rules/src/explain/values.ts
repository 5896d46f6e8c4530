import { factOf } from '../catalogue/index.ts';
import type { ENGLISH } from './words.ts';

/** Writes values of facts for people: money with its currency, numbers and lists as the locale does. */
export function createFormatter(words: typeof ENGLISH, locale: string, currency: string | undefined) {
  const numbers = new Intl.NumberFormat(locale);
  const list = new Intl.ListFormat(locale, { type: 'disjunction' });
  const hasCurrency = currency !== undefined && /^[A-Za-z]{3}$/.test(currency);

  function money(minor: number): string {
    // Without a currency nobody knows how many decimals there are: yen have none.
    if (!hasCurrency) return words.minorUnits(numbers.format(minor));
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
    return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  }

  function value(fact: string, raw: unknown): string {
    if (Array.isArray(raw)) return raw.length ? list.format(raw.map((one) => value(fact, one))) : words.nothing;
    if (typeof raw === 'number') return factOf(fact)?.kind === 'money' ? money(raw) : numbers.format(raw);
    if (typeof raw === 'boolean') return raw ? words.true : words.false;
    return `“${String(raw)}”`;
  }

  function seconds(milliseconds: number): string {
    const options = { style: 'unit', unit: 'second', unitDisplay: 'long' } as const;
    return new Intl.NumberFormat(locale, options).format(milliseconds / 1000);
  }

  return { value, seconds };
}
