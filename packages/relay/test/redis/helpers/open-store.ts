import { patiently } from '../../../../../test/helpers/patiently.ts';
import type { KeptStore } from '../../../src/ports/keeping.ts';
import { openRedisStore } from '../../../src/redis/index.ts';
import type { StoreEvent } from '../../../src/redis/index.ts';

/** Opens a store patiently; what it tells before it is open is told once. */
export async function openStore(url: string, emit: (event: StoreEvent) => void = () => undefined): Promise<KeptStore> {
  return patiently(async () => {
    const early: StoreEvent[] = [];
    let tell = (event: StoreEvent): void => void early.push(event);
    const store = await openRedisStore({ url, emit: (event) => tell(event) });
    tell = emit;
    early.forEach(emit);
    return store;
  });
}
