import { backup, DatabaseSync } from 'node:sqlite';

/** Copies a store while others write to it; the copy is one consistent moment. */
export async function copyDatabase(source: string, target: string): Promise<void> {
  const database = new DatabaseSync(source, { readOnly: true });
  try {
    await backup(database, target);
  } finally {
    database.close();
  }
}
