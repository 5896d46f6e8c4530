import { isDeepStrictEqual } from 'node:util';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { dictionary } from './dictionary.ts';

/** What a store keeps in a place. */
export type Cell = string | number | null;

/** Rows of one shape, in the store's own words. */
export interface Table {
  readonly names: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** All that a store keeps of one conversation, to be written back as it was. */
export type Whole = Readonly<Record<string, Table>>;

/** Which dictionary and layout the bytes behind it have. The first and only one so far. */
const version = 1;
const words = Buffer.from(dictionary);

/** JSON within a cell is laid open, where it comes back to the byte: quoted once more it would be longer and share less with its neighbours. */
function open(cell: Cell): unknown {
  if (typeof cell !== 'string' || !/^[[{]/.test(cell)) return cell;
  try {
    const value: unknown = JSON.parse(cell);
    return JSON.stringify(value) === cell ? value : cell;
  } catch {
    return cell;
  }
}

const close = (cell: unknown): Cell =>
  typeof cell === 'object' && cell !== null ? JSON.stringify(cell) : (cell as Cell);

const mapCells = <From, To>(
  whole: Readonly<Record<string, { names: readonly string[]; rows: readonly (readonly From[])[] }>>,
  map: (cell: From) => To,
) =>
  Object.fromEntries(
    Object.entries(whole).map(([name, { names, rows }]) => [name, { names, rows: rows.map((row) => row.map(map)) }]),
  );

/**
 * One compressed value of all of it: deflate with a dictionary, which measured best of what zlib has (docs/benchmarks.md). It is read once more before
 * anybody is given it.
 *
 * @throws Error where it does not come back as it went in: what cannot be read again must not take the place of what can
 */
export function compress(whole: Whole): Buffer {
  const json = JSON.stringify(mapCells(whole, open));
  const bytes = Buffer.concat([Buffer.of(version), deflateRawSync(json, { level: 9, dictionary: words })]);
  if (!isDeepStrictEqual(expand(bytes), whole))
    throw new Error('A conversation was not compacted: it would not come back as it is. It stays as it lies.');
  return bytes;
}

/** @throws Error for bytes that no `compress` of this relay or an older one made */
export function expand(bytes: Uint8Array): Whole {
  if (bytes[0] !== version)
    throw new Error(
      `A compacted conversation is of version ${bytes[0]}; this relay reads up to ${version}. A newer relay wrote it: start that one.`,
    );
  const json = inflateRawSync(bytes.subarray(1), { dictionary: words }).toString();
  return mapCells(JSON.parse(json) as Whole, close);
}
