import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from './host.ts';
import type { CliHost } from './host.ts';
import { copyDatabase } from '../sqlite/backup.ts';

/** Copies the SQLite store while the relay goes on; the copy is one consistent moment. Redis is backed up by its own means. */
export async function backup(host: CliHost, target: string): Promise<void> {
  const config = host.config();
  if (config.redisUrl !== undefined)
    throw new UsageError('The store is Redis: back up its append-only file, as docs/operations.md says.');
  const source = join(config.dataDir, 'tillside.db');
  if (!existsSync(source)) throw new UsageError(`There is no store at ${source}. Set DATA_DIR to the relay's folder.`);
  const path = resolve(target);
  if (existsSync(path)) throw new UsageError(`${path} is there already; choose another name.`);
  await copyDatabase(source, path);
  host.print(`Copied to ${path}. To restore: stop the relay and put it back as ${source}.`);
}
