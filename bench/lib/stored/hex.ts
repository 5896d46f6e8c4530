import { createHash } from 'node:crypto';

/** So many hex digits: the same again each time, and as little like another as ids are. */
export const hex = (length: number, ...of: readonly (string | number)[]): string =>
  createHash('sha256').update(of.join('/')).digest('hex').slice(0, length);
