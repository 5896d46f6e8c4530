import type { DatabaseSync } from 'node:sqlite';
import { migrations } from '../migrations/index.ts';

/** Leads the database to this relay's version, one transaction a step. Several processes may try at once; the lock lets one do it. */
export function migrate(db: DatabaseSync, steps: readonly string[] = migrations): void {
  const found = versionOf(db);
  if (found > steps.length) {
    throw new Error(
      `it was written by a newer relay (version ${found} of its layout; this relay knows up to ${steps.length}). Start the newer relay, or restore a backup from before the upgrade.`,
    );
  }
  for (const [index, step] of steps.entries()) {
    if (index < found) continue;
    db.exec('BEGIN IMMEDIATE');
    try {
      // Another process may have done it while this one waited.
      if (versionOf(db) === index) db.exec(`${step}; PRAGMA user_version = ${index + 1};`);
      db.exec('COMMIT');
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }
}

function versionOf(db: DatabaseSync): number {
  return Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
}
