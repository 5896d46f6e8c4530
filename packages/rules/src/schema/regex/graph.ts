import { PatternProblem } from './cursor.ts';
import type { Ast } from './parse.ts';
import type { Charset } from './charset.ts';

/** A place in the pattern, as a number. From it the matcher goes on along `ways`, or reads one of `set` and stands at `next`. */
export type Place =
  | { readonly kind: 'read'; readonly set: Charset; readonly next: number }
  | { readonly kind: 'fork'; readonly ways: readonly number[] }
  | { readonly kind: 'start' | 'end' | 'word'; readonly next: number }
  | { readonly kind: 'found' };

export interface Graph {
  readonly places: readonly Place[];
  readonly first: number;
}

/** More would be slow to prove and to run. */
const MAX_PLACES = 2_000;

function canBeEmpty(ast: Ast): boolean {
  switch (ast.kind) {
    case 'chars':
      return false;
    case 'sequence':
      return ast.parts.every(canBeEmpty);
    case 'choice':
      return ast.parts.some(canBeEmpty);
    case 'repeat':
      return ast.least === 0 || canBeEmpty(ast.body);
    default:
      return true;
  }
}

/**
 * The pattern as places and ways between them, repetitions written out: what a backtracking matcher walks. @throws PatternProblem
 */
export function graphOf(ast: Ast): Graph {
  const places: Place[] = [];
  const add = (place: Place): number => {
    if (places.length >= MAX_PLACES)
      throw new PatternProblem(`is too long: its repetitions written out have more than ${MAX_PLACES} places`);
    return places.push(place) - 1;
  };

  /** Builds from the end: what comes after is there already. */
  function build(part: Ast, next: number): number {
    switch (part.kind) {
      case 'chars':
        return add({ kind: 'read', set: part.set, next });
      case 'sequence':
        return part.parts.reduceRight((after, each) => build(each, after), next);
      case 'choice':
        return add({ kind: 'fork', ways: part.parts.map((each) => build(each, next)) });
      case 'repeat':
        return repeat(part.body, part.least, part.most, next);
      default:
        return add({ kind: part.kind, next });
    }
  }

  function repeat(body: Ast, least: number, most: number, next: number): number {
    let from = next;
    if (most === Infinity) {
      if (canBeEmpty(body))
        throw new PatternProblem(
          'repeats without end what may be empty, as (a*)* does: let every round read something',
        );
      const loop = add({ kind: 'fork', ways: [] });
      places[loop] = { kind: 'fork', ways: [build(body, loop), next] };
      from = loop;
    } else {
      for (let round = least; round < most; round++) from = add({ kind: 'fork', ways: [build(body, from), next] });
    }
    for (let round = 0; round < least; round++) from = build(body, from);
    return from;
  }

  const found = add({ kind: 'found' });
  return { first: build(ast, found), places };
}
