import type { KeptStore } from '../ports/index.ts';
import { StoreUnavailableError } from '../ports/index.ts';
import { createAppends } from './appends.ts';
import { createBus } from './bus.ts';
import { createKeeping } from './keeping/index.ts';
import { keys } from './keys.ts';
import { createConnection } from './link/connection.ts';
import type { Connection } from './link/connection.ts';
import { UnsuitableServerError, reasonOf } from './link/errors.ts';
import { at, createEntrance } from './link/entrance.ts';
import { createLink } from './link/link.ts';
import type { Link } from './link/link.ts';
import { createRoutedLink } from './link/routed-link.ts';
import { createShards } from './link/shards.ts';
import type { Links } from './links.ts';
import { createConversations } from './ports/conversations.ts';
import { createDirectory } from './ports/directory.ts';
import { createFloor } from './ports/floor.ts';
import { createJournal } from './ports/journal.ts';
import { createLedger } from './ports/ledger.ts';
import { createMails } from './ports/mails.ts';
import { createVisitors } from './ports/visitors.ts';
import { loadScripts } from './script/define.ts';
import { checkServer } from './server/check-server.ts';
import { unsafeSettings } from './server/unsafe-settings.ts';
import { slotOf } from './slot.ts';

/** What happens to the store in the background, for the log: `store.lost`, `store.back`, `store.unsafe`, `store.fault`. */
export interface StoreEvent {
  readonly name: string;
  readonly level: 'info' | 'warn' | 'error';
  readonly [field: string]: unknown;
}

export interface RedisOptions {
  /** redis:// or rediss:// */
  readonly url: string;
  /** Default: nobody listens. */
  readonly emit?: (event: StoreEvent) => void;
}

/** A server that is not there is reported after this long, not retried for ever. */
const firstConnectMs = 3_000;

/**
 * Opens the store for several nodes. Connections heal by themselves; `onReconnect` is called once all of them stand again.
 *
 * @throws StoreUnavailableError in one line when the server cannot be reached, or is not one that can be used.
 */
export async function openRedisStore({ url, emit = () => {} }: RedisOptions): Promise<KeptStore> {
  const listeners = new Set<() => void>();
  const fault = (error: unknown) => emit({ name: 'store.fault', level: 'error', error: reasonOf(error) });
  const bus = createBus(
    () => links.reads,
    () => links.bells,
    fault,
  );
  let isOpen = false;
  let isWhole = true;
  let isCluster = true;

  function onDown(why: Error): void {
    if (!isOpen || !isWhole) return;
    isWhole = false;
    emit({ name: 'store.lost', level: 'warn', error: why.message });
  }

  function onUp(): void {
    if (isWhole || !all.every((link) => link.isUp())) return;
    isWhole = true;
    emit({ name: 'store.back', level: 'info' });
    for (const listener of listeners) {
      try {
        listener();
      } catch (error) {
        fault(error);
      }
    }
  }

  const shards = createShards();
  // The address that was given, first; where it does not answer, any other server that was met knows the way as well.
  const entrance = createEntrance(url, shards);
  const link = (address: string, prepare: Prepare, down: (why: Error) => void, up: () => void) =>
    createLink({ connect: () => createConnection(at(url, address)), prepare, onUp: up, onDown: down });
  const enter = (prepare: Prepare, up: () => void, down: (why: Error) => void) =>
    createLink({ connect: entrance.connect, prepare, onUp: up, onDown: down });
  // Up means answering: a server that still loads its file takes connections already.
  const prepareForScripts = (asEntry: boolean) => async (connection: Connection) => {
    const checked = await checkServer(connection, asEntry);
    ({ isCluster } = checked);
    if (checked.slots !== null && shards.masters().length === 0) shards.learn(checked.slots, entrance.host());
    // The way in to a cluster is asked for no script: each goes to a master.
    if (checked.slots === null || !asEntry) await loadScripts(connection);
  };
  const routed = () =>
    createRoutedLink({
      entry: enter(prepareForScripts(true), onUp, (why) => shards.masters().length === 0 && onDown(why)),
      entryHost: entrance.host,
      shards,
      open: (address, down, up) => link(address, prepareForScripts(false), down, up),
      onUp,
      onDown,
    });
  const links: Links = {
    writes: routed(),
    reads: routed(),
    bells: enter(
      async (connection) => {
        await connection.sendCommand(['PING']);
        await bus.prepare(connection);
      },
      onUp,
      onDown,
    ),
  };
  const all: readonly Link[] = Object.values(links);
  let closing: Promise<void> | undefined;
  const closeAll = async () => {
    isOpen = false;
    await Promise.all(all.map((one) => one.close()));
  };

  try {
    await Promise.all(all.map((one) => one.untilUp(firstConnectMs)));
    const unsafe = await Promise.all(links.reads.nodes().map((node) => node.run(unsafeSettings)));
    for (const one of unsafe.flat()) emit({ name: 'store.unsafe', level: 'warn', ...one });
  } catch (error) {
    await closeAll();
    throw explain(url, error);
  }
  isOpen = true;

  const appends = createAppends(links.writes, (conversation) => (isCluster ? slotOf(keys.log(conversation)) : 0));
  return {
    kind: 'redis',
    directory: createDirectory(links),
    visitors: createVisitors(links),
    conversations: createConversations(links, appends),
    floor: createFloor(links),
    journal: createJournal(links),
    ledger: createLedger(links),
    mails: createMails(links),
    keeping: createKeeping(links),
    bus,
    async ping() {
      await links.reads.send(['PING']);
    },
    onReconnect(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      appends.flush();
      return (closing ??= closeAll());
    },
  };
}

type Prepare = (connection: Connection) => Promise<unknown>;

/** Never the address whole: it may hold a password. */
function explain(url: string, error: unknown): StoreUnavailableError {
  const { host } = new URL(url);
  const text =
    error instanceof UnsuitableServerError
      ? `Redis at ${host} (REDIS_URL) cannot be used: ${error.message}.`
      : `Redis at ${host} (REDIS_URL) cannot be reached: ${reasonOf(error)}. Start it, or correct REDIS_URL.`;
  return new StoreUnavailableError(text, { cause: error });
}
