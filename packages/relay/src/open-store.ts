import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';
import type { Store } from './ports/index.ts';

/**
 * The store the configuration names. Each adapter is loaded only where it is used.
 *
 * @throws Error with one line that says what is wrong and what to do.
 */
export async function openStore(config: Pick<Config, 'dataDir' | 'redisUrl'>): Promise<Store> {
  if (config.redisUrl !== undefined) {
    const { openRedisStore } = await import('./redis/index.ts');
    return openRedisStore({ url: config.redisUrl });
  }
  try {
    await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Error(
      `DATA_DIR=${config.dataDir} cannot be written (${error instanceof Error ? error.message : String(error)}). Choose a folder this user may write to.`,
      {
        cause: error,
      },
    );
  }
  const { openSqliteStore } = await import('./sqlite/index.ts');
  return openSqliteStore({ path: join(config.dataDir, 'tillside.db') });
}
