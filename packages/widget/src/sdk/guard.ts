import { hint } from './hint.ts';

/** A fault of ours is said once and stays ours: the page goes on. */
export const report = (error: unknown): void => hint('fault', String(error));

/** Wraps an entry point, so that nothing is thrown into the page. */
export const guard =
  <Values extends readonly unknown[], Result>(run: (...values: Values) => Result) =>
  (...values: Values): Result | undefined => {
    try {
      return run(...values);
    } catch (error) {
      report(error);
      return undefined;
    }
  };
