import { limits } from '@tillside/protocol';
import type { Party, World } from './types.ts';

const lastAt = new WeakMap<Party, Map<string, number>>();

/** At most four a second of one socket in one conversation; the rest is dropped without a word. */
export function mayType(party: Party, conversation: string, world: World): boolean {
  let all = lastAt.get(party);
  if (all === undefined || all.size > limits.attachedPerSocket) lastAt.set(party, (all = new Map()));
  const now = world.now();
  const last = all.get(conversation);
  if (last !== undefined && now - last < 1_000 / limits.typingPerSecond) return false;
  all.set(conversation, now);
  return true;
}
