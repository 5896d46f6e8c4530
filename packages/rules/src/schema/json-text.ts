import { formatPath } from './problems.ts';
import type { Path, Problem } from './problems.ts';

/** Deeper than any playbook, shallower than any stack. */
const MAX_DEPTH = 64;

class SyntaxProblem extends Error {}

/**
 * Reads a JSON text only to find its mistakes with line and column, which `JSON.parse` does not tell alike in every browser, and
 * keys that are there twice, of which `JSON.parse` silently keeps the last.
 */
export function findTextProblems(text: string): readonly Problem[] {
  const problems: Problem[] = [];
  let at = 0;

  const place = (offset: number): string => {
    const lines = text.slice(0, offset).split('\n');
    return `line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}`;
  };
  const fail = (expected: string): never => {
    const found = at < text.length ? `found ${JSON.stringify(text[at])}` : 'the text ends';
    throw new SyntaxProblem(`${place(at)}: not JSON: expected ${expected}, but ${found}`);
  };
  const space = (): void => {
    while (' \t\n\r'.includes(text[at] ?? 'x')) at++;
  };
  /** Steps over what the pattern finds right here. */
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  const string = (): string => {
    // Control characters must be escaped.
    // oxlint-disable-next-line no-control-regex
    const raw = take(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y);
    if (raw !== undefined) return JSON.parse(raw) as string;
    // oxlint-disable-next-line no-control-regex
    take(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*/y);
    return fail('the end of a text in double quotes');
  };

  /** `entry` reads one; commas between, `close` at the end. */
  function series(close: string, entry: () => void): void {
    at++;
    space();
    if (text[at] === close) return void at++;
    for (;;) {
      entry();
      space();
      if (text[at] === close) return void at++;
      if (text[at] !== ',') fail(`"," or "${close}"`);
      at++;
      space();
    }
  }
  function object(path: Path): void {
    const seen = new Set<string>();
    series('}', () => {
      if (text[at] !== '"') fail('a key in double quotes');
      const start = at;
      const key = string();
      const here = [...path, key];
      if (seen.has(key)) problems.push({ path: formatPath(here), message: `${place(start)}: the key is there twice` });
      seen.add(key);
      space();
      if (text[at] !== ':') fail('":"');
      at++;
      value(here);
    });
  }
  function array(path: Path): void {
    let index = 0;
    series(']', () => value([...path, index++]));
  }
  function value(path: Path): void {
    space();
    if (path.length > MAX_DEPTH) throw new SyntaxProblem(`${place(at)}: nested more than ${MAX_DEPTH} deep`);
    const first = text[at];
    if (first === '{') object(path);
    else if (first === '[') array(path);
    else if (first === '"') string();
    else if (take(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y) === undefined) fail('a value');
  }

  try {
    value([]);
    space();
    if (at < text.length) fail('nothing more');
    return problems;
  } catch (error) {
    if (error instanceof SyntaxProblem) return [{ path: '', message: error.message }];
    throw error;
  }
}
