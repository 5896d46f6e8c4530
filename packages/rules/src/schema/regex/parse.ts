import { DOT, ignoringCase } from './charset.ts';
import type { Charset } from './charset.ts';
import { readClass, readEscape, unit } from './characters.ts';
import { createCursor } from './cursor.ts';

export type Ast =
  | { readonly kind: 'chars'; readonly set: Charset }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Ast[] }
  | { readonly kind: 'repeat'; readonly body: Ast; readonly least: number; readonly most: number }
  | { readonly kind: 'start' | 'end' | 'word' };

const MAX_DEPTH = 50;
const MAX_REPEAT = 1_000;

/**
 * Reads a pattern of the part of ECMAScript's regular expressions that means the same with the flag `u` and without it.
 * Lookarounds, backreferences and the like are refused: no engine can promise linear time for them. @throws PatternProblem
 */
export function parsePattern(pattern: string, isIgnoringCase: boolean): Ast {
  const cursor = createCursor(pattern);
  const { fail, take } = cursor;
  let depth = 0;

  // Where engines differ it is all that one of them reads: the more can be read, the less is proven.
  const chars = (set: Charset): Ast => ({ kind: 'chars', set: isIgnoringCase ? ignoringCase(set) : set });

  function group(): Ast {
    if (/^\?<?[=!]/.test(cursor.rest()))
      fail('looks ahead or behind ((?= (?! (?<= (?<!): nothing can be proven of that');
    if (cursor.rest().startsWith('?') && !cursor.match(/^\?(?::|<[A-Za-z_]\w*>)/))
      fail('unknown kind of group; ( ) and (?: ) are known');
    if (++depth > MAX_DEPTH) fail('nested too deep');
    const body = choice();
    depth--;
    if (!take(')')) fail('a ( without its )');
    return body;
  }

  function atom(): Ast {
    const char = cursor.next();
    switch (char) {
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '.':
        return chars(DOT);
      case '[':
        return chars(readClass(cursor));
      case '(':
        return group();
      case '\\':
        return take('b') || take('B') ? { kind: 'word' } : chars(readEscape(cursor, false));
      case '*':
      case '+':
      case '?':
        cursor.back();
        return fail(`nothing before ${char} to repeat`);
      case '{':
      case '}':
      case ']':
        cursor.back();
        return fail(`a ${char} that stands for itself is written \\${char}`);
      default:
        return chars(unit(cursor, char.charCodeAt(0)));
    }
  }

  function times(): readonly [least: number, most: number] | undefined {
    if (take('*')) return [0, Infinity];
    if (take('+')) return [1, Infinity];
    if (take('?')) return [0, 1];
    const found = cursor.match(/^\{(\d{1,6})(?:(,)(\d{0,6}))?\}/);
    if (!found) return undefined;
    const least = Number(found[1]);
    const most = found[2] === undefined ? least : found[3] ? Number(found[3]) : Infinity;
    if (most < least) fail('a repetition whose least is more than its most');
    if (least > MAX_REPEAT || (most !== Infinity && most > MAX_REPEAT)) fail(`repeats more than ${MAX_REPEAT} times`);
    return [least, most];
  }

  function term(): Ast {
    const body = atom();
    const range = times();
    if (!range) return body;
    if (body.kind === 'start' || body.kind === 'end' || body.kind === 'word')
      fail('repeats a place (^, $, \\b), not a character');
    // Lazy: it tries the same ways in another order.
    take('?');
    if (/^[*+?]/.test(cursor.rest())) fail('repeats a repetition: put the inner one into ( )');
    return { kind: 'repeat', body, least: range[0], most: range[1] };
  }

  function sequence(): Ast {
    const parts: Ast[] = [];
    while (!cursor.isOver() && !/^[|)]/.test(cursor.rest())) parts.push(term());
    return { kind: 'sequence', parts };
  }

  function choice(): Ast {
    const parts = [sequence()];
    while (take('|')) parts.push(sequence());
    return parts.length === 1 ? parts[0]! : { kind: 'choice', parts };
  }

  const whole = choice();
  if (!cursor.isOver()) fail('a ) without its (');
  return whole;
}
