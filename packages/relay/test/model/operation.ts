import type { Store } from '../../src/ports/index.ts';

/** One call of a port that is made on both stores. */
export interface Operation {
  readonly name: string;
  /** As they are given, for the report of a difference. */
  readonly args: readonly unknown[];
  readonly run: (store: Store) => Promise<unknown>;
  /** What the one who asked takes from the answer, once both agree on it. */
  readonly learn: (answer: unknown) => void;
}

export function operation<T>(
  name: string,
  args: readonly unknown[],
  run: (store: Store) => Promise<T>,
  learn: (answer: T) => void = () => {},
): Operation {
  return { name, args, run, learn: (answer) => learn(answer as T) };
}

/** A step of a run: one operation, or several appends given in one turn, whose order is promised. */
export type Step = readonly Operation[];
export type Generate = () => Step;
