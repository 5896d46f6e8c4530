import type { RepRef } from '../core/entries.ts';
import { firstName } from '../core/invitation-text.ts';
import type { World } from './types.ts';

/** A rep as entries name one: by the first name, which visitors read as well. */
export function repRef(id: string, world: World): RepRef {
  const rep = world.directory().rep(id);
  return { id, name: rep === undefined ? id : firstName(rep.name) };
}
