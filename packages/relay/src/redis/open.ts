import type { Store } from '../ports/index.ts';
import { StoreUnavailableError } from '../ports/index.ts';
import { createRedisBus } from './bus.ts';
import { createConnection, send } from './connection.ts';
import type { Connection } from './connection.ts';
import { createConversations } from './conversations.ts';
import { createDirectory } from './directory.ts';
import { createJournal, createLedger, createVisitors } from './documents.ts';
import { createFloor } from './floor.ts';

export interface RedisOptions {
  /** redis:// or rediss:// */
  readonly url: string;
  /** Told of what failed in the background; default: nothing. */
  readonly onFault?: (error: unknown) => void;
}

/** Separate connections, so that a long read never stands in front of an append. */
export interface Connections {
  readonly appends: Connection;
  readonly reads: Connection;
  /** An answer on the append connection was not ours: whatever else is on its way there is unknown. */
  readonly distrustAppends: () => void;
}

/** A server that is not there is reported after this long, not retried for ever. */
const firstConnectMs = 3_000;
const closeWithinMs = 1_000;

async function connect(connection: Connection, url: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), firstConnectMs);
  });
  try {
    await Promise.race([connection.connect(), tooLate]);
  } catch (error) {
    connection.destroy();
    const { host } = new URL(url);
    throw new StoreUnavailableError(
      `Redis at ${host} (REDIS_URL) cannot be reached: ${error instanceof Error ? error.message : String(error)}. Start it, or correct REDIS_URL.`,
      {
        cause: error,
      },
    );
  } finally {
    clearTimeout(timer);
  }
}

/** What was asked is answered first; a server that does not answer is not waited for. */
async function closeGently(connection: Connection): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, closeWithinMs);
  });
  await Promise.race([connection.close().catch(() => {}), tooLate]);
  clearTimeout(timer);
  if (connection.isOpen) connection.destroy();
}

/**
 * Opens the store for several nodes.
 *
 * @throws StoreUnavailableError in one line when the server cannot be reached.
 */
export async function openRedisStore({ url, onFault = () => {} }: RedisOptions): Promise<Store> {
  const appends = createConnection(url);
  const reads = createConnection(url);
  const subscriber = createConnection(url);
  const all = [appends, reads, subscriber];
  const listeners = new Set<() => void>();
  let isUp = false;
  let closing: Promise<void> | undefined;
  for (const connection of all) {
    connection.on('error', onFault);
    connection.on('ready', () => {
      if (isUp) for (const listener of listeners) listener();
    });
  }
  for (const connection of all) await connect(connection, url);
  isUp = true;

  const connections: Connections = {
    appends,
    reads,
    distrustAppends() {
      appends.destroy();
      appends.connect().catch(onFault);
    },
  };
  return {
    kind: 'redis',
    directory: createDirectory(connections),
    visitors: createVisitors(connections),
    conversations: createConversations(connections),
    floor: createFloor(connections),
    journal: createJournal(connections),
    ledger: createLedger(connections),
    bus: createRedisBus(reads, subscriber, onFault),
    async ping() {
      await send(reads, ['PING']);
    },
    onReconnect(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => (closing ??= Promise.all(all.map(closeGently)).then(() => {})),
  };
}
