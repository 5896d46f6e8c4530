import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isBusy, isReadOnly, whyUnavailable } from './errors.ts';
import { migrate } from './migrate.ts';

/** A statement waits this long for another process before it gives up; short, because it blocks the event loop. */
const busyTimeoutMs = 50;
/** While the file is opened nothing is served yet, so it may wait longer for another process that is opening it too. */
const openAttempts = 40;
const openRetryMs = 25;
/** Pages in the write-ahead log before they are moved into the file: 16 MiB, so that few commits have to wait for that. */
const checkpointPages = 4_096;

const pragmas = `
PRAGMA synchronous = FULL;
PRAGMA foreign_keys = ON;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -32000;
PRAGMA wal_autocheckpoint = ${checkpointPages};
`;

/**
 * The database, ready: folder and file made for this user alone, settings set, migrated. Throws an Error that names the path and
 * says what to do.
 */
export function openDatabase(path: string): DatabaseSync {
  if (path !== ':memory:') makeFile(path);
  for (let attempt = 1; ; attempt++) {
    try {
      return tryOpen(path);
    } catch (error) {
      if (!isBusy(error) || attempt === openAttempts) throw explain(path, error);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, openRetryMs);
    }
  }
}

function tryOpen(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    // Not part of a transaction, and SQLite does not wait for others here.
    db.exec('PRAGMA journal_mode = WAL');
    db.exec(pragmas);
    migrate(db);
    tryWrite(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** A file that can only be read opens without a word; whoever starts should hear of it before the first visitor does. */
function tryWrite(db: DatabaseSync): void {
  try {
    db.exec('BEGIN IMMEDIATE');
    db.exec('ROLLBACK');
  } catch (error) {
    // Somebody else is writing, so it can be written.
    if (!isBusy(error)) throw error;
  }
}

function makeFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // Made here, for SQLite would make it readable by everybody; its side files take over these rights.
    closeSync(openSync(path, 'a', 0o600));
    // With one of these it opens, and the first write fails. Asked and not opened: closing one would give up SQLite's own locks on it.
    for (const one of [dirname(path), `${path}-wal`, `${path}-shm`])
      if (existsSync(one)) accessSync(one, constants.W_OK);
  } catch (error) {
    throw notWritable(path, reason(error), error);
  }
}

function notWritable(path: string, why: string, cause: unknown): Error {
  const named = cause instanceof Error && 'path' in cause ? String(cause.path) : dirname(path);
  return new Error(
    `The database ${path} cannot be opened for writing (${why}): make ${named} writable for this user, or choose another folder with DATA_DIR. A command that ran as another user may have left it so; chown gives it back.`,
    { cause },
  );
}

function explain(path: string, error: unknown): Error {
  if (path !== ':memory:' && isReadOnly(error)) return notWritable(path, whyUnavailable(error) ?? '', error);
  const why = whyUnavailable(error) ?? reason(error);
  return new Error(`The database ${path} cannot be used: ${why}`, { cause: error });
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('E') &&
    !error.code.startsWith('ERR')
    ? error.code
    : error.message;
}
