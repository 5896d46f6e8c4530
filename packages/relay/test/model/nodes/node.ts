import { createDirectoryCache } from '../../../src/directory-cache.ts';
import { createFloorWork } from '../../../src/handlers/floor/index.ts';
import { createPresence } from '../../../src/handlers/floor/presence.ts';
import type { RelayEvent, World } from '../../../src/handlers/types.ts';
import { StoreUnavailableError } from '../../../src/ports/index.ts';
import type { Store } from '../../../src/ports/index.ts';
import { createSocketRegistry } from '../../../src/transport/socket-registry.ts';
import { seals } from '../../handlers/helpers/node.ts';
import type { TestNode } from '../../handlers/helpers/node.ts';
import { gatedStore } from './gated-store.ts';
import type { Scheduler } from './scheduler.ts';

/** A relay node that does nothing of its own accord: it looks and renews when the run says so. */
export interface ModelNode extends TestNode {
  /** One thorough look at all teams: claims settled, queues served. */
  look(): Promise<void>;
  renewPresence(): Promise<void>;
}

export interface Ground {
  readonly store: Store;
  readonly scheduler: Scheduler;
  readonly now: () => number;
  /** Faults of ours; a store that could not be reached is none. */
  readonly fault: (error: unknown) => void;
}

let ids = 0;

export async function createModelNode(name: string, { store, scheduler, now, fault }: Ground): Promise<ModelNode> {
  const directory = createDirectoryCache(store.directory);
  await directory.refresh();
  const registry = createSocketRegistry();
  const watch = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) fault(error);
    }
  };
  const world: World = {
    store: gatedStore(store, name, scheduler, now),
    node: name,
    seals,
    sockets: registry,
    directory: directory.view,
    availability: () => 'now',
    bands: () => ({ teams: {}, skills: {} }),
    newId: (prefix) => `${prefix}_${(ids += 1)}`,
    now,
    // What is told later is nobody's business here.
    after: () => () => {},
    emit: (event: RelayEvent) => {
      if (event.level === 'error') fault(new Error(JSON.stringify(event)));
    },
  };
  const floor = createFloorWork(world);
  const presence = createPresence(world);
  return {
    world,
    registry,
    floor,
    events: [],
    refresh: async () => {},
    background: (work) => void watch(work),
    look: () => watch(floor.tick()),
    renewPresence: () => watch(presence.renewAll()),
  };
}
