import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTextProblems } from '../src/schema/json-text.ts';
import { parsePlaybookText } from '../src/schema/index.ts';

const accepts = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('the text of a playbook file', () => {
  it.each<[string, string, string]>([
    ['nothing', '', 'line 1, column 1: not JSON: expected a value, but the text ends'],
    [
      'a comma too many',
      '{\n  "rules": [\n    1,\n  ]\n}',
      'line 4, column 3: not JSON: expected a value, but found "]"',
    ],
    [
      'a comma at the end of an object',
      '{"a": 1,}',
      'line 1, column 9: not JSON: expected a key in double quotes, but found "}"',
    ],
    ['a missing comma', '{\n  "a": 1\n  "b": 2\n}', 'line 3, column 3: not JSON: expected "," or "}", but found "\\""'],
    ['a missing colon', '{"a" 1}', 'line 1, column 6: not JSON: expected ":", but found "1"'],
    ['single quotes', "{'a': 1}", 'line 1, column 2: not JSON: expected a key in double quotes, but found "\'"'],
    ['a comment', '{\n  // rules\n}', 'line 2, column 3: not JSON: expected a key in double quotes, but found "/"'],
    ['an open end', '{"rules": [', 'line 1, column 12: not JSON: expected a value, but the text ends'],
    [
      'an open text',
      '{"a": "b\n"}',
      'line 1, column 9: not JSON: expected the end of a text in double quotes, but found "\\n"',
    ],
    [
      'a wrong escape',
      String.raw`{"a": "\x"}`,
      'line 1, column 8: not JSON: expected the end of a text in double quotes, but found "\\\\"',
    ],
    ['more behind', '{} {}', 'line 1, column 4: not JSON: expected nothing more, but found "{"'],
    ['a page of HTML', '<!doctype html>', 'line 1, column 1: not JSON: expected a value, but found "<"'],
    ['no number', '{"a": 01}', 'line 1, column 8: not JSON: expected "," or "}", but found "1"'],
    ['no end to it', '['.repeat(100_000), 'line 1, column 66: nested more than 64 deep'],
  ])('[PB6] %s is refused with its place', (_name, text, message) => {
    expect(parsePlaybookText(text)).toEqual({ ok: false, problems: [{ path: '', message }] });
  });

  it('[PB6] a key that is there twice is told, wherever it is', () => {
    const text = '{"rules": [{"when": {"cart.value": {"$gte": 1},\n "cart.value": {"$lt": 5}}}], "rules": []}';
    expect(parsePlaybookText(text)).toEqual({
      ok: false,
      problems: [
        { path: 'rules[0].when.cart.value', message: 'line 2, column 2: the key is there twice' },
        { path: 'rules', message: 'line 2, column 31: the key is there twice' },
      ],
    });
  });

  it('[PB6] the same key in two objects is fine, and so are all kinds of values', () => {
    const text = String.raw`[{"a": 1}, {"a": -1.5e-3, "b": [], "c": {}, "d": [true, false, null, "\u00e9\"\\\/"]}, ""]`;
    expect(findTextProblems(text)).toEqual([]);
  });

  it('[PB6] correct text is read, with a byte order mark too', () => {
    expect(parsePlaybookText('\u{FEFF}{ "rules": [] }\n')).toEqual({ ok: true, playbook: { rules: [] } });
  });

  it('[PB6] mistakes of content have their path', () => {
    expect(parsePlaybookText('{ "rules": [], "more": 1 }')).toMatchObject({ ok: false, problems: [{ path: 'more' }] });
  });

  it('[PB6] refuses exactly what JSON.parse refuses', () => {
    const broken = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', '"', ',', '{', ']', '\\', '0', 'e', '.', '-', ' ', 'null', '\t', '\u{0}'),
        fc.nat(2),
      )
      .map(([text, at, put, dropped]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + put + text.slice(place + dropped);
      });
    fc.assert(
      fc.property(broken, (text) => {
        const isSyntax = findTextProblems(text).some(({ message }) => message.includes('not JSON'));
        expect(isSyntax).toBe(!accepts(text));
      }),
      { numRuns: 5000 },
    );
  });
});
