import { factOf, ITEM_FIELDS } from '../catalogue/index.ts';
import type { Language } from './language.ts';
import { fill } from './fill.ts';

/** `visitor.attributes.tier` is of the family `visitor.attributes.*`. */
export const familyOf = (fact: string): string => `${fact.split('.').slice(0, 2).join('.')}.*`;

export type Formatter = ReturnType<typeof createFormatter>;

/** Writes values of facts for people: money with its currency, times as times, numbers and lists as the locale does. */
export function createFormatter({ words, tag }: Language, currency: string | undefined) {
  const numbers = new Intl.NumberFormat(tag, { maximumFractionDigits: 20 });
  const percents = new Intl.NumberFormat(tag, { style: 'percent' });
  const either = new Intl.ListFormat(tag, { type: 'disjunction' });
  const all = new Intl.ListFormat(tag, { type: 'conjunction' });
  const hasCurrency = currency !== undefined && /^[A-Za-z]{3}$/.test(currency);

  function money(minor: number): string {
    // Without a currency nobody knows how many decimals there are: yen have none.
    if (!hasCurrency) return words.minorUnits(numbers.format(minor));
    const format = new Intl.NumberFormat(tag, { style: 'currency', currency });
    return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
  }

  /** “90 seconds”, “10 minutes”, “1 hour 30 minutes”: up to two minutes in seconds unless they are whole ones. */
  function duration(milliseconds: number): string {
    const seconds = milliseconds / 1000;
    const written = (count: number, unit: string): string =>
      new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
    if (seconds < 120 && seconds !== 60) return written(seconds, 'second');
    const parts: readonly (readonly [number, string])[] = [
      [Math.floor(seconds / 3600), 'hour'],
      [Math.floor((seconds % 3600) / 60), 'minute'],
      [Math.round(seconds % 60), 'second'],
    ];
    return parts.flatMap(([count, unit]) => (count > 0 ? [written(count, unit)] : [])).join(' ');
  }

  const scalar = (fact: string, kind: string | undefined, raw: unknown): string => {
    const known = (words.values[fact] ?? words.values[familyOf(fact)])?.[String(raw)];
    if (known !== undefined) return known;
    if (typeof raw === 'boolean') return raw ? words.true : words.false;
    if (typeof raw !== 'number') return words.quoted(String(raw));
    if (kind === 'money') return money(raw);
    return fact.endsWith('.seconds') ? duration(raw * 1000) : numbers.format(raw);
  };

  function written(fact: string, kind: string | undefined, raw: unknown): string {
    if (typeof raw !== 'object' || raw === null) return scalar(fact, kind, raw);
    if (!Array.isArray(raw)) return item(raw);
    const entries = raw.map((one) => written(fact, kind, one));
    return entries.length ? words.wholeList(all.format(entries)) : words.emptyList;
  }

  /** An item of a list, by its fields. */
  function item(raw: object): string {
    const fields = Object.entries(raw).map(([name, one]) => `${fieldName(name)} ${field(name, one)}`);
    return fields.length ? all.format(fields) : words.types.object;
  }

  const value = (fact: string, raw: unknown): string => written(fact, factOf(fact)?.kind, raw);
  /** Some values of which one is enough, or all are wanted. */
  const list = (fact: string, raw: readonly unknown[], how: 'either' | 'all'): string =>
    (how === 'either' ? either : all).format(raw.map((one) => value(fact, one)));

  const fieldName = (name: string): string => words.fields[name] ?? words.quoted(name);
  const field = (name: string, raw: unknown): string => written('', ITEM_FIELDS.get(name)?.kind, raw);

  function factName(fact: string): string {
    const known = words.facts[fact];
    if (known !== undefined) return known;
    const family = words.facts[familyOf(fact)];
    const own = fact.split('.').slice(2).join('.');
    return family === undefined ? words.quoted(fact) : fill(family, { name: own });
  }

  return {
    value,
    list,
    join: {
      either: (parts: readonly string[]) => either.format(parts),
      all: (parts: readonly string[]) => all.format(parts),
    },
    field,
    fieldName,
    factName,
    duration,
    number: (count: number): string => numbers.format(count),
    percent: (count: number): string => percents.format(count / 100),
    entries: (count: number): string => words.entries(count, numbers.format(count)),
    days: (count: number): string => words.days(count, numbers.format(count)),
  };
}
