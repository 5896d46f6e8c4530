import { hint } from './hint.ts';

/** A fault of ours is said once and stays ours: the page goes on. */
export const report = (error: unknown): void => hint('fault', String(error));

/** What the shop's page throws where we only look, or call it, is the shop's own affair. */
export const passOver = (): void => {};

/** Wraps an entry point, so that nothing is thrown into the page; what is thrown is said, unless `onError` is `passOver`. */
export const guard =
  <Values extends readonly unknown[], Result>(run: (...values: Values) => Result, onError = report) =>
  (...values: Values): Result | undefined => {
    try {
      return run(...values);
    } catch (error) {
      return onError(error) as undefined;
    }
  };
