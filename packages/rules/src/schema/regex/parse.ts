import { complement, DIGITS, DOT, ignoringCase, one, SPACES, union, WORDS } from './charset.ts';
import type { Charset } from './charset.ts';

export type Ast =
  | { readonly kind: 'chars'; readonly set: Charset }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Ast[] }
  | { readonly kind: 'repeat'; readonly body: Ast; readonly least: number; readonly most: number }
  | { readonly kind: 'start' | 'end' | 'word' };

/** The pattern is none, or holds what nothing can be proven of. Its message says what to do. */
export class PatternProblem extends Error {}

const MAX_DEPTH = 50;
const MAX_REPEAT = 1_000;
const CLASSES: Readonly<Record<string, Charset>> = {
  d: DIGITS,
  D: complement(DIGITS),
  w: WORDS,
  W: complement(WORDS),
  s: SPACES,
  S: complement(SPACES),
};
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13 };

/**
 * Reads a pattern of the part of ECMAScript's regular expressions that means the same with the flag `u` and without it.
 * Lookarounds, backreferences and the like are refused: no engine can promise linear time for them. @throws PatternProblem
 */
export function parsePattern(pattern: string, isIgnoringCase: boolean): Ast {
  let at = 0;
  let depth = 0;

  const fail = (message: string): never => {
    throw new PatternProblem(`${message} (at character ${at + 1})`);
  };
  const take = (expected: string): boolean => {
    if (!pattern.startsWith(expected, at)) return false;
    at += expected.length;
    return true;
  };
  const next = (): string => pattern[at++] ?? '';
  const folded = (set: Charset): Charset => (isIgnoringCase ? ignoringCase(set) : set);

  function hex(digits: number): number {
    const text = pattern.slice(at, at + digits);
    if (!new RegExp(`^[0-9a-fA-F]{${digits}}$`).test(text)) fail(`expected ${digits} hexadecimal digits`);
    at += digits;
    return Number.parseInt(text, 16);
  }

  function escape(isInClass: boolean): Charset {
    const char = next();
    const set = CLASSES[char];
    if (set) return set;
    const control = CONTROLS[char];
    if (control !== undefined) return one(control);
    if (char === 'x') return one(hex(2));
    if (char === 'u') return unit(hex(4));
    if (/^[\^$\\.*+?()[\]{}|/]$/.test(char) || (isInClass && char === '-')) return one(char.charCodeAt(0));
    at--;
    if (/^[1-9k]$/.test(char)) return fail('refers back to what was found before: nothing can be proven of that');
    return fail(char ? `unknown escape \\${char}` : 'ends in a backslash');
  }

  /** Half of a character beyond U+FFFF would mean something else with each flag. */
  function unit(code: number): Charset {
    if (code >= 0xd8_00 && code <= 0xdf_ff) fail('characters beyond U+FFFF (emoji) are not supported: use . for one');
    return one(code);
  }

  function classMember(): Charset {
    if (take('\\')) return escape(true);
    return unit(next().charCodeAt(0));
  }

  function characterClass(): Ast {
    const isNegated = take('^');
    const sets: Charset[] = [];
    while (!take(']')) {
      if (at >= pattern.length) fail('a [ without its ]');
      const low = classMember();
      if (pattern[at] === '-' && pattern[at + 1] !== ']' && at + 1 < pattern.length) {
        at++;
        const high = classMember();
        const [from, to] = [single(low), single(high)];
        if (from === undefined || to === undefined || from > to)
          fail('a range within [ ] needs two characters in order');
        else sets.push([[from, to]]);
      } else sets.push(low);
    }
    const set = union(...sets.flat());
    // All that it reads in one engine's mind or another's: the more can be read, the less is proven.
    return { kind: 'chars', set: folded(isNegated ? complement(set) : set) };
  }

  function group(): Ast {
    if (pattern[at] === '?') {
      if (/^\?(?:<?[=!])/.test(pattern.slice(at)))
        fail('looks ahead or behind ((?= (?! (?<= (?<!): nothing can be proven of that');
      const opening = /^\?(?::|<[A-Za-z_]\w*>)/.exec(pattern.slice(at))?.[0];
      if (opening === undefined) fail('unknown kind of group; ( ) and (?: ) are known');
      else at += opening.length;
    }
    if (++depth > MAX_DEPTH) fail('nested too deep');
    const body = choice();
    depth--;
    if (!take(')')) fail('a ( without its )');
    return body;
  }

  function atom(): Ast {
    const char = next();
    switch (char) {
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '.':
        return { kind: 'chars', set: DOT };
      case '[':
        return characterClass();
      case '(':
        return group();
      case '\\':
        if (take('b') || take('B')) return { kind: 'word' };
        return { kind: 'chars', set: folded(escape(false)) };
      case '*':
      case '+':
      case '?':
        at--;
        return fail(`nothing before ${char} to repeat`);
      case '{':
      case '}':
      case ']':
        at--;
        return fail(`a ${char} that stands for itself is written \\${char}`);
      default:
        return { kind: 'chars', set: folded(unit(char.charCodeAt(0))) };
    }
  }

  function times(): readonly [number, number] | undefined {
    if (take('*')) return [0, Infinity];
    if (take('+')) return [1, Infinity];
    if (take('?')) return [0, 1];
    const found = /^\{(\d{1,6})(?:(,)(\d{0,6}))?\}/.exec(pattern.slice(at));
    if (!found) return undefined;
    const least = Number(found[1]);
    const most = found[2] === undefined ? least : found[3] ? Number(found[3]) : Infinity;
    if (most < least) fail('a repetition whose least is more than its most');
    if (Math.max(least, most === Infinity ? 0 : most) > MAX_REPEAT) fail(`repeats more than ${MAX_REPEAT} times`);
    at += found[0].length;
    return [least, most];
  }

  function term(): Ast {
    const body = atom();
    const range = times();
    if (!range) return body;
    if (body.kind === 'start' || body.kind === 'end' || body.kind === 'word')
      fail('repeats a place (^, $, \\b), not a character');
    take('?');
    if (/^[*+?]/.test(pattern.slice(at))) fail('repeats a repetition: put the inner one into ( )');
    return { kind: 'repeat', body, least: range[0], most: range[1] };
  }

  function sequence(): Ast {
    const parts: Ast[] = [];
    while (at < pattern.length && pattern[at] !== '|' && pattern[at] !== ')') parts.push(term());
    return { kind: 'sequence', parts };
  }

  function choice(): Ast {
    const parts = [sequence()];
    while (take('|')) parts.push(sequence());
    return parts.length === 1 ? parts[0]! : { kind: 'choice', parts };
  }

  const whole = choice();
  if (at < pattern.length) fail('a ) without its (');
  return whole;
}

const single = (set: Charset): number | undefined =>
  set.length === 1 && set[0]![0] === set[0]![1] ? set[0]![0] : undefined;
