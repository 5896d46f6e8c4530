import { ring } from './bell-messages.ts';
import { coalesce } from './coalesce.ts';
import type { World } from './types.ts';

const saveEveryMs = 1_000;

const marks = new WeakMap<World, Map<string, number>>();

/** Moves a party's read mark, at most once a second, and always the furthest. */
export function moveRead(conversation: string, by: 'visitor' | 'rep', offset: number, world: World): void {
  const key = `read/${by}/${conversation}`;
  let all = marks.get(world);
  if (all === undefined) marks.set(world, (all = new Map()));
  const own = all;
  own.set(key, Math.max(offset, own.get(key) ?? 0));
  coalesce(world, key, saveEveryMs, async () => {
    const furthest = own.get(key) ?? offset;
    own.delete(key);
    const mark = await world.store.conversations.setRead(conversation, by, furthest);
    ring(world, conversation, { read: { by, offset: mark } });
  });
}
