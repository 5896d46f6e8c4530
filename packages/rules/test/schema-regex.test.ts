import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ignoringCase, one, samples } from '../src/schema/regex/charset.ts';
import { graphOf } from '../src/schema/regex/graph.ts';
import type { Graph } from '../src/schema/regex/graph.ts';
import { proveLinear, regexProblem } from '../src/schema/regex/index.ts';
import { parsePattern } from '../src/schema/regex/parse.ts';
import { MAX_STEPS } from '../src/schema/regex/prove.ts';
import { backtrack } from './backtracker.ts';

const graph = (pattern: string): Graph => graphOf(parsePattern(pattern, false));

/** Patterns that take long, with what they take long on: what goes before, what is said again and again, what comes at the end. */
const bad: readonly (readonly [pattern: string, before: string, again: string, after: string])[] = [
  // Exponential.
  ['(a+)+$', '', 'a', '!'],
  ['^(a+)+$', '', 'a', '!'],
  ['^(a|a)*$', '', 'a', '!'],
  ['^(a|aa)+$', '', 'a', '!'],
  ['^(a|b|ab)*c', '', 'ab', '!'],
  ['^(a|a?b?a)+$', '', 'a', '!'],
  ['^(.*a){12}$', '', 'a', '!'],
  ['^([a-z]+)*@', '', 'a', '!'],
  [String.raw`^(\w+\s?)*$`, '', 'a', '!'],
  [String.raw`^(\d+)*$`.replace('*', '+'), '', '1', '!'],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', '', 'a', '!'],
  ['(x+x+)+y', '', 'x', '!'],
  ['^(?:a|[a-c])+$', '', 'a', '!'],
  ['^(?:(?:a|b)+c?)+$', '', 'a', '!'],
  ['^(?:(|)a)+$', '', 'a', '!'],
  ['^(?:a?){25}a{25}$', '', 'a', ''],
  ['^(?:a|a){30}b', '', 'a', '!'],
  // With the square of the text, or a higher power.
  ['a+b', '', 'a', ''],
  ['a*b', '', 'a', ''],
  [String.raw`\s*,\s*`, '', ' ', ''],
  [String.raw`^\s+|\s+$`, 'a', ' ', 'a'],
  [String.raw`\s+$`, 'a', ' ', 'a'],
  [String.raw`\d+x`, '', '1', ''],
  [String.raw`\d+(?:\.\d+)?%`, '', '1', ''],
  ['.*foo', '', 'a', ''],
  ['.+foo', '', 'a', ''],
  ['foo.*bar', '', 'foo', ''],
  ['foo.*$', '', 'foo', '\n'],
  ['^.*a.*b', '', 'a', ''],
  ['^.*,.*,.*;', '', ',', ''],
  ['^a*a*$', '', 'a', '!'],
  [String.raw`^\w*\d*$`, '', '1', '!'],
  [String.raw`^\d*\d*\d*$`, '', '1', '!'],
  [String.raw`^[^/]*/.*/.*\?`, '', '/', ''],
  ['(?:ab)+c', '', 'ab', ''],
  ['<.*>', '', '<', ''],
  ["'?[^']*=", '', 'a', ''],
  ['x(?:a*b|a)*', 'x', 'a', ''],
  ['(?:a|b)*?c', '', 'a', ''],
  ['a+?b', '', 'a', ''],
  ['[a-z]{3,}1', '', 'a', ''],
  [String.raw`[\w.]+@[\w.]+\.com`, '', 'a', ''],
  [String.raw`/.*\.html$`, '', '/', '!'],
  ['a{1,300}b', '', 'a', ''],
];

/** What cannot be proven by its nature, or is no pattern, with a part of what is said of it. */
const refused: readonly (readonly [pattern: string, words: string])[] = [
  ['(?=a)b', 'looks ahead or behind'],
  ['(?!a)b', 'looks ahead or behind'],
  ['(?<=a)b', 'looks ahead or behind'],
  ['(?<!a)b', 'looks ahead or behind'],
  [String.raw`(a)\1`, 'refers back'],
  [String.raw`(?<x>a)\k<x>`, 'refers back'],
  ['(?i:a)', 'unknown kind of group'],
  ['(a*)*', 'repeats without end what may be empty'],
  ['(?:a|b?)+', 'repeats without end what may be empty'],
  [String.raw`(?:\b)*`, 'repeats without end what may be empty'],
  ['^*', 'repeats a place'],
  ['a**', 'repeats a repetition'],
  ['+a', 'nothing before + to repeat'],
  ['(a', 'a ( without its )'],
  ['a)', 'a ) without its ('],
  ['[a', 'a [ without its ]'],
  ['[z-a]', 'two characters in order'],
  [String.raw`[\d-x]`, 'two characters in order'],
  ['a{2', String.raw`a { that stands for itself is written \{`],
  ['a]', String.raw`is written \]`],
  ['a{3,2}', 'least is more than its most'],
  ['a{1001}', 'repeats more than 1000 times'],
  ['(a{1,50}){1,50}x', 'is too long'],
  [String.raw`\p{L}`, String.raw`unknown escape \p`],
  [String.raw`\q`, String.raw`unknown escape \q`],
  ['a\\', 'ends in a backslash'],
  [String.raw`\x1`, 'expected 2 hexadecimal digits'],
  ['😀', 'beyond U+FFFF'],
  [String.raw`[\ud83d]`, 'beyond U+FFFF'],
  ['(?<a>x)(?<a>y)', 'is no regular expression'],
  [`${'('.repeat(60)}a${')'.repeat(60)}`, 'nested too deep'],
];

const good: readonly string[] = [
  'sale',
  'sale|clearance|outlet',
  '^/p/',
  String.raw`^/p/\d+$`,
  String.raw`\d`,
  String.raw`\d+`,
  String.raw`foo\d+`,
  'foo.*',
  '.*',
  '^.*$',
  '^.*foo',
  'a*',
  '^$',
  '',
  '^https?://[^/]+/products/',
  String.raw`^[\w.+-]+@[\w-]+\.[\w.-]+$`,
  '[?&]utm_source=google(?:&|$)',
  'a.{20}b',
  '[a-z]{1,40}x',
  '^/[a-z]{2}(?:-[a-z]{2})?/(?:shop|store)/.*sale',
  String.raw`\bgift\b`,
  String.raw`\bgift(?: ?cards?)?\b`,
  '^(?:ab)+c',
  '^(?:a|b)*c',
  '^a+b+c+$',
  '^[^,]*,[^,]*,',
  String.raw`^\s*[^\s]`,
  String.raw`\.(?:html?|php|aspx)$`,
  '^/(?<section>help|legal)(?:/|$)',
  '(?:^|/)cart(?:/|$)',
  '^(?:[a-z]+-)+[0-9]+$',
  '^(?:[^/]*/){3}',
  'size=(?:xs|s|m|l|xl|xxl)',
  '^[A-Z]{2}[0-9]{6}$',
  'x(?:a|b)*',
  '"[^"]*" *= *"',
  'x(?:a*b)?',
  'a{1,60}b',
  String.raw`\u00e9t\u00e9`,
  String.raw`[\-\]^]`,
  '[^]',
  '[]',
];

describe('regular expressions in a playbook', () => {
  it.each(bad)('[PB9] %s is refused, and does take long', (pattern, before, again, after) => {
    expect(regexProblem(pattern, false)).toMatch(/^(may take very long, as on ".+"|cannot be proven)/);
    const most = 300_000;
    const steps = (times: number): number =>
      backtrack(graph(pattern), before + again.repeat(times) + after, most).steps;
    const [once, twice] = [steps(150), steps(300)];
    expect(twice > most || twice > 3 * once || once > MAX_STEPS * (150 * again.length + 1)).toBe(true);
  });

  it.each(refused)('[PB9] %s is refused', (pattern, words) => {
    expect(regexProblem(pattern, false)).toContain(words);
  });

  it.each(good)('[PB9] %s passes, with as many steps as promised at most', (pattern) => {
    expect(regexProblem(pattern, false)).toBeUndefined();
    expect(regexProblem(pattern, true)).toBeUndefined();
    const proof = proveLinear(pattern, false);
    if (!proof.isLinear) throw new Error('unreachable');
    for (const text of attacksOn(pattern)) {
      const steps = (times: number): number => backtrack(graph(pattern), text.repeat(times)).steps;
      const [short, longer, longest] = [steps(100), steps(200), steps(400)];
      expect(longest, text).toBeLessThanOrEqual(proof.steps * (400 * text.length + 1));
      // Twice as much more text takes twice as many more steps.
      expect(longest - longer, text).toBeLessThanOrEqual(2.05 * (longer - short) + proof.steps);
    }
  });

  it('[PB9] says a way out that is one', () => {
    expect(regexProblem('.*foo', false)).toContain('it finds anywhere, so write "foo"');
    expect(regexProblem('foo.*$', false)).toContain('it finds anywhere, so write "foo"');
    expect(regexProblem(String.raw`\d+x`, false)).toContain('put ^ before it');
    expect(regexProblem('(a+)+$', false)).toContain('use $glob, or several conditions');
  });

  it('[PB9] whatever is proven keeps its promise, and finds what a browser finds', () => {
    let proven = 0;
    let unproven = 0;
    fc.assert(
      fc.property(
        patterns,
        fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 40 }), {
          minLength: 5,
          maxLength: 5,
        }),
        (pattern, texts) => {
          let proof;
          try {
            proof = proveLinear(pattern, false);
          } catch {
            return;
          }
          if (proof.isLinear) proven++;
          else unproven++;
          for (const text of [...texts, 'a'.repeat(60), 'ab'.repeat(30), 'aab'.repeat(20)]) {
            const found = backtrack(graph(pattern), text, 100_000);
            if (proof.isLinear) expect(found.steps).toBeLessThanOrEqual(proof.steps * (text.length + 1));
            if (found.index !== undefined) expect(found.index).toBe(text.search(new RegExp(pattern, 'u')));
          }
        },
      ),
      { numRuns: 3_000 },
    );
    expect(proven).toBeGreaterThan(300);
    expect(unproven).toBeGreaterThan(100);
  });

  it('[PB9] no text makes it throw, and what passes is a pattern with every flag', () => {
    const soup = fc.string({ unit: fc.constantFrom(...String.raw`ab^$.*+?()[]{}|\dwsbu0-1,:<=!i é`), maxLength: 12 });
    let passed = 0;
    fc.assert(
      fc.property(soup, fc.boolean(), (pattern, isIgnoringCase) => {
        if (regexProblem(pattern, isIgnoringCase) !== undefined) return;
        passed++;
        for (const flags of ['', 'i', 'u', 'iu']) expect(() => new RegExp(pattern, flags)).not.toThrow();
      }),
      { numRuns: 5_000 },
    );
    expect(passed).toBeGreaterThan(100);
  });

  it('[PB9] two letters that are one to some browser without case are one here', () => {
    const cased = Array.from({ length: 0x1_00_00 }, (_, unit) => String.fromCharCode(unit)).filter(
      (char) => char.toLowerCase() !== char || char.toUpperCase() !== char,
    );
    const all = cased.join('');
    let compared = 0;
    for (const char of cased) {
      const set = ignoringCase(one(char.charCodeAt(0)));
      for (const flags of ['gi', 'giu']) {
        for (const [other] of all.matchAll(new RegExp(char, flags))) {
          const unit = other.charCodeAt(0);
          expect(
            set.some(([first, last]) => first <= unit && unit <= last),
            `${char} ${other}`,
          ).toBe(true);
          compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(5_000);
  }, 60_000);
});

/** Random patterns over a and b, with everything that repeats and branches. */
const patterns: fc.Arbitrary<string> = fc
  .letrec<{ one: string; many: string }>((tie) => ({
    one: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'pattern' },
      fc.constantFrom('a', 'b', 'ab', '.', '[ab]', '[^a]', String.raw`\s`, 'c', String.raw`\b`),
      tie('many').map((inside) => `(?:${inside})`),
      tie('many').map((inside) => `(?:|${inside})`),
      fc
        .tuple(
          fc.oneof(
            fc.constantFrom('a', 'b', '.', '[ab]'),
            tie('many').map((inside) => `(?:${inside})`),
          ),
          fc.constantFrom('*', '+', '?', '{2}', '{0,2}', '{1,}', '*?', '+?', '??'),
        )
        .map((parts) => parts.join('')),
    ),
    many: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'pattern' },
      tie('one'),
      fc.tuple(tie('one'), tie('one')).map((parts) => parts.join('')),
      fc.tuple(tie('one'), tie('one'), tie('one')).map((parts) => parts.join('')),
      fc.tuple(tie('one'), tie('one')).map((parts) => parts.join('|')),
    ),
  }))
  .many.chain((inside) =>
    fc
      .tuple(fc.constantFrom('', '', '^'), fc.constant(inside), fc.constantFrom('', '', '$'))
      .map((parts) => parts.join('')),
  );

/** Texts made of the characters between which the pattern tells a difference, alone and in pairs, and of its own letters. */
function attacksOn(pattern: string): readonly string[] {
  const sets = graph(pattern).places.flatMap((place) => (place.kind === 'read' ? [place.set] : []));
  const chars = samples(sets).map((unit) => String.fromCharCode(unit));
  const letters = pattern.replaceAll(/[^A-Za-z0-9/=]/g, '');
  const pairs = chars.slice(0, 12).flatMap((first) => chars.slice(0, 12).map((second) => first + second));
  return [...chars, ...pairs, ...(letters ? [letters, letters.slice(0, 3)] : [])];
}
