import type { Answer } from '../http/answer.ts';

/** Something that is fetched: what is there stays on the screen while it is fetched again, or when that fails. */
export interface Loadable<T> {
  readonly value: T | undefined;
  readonly isLoading: boolean;
  readonly hasFailed: boolean;
}

export const unloaded: Loadable<never> = { value: undefined, isLoading: false, hasFailed: false };

export const loading = <T>(before: Loadable<T>): Loadable<T> => ({ ...before, isLoading: true, hasFailed: false });

/** Puts an answer in; `merge` joins it to what was there. */
export function loaded<T, A>(before: Loadable<T>, answer: Answer<A>, merge: (answer: A) => T): Loadable<T> {
  if (answer.kind !== 'ok') return { ...before, isLoading: false, hasFailed: true };
  return { value: merge(answer.value), isLoading: false, hasFailed: false };
}
