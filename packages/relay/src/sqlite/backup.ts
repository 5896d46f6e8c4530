import { closeSync, openSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Another process may be opening the file; nobody waits for this one. */
const busyTimeoutMs = 5_000;

/**
 * Copies a store while others write to it. The copy is one consistent moment, in one file, readable by this user alone. In one step:
 * a copy in several would begin anew with every write of another process, and beside a busy relay never end.
 *
 * Throws when `target` exists or cannot be written; nothing is left of a copy that failed.
 */
export async function copyDatabase(source: string, target: string): Promise<void> {
  closeSync(openSync(target, 'wx', 0o600));
  try {
    const database = new DatabaseSync(source, { readOnly: true, timeout: busyTimeoutMs });
    try {
      // Into an empty file is allowed, and keeps the rights it was made with.
      database.prepare('VACUUM INTO ?').run(target);
    } finally {
      database.close();
    }
  } catch (error) {
    rmSync(target, { force: true });
    throw error;
  }
}
