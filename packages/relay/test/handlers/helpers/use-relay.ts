import { afterEach, beforeEach } from 'vitest';
import type { World } from '../../../src/handlers/types.ts';
import { createTestWorld } from './node.ts';
import type { TestRelayWorld } from './node.ts';
import { openRep } from './parties.ts';
import type { TestRep } from './parties.ts';

/** A fresh relay for every test of the file, closed after it; a fault on the way fails the test. */
export function useRelay(options: Pick<World, 'files' | 'mail' | 'chooseRep'> = {}): {
  readonly now: TestRelayWorld;
  rep(id: string): Promise<TestRep>;
} {
  let relay: TestRelayWorld | undefined;
  beforeEach(async () => {
    relay = await createTestWorld(undefined, options);
  });
  afterEach(() => relay?.close());
  const now = () => {
    if (relay === undefined) throw new Error('no relay outside a test');
    return relay;
  };
  return {
    get now() {
      return now();
    },
    /** A rep who is connected and available. */
    async rep(id) {
      const rep = await openRep(now().node, id);
      await rep.status('available');
      await now().clock.pass(200);
      return rep;
    },
  };
}
