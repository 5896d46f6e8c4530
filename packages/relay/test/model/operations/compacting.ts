import type { KeptStore, Store } from '../../../src/ports/index.ts';
import { operation } from '../operation.ts';
import type { Step } from '../operation.ts';
import type { Random } from '../random.ts';
import { conversations } from '../world.ts';

export const isKept = (store: Store): store is KeptStore => 'keeping' in store;

/**
 * Conversations become one value in the middle of anything, open or not, on the stores that can: nobody may notice. Which one, by chance of its own,
 * so that what a seed does elsewhere stays what it was; and now and then beside a step, to be in its way.
 */
export function createCompacting(random: Random): (stores: readonly Store[]) => Promise<void> {
  return async (stores) => {
    if (!random.chance(0.1)) return;
    const conversation = random.pick(conversations);
    await Promise.all(
      stores.filter(isKept).map(async (store) => {
        const { log, record } = await store.conversations.view(conversation);
        await store.keeping.compact(conversation, log.top, record?.revision ?? 0);
      }),
    );
  };
}

/** Where both stores can, now and then a conversation goes without its beginning, in both: from then on they must agree on what is left. */
export function createTrimming(random: Random): (stores: readonly Store[]) => Promise<Step> {
  return async (stores) => {
    const [first] = stores;
    if (first === undefined || !stores.every(isKept) || !random.chance(0.03)) return [];
    const conversation = random.pick(conversations);
    const { log, record } = await first.conversations.view(conversation);
    const args = [conversation, log.top, record?.revision ?? 0, random.below(log.top + 1)] as const;
    // Whether it was one value before, only the store knows.
    const run = async (store: Store) => void (await (store as KeptStore).keeping.compact(...args));
    return [operation('keeping.compact', args, run)];
  };
}
