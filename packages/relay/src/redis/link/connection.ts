import { createClient } from 'redis';

/**
 * One TCP connection's life: it never reconnects by itself, for what it still held would then run long after it was given up. The link
 * replaces it.
 *
 * The client's defaults hang for ever on a frozen server. An idle connection is watched here (a ping each 0.7 s, 2 s without a word); one
 * with questions under way is watched by the link, because each write starts the socket's own time-out anew. A time-out per command would
 * do, too, but costs an AbortSignal and a timer each: more than everything else about a command.
 */
export function createConnection(url: string) {
  return createClient({
    url,
    RESP: 2,
    maintNotifications: 'disabled',
    commandsQueueMaxLength: 10_000,
    pingInterval: 700,
    commandOptions: { timeout: 0 },
    socket: { connectTimeout: 1_000, socketTimeout: 2_000, keepAliveInitialDelay: 5_000, reconnectStrategy: false },
  });
}

export type Connection = ReturnType<typeof createConnection>;

/** What a server may answer, but for errors. */
export type Reply = string | number | null | readonly Reply[];
