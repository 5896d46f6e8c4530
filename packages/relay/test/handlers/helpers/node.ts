import { createDirectoryCache } from '../../../src/directory-cache.ts';
import { createFloorWork } from '../../../src/handlers/floor/index.ts';
import type { FloorWork } from '../../../src/handlers/floor/index.ts';
import type { RelayEvent, World } from '../../../src/handlers/types.ts';
import type { Store } from '../../../src/ports/index.ts';
import { openSqliteStore } from '../../../src/sqlite/index.ts';
import { createSeals } from '../../../src/transport/seals.ts';
import { createSocketRegistry } from '../../../src/transport/socket-registry.ts';
import type { SocketRegistry } from '../../../src/transport/socket-registry.ts';
import { createTestClock } from './clock.ts';
import type { TestClock } from './clock.ts';
import { shop } from './shop.ts';

/** One relay node without its transport. */
export interface TestNode {
  readonly world: World;
  readonly registry: SocketRegistry;
  readonly floor: FloorWork;
  readonly events: readonly RelayEvent[];
  /** Reads the directory anew, as the bell would make it. */
  refresh(): Promise<void>;
  /** Work that a bell began; its failure fails the test. */
  background(work: Promise<void>): void;
}

export interface TestRelayWorld {
  readonly clock: TestClock;
  readonly store: Store;
  readonly node: TestNode;
  /** One more node on the same store. */
  addNode(name: string): Promise<TestNode>;
  /** The node is gone without a word, as by `kill -9`. */
  kill(node: TestNode): void;
  close(): Promise<void>;
}

/** What a relay's secret seals. */
export const seals = createSeals('5ea1');

const start = Date.UTC(2026, 10, 2, 9);

/** A relay on a store in memory, with the two shops of shop.ts, past its first presence lease. */
export async function createTestWorld(
  wrap: (store: Store) => Store = (store) => store,
  options: Pick<World, 'files' | 'mail' | 'chooseRep'> = {},
): Promise<TestRelayWorld> {
  const nodes = new Set<TestNode>();
  const dead = new Set<World>();
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const clock = createTestClock(start, async () => {
    await Promise.all([...nodes].map((node) => node.floor.settled()));
    await Promise.all(underWay);
  });
  const inner = openSqliteStore({ path: ':memory:', now: clock.now });
  const store = wrap(inner);
  await store.directory.apply(shop, await store.directory.revision());
  let ids = 0;

  async function addNode(name: string): Promise<TestNode> {
    const directory = createDirectoryCache(store.directory);
    await directory.refresh();
    const registry = createSocketRegistry();
    const events: RelayEvent[] = [];
    const world: World = {
      store,
      ...options,
      node: name,
      seals,
      sockets: registry,
      directory: directory.view,
      availability: (site) => floor.availability(site),
      bands: (site) => floor.bands(site),
      wait: (places) => floor.wait(places),
      newId: (prefix) => `${prefix}_${(ids += 1)}`,
      now: clock.now,
      after: (ms, run) => clock.after(ms, () => dead.has(world) || run()),
      emit: (event) => void events.push(event),
    };
    const floor = createFloorWork(world);
    const node: TestNode = {
      world,
      registry,
      floor,
      events,
      async refresh() {
        if (await directory.refresh()) floor.directoryChanged();
      },
      background(work) {
        const watched: Promise<void> = work
          .catch((error: unknown) => void failures.push(error))
          .finally(() => underWay.delete(watched));
        underWay.add(watched);
      },
    };
    nodes.add(node);
    await floor.start();
    return node;
  }

  const node = await addNode('node_a');
  await clock.pass(10_000);
  return {
    clock,
    store,
    node,
    addNode,
    kill(gone) {
      dead.add(gone.world);
      nodes.delete(gone);
      for (const party of gone.registry.teams().flatMap((team) => [...gone.registry.teamOf(team)])) {
        gone.registry.remove(party);
      }
    },
    async close() {
      await clock.settle();
      await Promise.all([...nodes].map((one) => one.floor.stop()));
      await clock.settle();
      await inner.close();
      const faults = [...nodes].flatMap((one) => one.events).filter(({ level }) => level === 'error');
      if (failures.length > 0 || faults.length > 0) {
        throw new AggregateError(failures, `faults: ${JSON.stringify(faults)}`);
      }
    },
  };
}
