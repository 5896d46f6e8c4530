import { coalesce } from './coalesce.ts';
import type { World } from './types.ts';

/** A list of conversations need not know to the second which one moved last. */
const touchEveryMs = 10_000;

/** Something was written: the conversation moves up in its site's list. Not worth a write for every message. */
export function touchSoon(site: string, conversation: string, world: World): void {
  coalesce(world, `touch/${conversation}`, touchEveryMs, () => world.store.conversations.touch(site, conversation));
}
