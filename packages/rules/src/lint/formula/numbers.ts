import type { Leaf } from './formula.ts';

/** Whole numbers from `least` to `most`, both included; never empty. */
export interface Span {
  readonly least: number;
  readonly most: number;
}

/** Spans in ascending order that do not touch. All numbers that facts tell are whole: counts, seconds, minor units. */
export type Numbers = readonly Span[];

/** Infinity is an end and no number. */
const span = (least: number, most: number): Numbers =>
  least <= most && least < Infinity && most > -Infinity ? [{ least, most }] : [];

const overlap = (a: Numbers, b: Numbers): Numbers =>
  a.flatMap((one) => b.flatMap((two) => span(Math.max(one.least, two.least), Math.min(one.most, two.most))));

function without(numbers: Numbers, taken: Numbers): Numbers {
  return taken.reduce<Numbers>(
    (left, { least, most }) =>
      left.flatMap((one) => [
        ...span(one.least, Math.min(one.most, least - 1)),
        ...span(Math.max(one.least, most + 1), one.most),
      ]),
    numbers,
  );
}

const exactly = (want: unknown): Numbers =>
  typeof want === 'number' && Number.isInteger(want) ? span(want, want) : [];

/** The whole numbers for which a comparison holds; nothing when that is not known. */
function meant({ operator, want }: Leaf): Numbers | undefined {
  const bound = typeof want === 'number' ? want : NaN;
  switch (operator) {
    case '$eq':
      return exactly(want);
    case '$in':
      return Array.isArray(want)
        ? [...new Set<unknown>(want)].flatMap(exactly).sort((a, b) => a.least - b.least)
        : undefined;
    case '$lt':
      return span(-Infinity, Math.ceil(bound) - 1);
    case '$lte':
      return span(-Infinity, Math.floor(bound));
    case '$gt':
      return span(Math.floor(bound) + 1, Infinity);
    case '$gte':
      return span(Math.ceil(bound), Infinity);
    case '$type':
      return want === 'number' ? span(-Infinity, Infinity) : [];
    case '$exists':
      return span(-Infinity, Infinity);
    case '$glob':
    case '$regex':
    case '$size':
    case '$elemMatch':
      return [];
    default:
      return undefined;
  }
}

/** The numbers of `domain` for which all leaves hold. What cannot be read takes nothing away. */
export function numbersOf(domain: Span, leaves: readonly Leaf[]): Numbers {
  return leaves.reduce<Numbers>(
    (numbers, leaf) => {
      const those = meant(leaf);
      if (!those) return numbers;
      return leaf.holds ? overlap(numbers, those) : without(numbers, those);
    },
    [domain],
  );
}
