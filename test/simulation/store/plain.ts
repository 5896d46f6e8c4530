import type { Store } from '../../../packages/relay/src/ports/index.ts';
import { StoreUnavailableError } from '../../../packages/relay/src/ports/index.ts';
import { createReference } from '../../../packages/relay/test/model/reference/index.ts';
import { createBells } from './bus.ts';
import { conversationsData, conversationsPort } from './conversations.ts';
import type { Ground } from './ground.ts';
import { visitorsData, visitorsPort } from './visitors.ts';

/** The simulation's ports without a world around them: every operation happens at once. What the contracts are held against. */
export async function openPlainStore(): Promise<Store> {
  const others = await createReference()();
  const bells = createBells<'here'>(
    (_, hear) => queueMicrotask(hear),
    async (_, listen) => listen(),
  );
  const bus = bells.of('here');
  let isOpen = true;
  const ground: Ground = {
    act: async (_, run) => {
      if (!isOpen) throw new StoreUnavailableError('The store is closed.');
      return structuredClone(run(Date.now()));
    },
    undo: () => {},
    ring: bells.ring,
  };
  return {
    ...others,
    conversations: conversationsPort(ground, conversationsData()),
    visitors: visitorsPort(ground, visitorsData()),
    bus,
    close: async () => {
      isOpen = false;
      await others.close();
    },
  };
}
