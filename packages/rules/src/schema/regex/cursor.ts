/** The pattern is none, or holds what nothing can be proven of. Its message says what to do. */
export class PatternProblem extends Error {}

/** A place in a pattern that is being read. */
export interface Cursor {
  /** What is left. */
  readonly rest: () => string;
  readonly isOver: () => boolean;
  /** Steps over this text, if it is what comes next. */
  readonly take: (expected: string) => boolean;
  /** Steps over what this pattern finds right here, and gives it. */
  readonly match: (wanted: RegExp) => RegExpExecArray | undefined;
  /** Steps over one character; empty at the end. */
  readonly next: () => string;
  readonly back: () => void;
  /** @throws PatternProblem that names the place */
  readonly fail: (message: string) => never;
}

export function createCursor(pattern: string): Cursor {
  let at = 0;
  const rest = (): string => pattern.slice(at);
  return {
    rest,
    isOver: () => at >= pattern.length,
    take(expected) {
      if (!pattern.startsWith(expected, at)) return false;
      at += expected.length;
      return true;
    },
    match(wanted) {
      const found = wanted.exec(rest()) ?? undefined;
      at += found?.[0].length ?? 0;
      return found;
    },
    next: () => pattern[at++] ?? '',
    back: () => void at--,
    fail(message) {
      throw new PatternProblem(`${message} (at character ${at + 1})`);
    },
  };
}
