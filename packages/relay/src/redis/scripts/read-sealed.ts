import type { JournalRow } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asNumber, asOptional } from '../script/reply.ts';
import { rowOf } from './append-journal.ts';
import { unpacked } from './lib/packed.ts';

const script = defineScript('read-sealed', ['compacted']);

/** Sealed rows behind a number, oldest first, or before one, newest first; those of one value, none where there are no more. */
export async function readSealed(
  link: Link,
  site: string,
  way: 'after' | 'before',
  number: number,
): Promise<readonly JournalRow[]> {
  const text = asOptional(await script(link, [keys.sealed(site)], [way, String(number)]));
  if (text === undefined) return [];
  const { rows } = unpacked(text);
  const all = (rows?.rows ?? []).map(([n, at, item]) => rowOf(asNumber(n), at, item));
  return way === 'after'
    ? all.filter((row) => row.number > number)
    : all.filter((row) => row.number < number).reverse();
}
