import { StoreUnavailableError } from '../../../src/ports/index.ts';
import type { KeptStore } from '../../../src/ports/keeping.ts';
import { openRedisStore } from '../../../src/redis/index.ts';
import type { StoreEvent } from '../../../src/redis/index.ts';

/**
 * Opens a store on servers that share the machine with every other test: three servers may take longer to answer than an operator would wait.
 * What is told before it is open is told once.
 */
export async function openStore(
  url: string,
  emit: (event: StoreEvent) => void = () => undefined,
  withinMs = 20_000,
): Promise<KeptStore> {
  const from = performance.now();
  const early: StoreEvent[] = [];
  let tell = (event: StoreEvent): void => void early.push(event);
  try {
    const store = await openRedisStore({ url, emit: (event) => tell(event) });
    tell = emit;
    early.forEach(emit);
    return store;
  } catch (error) {
    const leftMs = withinMs - (performance.now() - from);
    if (leftMs <= 0 || !(error instanceof StoreUnavailableError)) throw error;
    return openStore(url, emit, leftMs);
  }
}
