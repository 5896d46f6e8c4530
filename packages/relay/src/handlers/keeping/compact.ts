import { compactAfterMs, cutoffsOf, isAtRest } from '../../core/retention.ts';
import type { Site } from '../../ports/index.ts';
import { fileIdsIn, readBeginning } from './beginning.ts';
import { atOnce } from './steps.ts';
import type { Keeper } from './steps.ts';

/** Compressing takes the processor: so many come before the next breath, and on SQLite into one flush of the disk. */
const compressedAtOnce = 4;

async function compact(
  { world, keeping, files }: Keeper,
  site: Site,
  conversation: string,
  now: number,
): Promise<boolean> {
  const { conversations } = world.store;
  const view = await conversations.view(conversation);
  if (!isAtRest(view, now - compactAfterMs)) return false;
  const beginning = await readBeginning(conversations, conversation, view, cutoffsOf(site, now).names);
  // Its files go first: were it cut off between the two, nothing would name them any more.
  for (const id of fileIdsIn(beginning)) await files?.remove(id);
  const trimTo = beginning.at(-1)?.offset ?? 0;
  return keeping.compact(conversation, view.log.top, view.record?.revision ?? 0, trimTo);
}

/**
 * Conversations at rest become one value each; of one that goes on, what the site keeps no longer is left out. `after`: when the last one looked at was
 * touched.
 */
export async function compactConversations(
  keeper: Keeper,
  site: Site,
  after: number,
  now: number,
): Promise<{ readonly compacted: number; readonly upTo: number; readonly isLast: boolean }> {
  const found = await keeper.keeping.idle(site.id, after, now - compactAfterMs, atOnce);
  let compacted = 0;
  for (let from = 0; from < found.length; from += compressedAtOnce) {
    const some = found.slice(from, from + compressedAtOnce).map((one) => compact(keeper, site, one.conversation, now));
    compacted += (await Promise.all(some)).filter(Boolean).length;
  }
  return { compacted, upTo: found.at(-1)?.at ?? after, isLast: found.length < atOnce };
}
