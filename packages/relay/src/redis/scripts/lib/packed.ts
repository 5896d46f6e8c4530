import { compress, expand } from '../../../compact/index.ts';
import type { Whole } from '../../../compact/index.ts';

const separator = ':';

/** A compressed value as the scripts take it: a number in front, for them to read, and the bytes as characters (compacted.lua). */
export function packed(head: number | string, whole: Whole): string {
  return `${head}${separator}${compress(whole).toString('latin1')}`;
}

export function unpacked(value: string): Whole {
  return expand(Buffer.from(value.slice(value.indexOf(separator) + 1), 'latin1'));
}
