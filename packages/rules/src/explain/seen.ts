import { factOf } from '../catalogue/index.ts';
import type { TraceValue } from '../types.ts';
import type { Formatter } from './values.ts';
import type { Seen } from './words/types.ts';

const LIST = /^#(\d{1,6})$/;
/** How long a cut text is, its `…` included. */
const CUT_LENGTH = 24;

/**
 * What a leaf saw, told honestly: of a cut text only its start, of a list only its length.
 *
 * @param value `undefined`: the trace had no room for it
 */
export function seenOf(fact: string, bit: string | undefined, value: TraceValue | undefined, format: Formatter): Seen {
  if (bit !== '0' && bit !== '1') return { how: 'notLooked', value: '' };
  if (value === undefined) return { how: 'lost', value: '' };
  if (value === null) return { how: 'nothing', value: '' };
  const kind = factOf(fact)?.kind;
  const length = kind === 'texts' || kind === 'items' || kind === 'any' ? LIST.exec(String(value))?.[1] : undefined;
  if (length !== undefined) return { how: 'list', value: format.entries(Number(length)) };
  const isCut = typeof value === 'string' && value.endsWith('…') && value.length >= CUT_LENGTH;
  return isCut
    ? { how: 'start', value: format.value(fact, value.slice(0, -1)) }
    : { how: 'value', value: format.value(fact, value) };
}
