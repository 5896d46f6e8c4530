import type { KeptStore, Store } from '../../../src/ports/index.ts';
import type { Random } from '../random.ts';
import { conversations } from '../world.ts';

const isKept = (store: Store): store is KeptStore => 'keeping' in store;

/**
 * Conversations become one value in the middle of anything, open or not, on the stores that can: nobody may notice. Which one, by chance of its own,
 * so that what a seed does elsewhere stays what it was; and now and then beside a step, to be in its way.
 */
export function createCompacting(random: Random): (stores: readonly Store[]) => Promise<void> {
  return async (stores) => {
    if (!random.chance(0.2)) return;
    const conversation = random.pick(conversations);
    await Promise.all(
      stores.filter(isKept).map(async (store) => {
        const { log, record } = await store.conversations.view(conversation);
        await store.keeping.compact(conversation, log.top, record?.revision ?? 0);
      }),
    );
  };
}
