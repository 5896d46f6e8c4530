import type { FloorWords } from '../../core/floor-view.ts';
import type { ConversationView } from '../../ports/index.ts';
import { claimFor } from '../rep/assignment.ts';
import { repRef } from '../rep-ref.ts';
import type { World } from '../types.ts';

export function floorWords({ record }: ConversationView, world: World): FloorWords {
  const site = record === undefined ? undefined : world.directory().site(record.site);
  return { nameOf: (rep) => repRef(rep, world).name, site, claimOf: (given) => claimFor(given, world) };
}
