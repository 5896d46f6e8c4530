import { StoreUnavailableError } from '../../../src/ports/index.ts';
import type { KeptStore } from '../../../src/ports/keeping.ts';
import { openRedisStore } from '../../../src/redis/index.ts';

/** Opens a store on servers that share the machine with every other test: three servers may take longer to answer than an operator would wait. */
export async function openStore(url: string, tries = 3): Promise<KeptStore> {
  try {
    return await openRedisStore({ url });
  } catch (error) {
    if (tries <= 1 || !(error instanceof StoreUnavailableError)) throw error;
    return openStore(url, tries - 1);
  }
}
