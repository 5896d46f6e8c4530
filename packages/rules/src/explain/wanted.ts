import type { Leaf, LeafOperator } from '../trace/leaves.ts';
import type { Language } from './language.ts';
import type { Formatter } from './values.ts';

/** How a value of the fact or field at hand is written. */
type Write = (raw: unknown) => string;
type WriteList = (raw: readonly unknown[], how: 'either' | 'all') => string;

/** What a comparison wants, in words that go on after “had to be ”. */
export function createWanted({ words }: Language, format: Formatter) {
  const isRecord = (raw: unknown): raw is Readonly<Record<string, unknown>> =>
    typeof raw === 'object' && raw !== null && !Array.isArray(raw);

  function phrase(operator: LeafOperator, want: unknown, options: string, write: Write, list: WriteList): string {
    const say = words.operators[operator];
    switch (operator) {
      case '$exists':
        return say(want === true ? words.known : words.unknown);
      case '$in':
      case '$nin':
        return say(Array.isArray(want) ? list(want, 'either') : write(want));
      case '$all':
        return say(Array.isArray(want) ? list(want, 'all') : write(want));
      case '$size':
        return say(format.entries(Number(want)));
      case '$type':
        return say(Object.entries(words.types).find(([type]) => type === want)?.[1] ?? write(want));
      case '$regex': {
        const wanted = say(words.quoted(String(want)));
        return options.includes('i') ? words.ignoringCase(wanted) : wanted;
      }
      case '$elemMatch':
        return say(element(want, write, list));
      default:
        return say(write(want));
    }
  }

  /** Several operators of one value, as `{ $gte: 1, $lt: 5 }`. */
  function operators(spec: unknown, write: Write, list: WriteList): string {
    if (!isRecord(spec)) return write(spec);
    const options = typeof spec.$options === 'string' ? spec.$options : '';
    const parts = Object.entries(spec).flatMap(([operator, want]) => {
      if (operator === '$options') return [];
      if (operator === '$not') return [words.not(operators(want, write, list))];
      return [phrase(operator as LeafOperator, want, options, write, list)];
    });
    return format.join.all(parts);
  }

  function fields(condition: Readonly<Record<string, unknown>>): string {
    const parts = Object.entries(condition).map(([key, spec]) => {
      if (!key.startsWith('$')) {
        const write: Write = (raw) => format.field(key, raw);
        const list: WriteList = (raw, how) => format.join[how](raw.map(write));
        return `${format.fieldName(key)} ${operators(spec, write, list)}`;
      }
      const told = (Array.isArray(spec) ? spec : []).filter(isRecord).map(fields);
      if (key === '$nor') return words.noneOf(format.join.either(told));
      return key === '$or' ? format.join.either(told) : format.join.all(told);
    });
    return format.join.all(parts);
  }

  /** `$elemMatch`: operators for plain values, a condition over the fields of items. */
  function element(want: unknown, write: Write, list: WriteList): string {
    if (!isRecord(want)) return write(want);
    const joins = ['$and', '$or', '$nor'];
    const isPlain = Object.keys(want).every((key) => key.startsWith('$') && !joins.includes(key));
    return isPlain ? operators(want, write, list) : fields(want);
  }

  return ({ fact, operator, want, options }: Leaf): string =>
    phrase(
      operator,
      want,
      options,
      (raw) => format.value(fact, raw),
      (raw, how) => format.list(fact, raw, how),
    );
}
