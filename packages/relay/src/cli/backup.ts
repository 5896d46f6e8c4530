import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigError } from '../config.ts';
import { copyStore, databasePath } from '../open-store.ts';
import { fileReason, UsageError } from './host.ts';
import type { CliHost } from './host.ts';

/** Copies the SQLite store while the relay goes on; the copy is one consistent moment. Redis is backed up by its own means. */
export async function backup(host: CliHost, target: string): Promise<void> {
  const config = host.config();
  if (config.redisUrl !== undefined)
    throw new ConfigError(
      'REDIS_URL is set, so the store is Redis: copy the files of its append-only log instead, as docs/operations.md says.',
    );
  const source = databasePath(config);
  if (!existsSync(source)) throw new ConfigError(`There is no store at ${source}. Set DATA_DIR to the relay's folder.`);
  const path = resolve(target);
  try {
    await copyStore(config, path);
  } catch (error) {
    throw new UsageError(`${path} was not written: ${fileReason(error)}.`, { cause: error });
  }
  host.print(`Copied to ${path}. To restore: stop the relay and put it back as ${source}.`);
}
