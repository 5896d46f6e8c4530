import { StoreUnavailableError } from '../../ports/index.ts';

/** SQLite's primary result codes that speak of the disk, the file or another process, not of what was asked. */
const unavailable: Readonly<Record<number, string>> = {
  5: 'another process holds the database locked',
  6: 'a table is locked',
  7: 'no memory is left',
  8: 'the database is read-only',
  9: 'it was interrupted',
  10: 'the disk failed',
  11: 'the database file is damaged',
  13: 'the disk is full',
  14: 'a file could not be opened',
  15: 'the lock protocol failed',
  23: 'access was denied',
  26: 'the file is not a database',
};

const busyCodes: ReadonlySet<number> = new Set([5, 6, 15]);
const readOnlyCodes: ReadonlySet<number> = new Set([8, 14]);

/** The primary result code of an error of SQLite's; absent for anything else. */
function codeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  // Extended codes carry the primary one in their lowest byte.
  return error.errcode & 0xff;
}

/** Another process is writing: waiting helps. */
export function isBusy(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && busyCodes.has(code);
}

/** A file of the store, or its folder, lets nobody of this user write. */
export function isReadOnly(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && readOnlyCodes.has(code);
}

/** Why the store cannot be asked, in words; absent when the error is a fault of the one who asked. */
export function whyUnavailable(error: unknown): string | undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_STATE') return 'it is closed';
  const code = codeOf(error);
  return code === undefined ? undefined : unavailable[code];
}

/** Anything that was thrown, as what a port may reject with. */
export function storeError(error: unknown): Error {
  if (error instanceof StoreUnavailableError) return error;
  const why = whyUnavailable(error);
  if (why !== undefined) return new StoreUnavailableError(`The database did not answer: ${why}.`, { cause: error });
  return error instanceof Error ? error : new Error('The database failed.', { cause: error });
}
