import { join } from 'node:path';
import { ConfigError } from './config.ts';
import type { Config } from './config.ts';
import type { RelayEvent } from './handlers/types.ts';
import type { KeptStore } from './ports/index.ts';

type Emit = (event: RelayEvent) => void;

/** The SQLite store's file. */
export function databasePath({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'tillside.db');
}

async function openNamed(config: Pick<Config, 'dataDir' | 'redisUrl'>, emit: Emit): Promise<KeptStore> {
  // Each adapter is loaded only where it is used.
  if (config.redisUrl === undefined) {
    const { openSqliteStore } = await import('./sqlite/index.ts');
    return openSqliteStore({ path: databasePath(config) });
  }
  const { openRedisStore } = await import('./redis/index.ts');
  return openRedisStore({ url: config.redisUrl, emit });
}

/**
 * The store the configuration names.
 *
 * @param emit told of a server set up so that it may lose what it acknowledged, and when it is lost and back; default: nobody
 * @throws ConfigError with one line that says what is wrong and what to do.
 */
export async function openStore(
  config: Pick<Config, 'dataDir' | 'redisUrl'>,
  emit: Emit = () => {},
): Promise<KeptStore> {
  try {
    return await openNamed(config, emit);
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/**
 * Copies the SQLite store while others write to it, as one consistent moment, to a file that does not exist yet.
 *
 * @throws the system's error when `target` is there or cannot be written; nothing is left of it then.
 */
export async function copyStore(config: Pick<Config, 'dataDir'>, target: string): Promise<void> {
  const { copyDatabase } = await import('./sqlite/backup.ts');
  await copyDatabase(databasePath(config), target);
}
