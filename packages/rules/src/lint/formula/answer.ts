/** Whether something can be so. `unknown` is an answer: nothing is guessed from it. */
export type Answer = 'yes' | 'no' | 'unknown';

/** One way is enough. */
export const oneOf = (answers: readonly Answer[]): Answer =>
  answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';

/** Each is needed. */
export const allOf = (answers: readonly Answer[]): Answer =>
  answers.includes('no') ? 'no' : answers.includes('unknown') ? 'unknown' : 'yes';
