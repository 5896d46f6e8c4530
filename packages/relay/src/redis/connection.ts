import { createClient } from 'redis';
import { storeError } from './errors.ts';

/**
 * The client's defaults hang for ever on a frozen server, and with a socket timeout alone it closes for good. These were tried against
 * kill, freeze and half-open connections; none may be left out.
 */
export function createConnection(url: string) {
  return createClient({
    url,
    RESP: 2,
    maintNotifications: 'disabled',
    disableOfflineQueue: false,
    commandsQueueMaxLength: 10_000,
    pingInterval: 700,
    commandOptions: { timeout: 2_000 },
    socket: {
      connectTimeout: 1_000,
      socketTimeout: 2_000,
      keepAliveInitialDelay: 5_000,
      reconnectStrategy: (retries) => Math.min(25 * 2 ** retries, 1_000) + Math.random() * 100,
    },
  });
}

export type Connection = ReturnType<typeof createConnection>;

export type Reply = string | number | null | readonly Reply[];

/** Sends one command as it is written; the typed commands of the client cost several times as much on the hot path. */
export async function send(connection: Connection, args: readonly string[]): Promise<Reply> {
  try {
    return (await connection.sendCommand<Reply & string>([...args])) as Reply;
  } catch (error) {
    throw storeError(error);
  }
}
