import { createClient } from 'redis';

/**
 * One TCP connection's life: it never reconnects by itself, for what it still held would then run long after it was given up. The link
 * replaces it.
 *
 * The client's defaults hang for ever on a frozen server. Its own remedies are not taken: the socket's time-out starts anew with each write,
 * so that a server that freezes under load is never noticed, and it fires, too, when it was this process that was held up; a time-out per
 * command costs an AbortSignal and a timer each, more than everything else about a command. The link watches instead.
 */
export function createConnection(url: string) {
  return createClient({
    url,
    RESP: 2,
    maintNotifications: 'disabled',
    commandsQueueMaxLength: 10_000,
    commandOptions: { timeout: 0 },
    socket: { connectTimeout: 1_000, keepAliveInitialDelay: 5_000, reconnectStrategy: false },
  });
}

export type Connection = ReturnType<typeof createConnection>;

/** What a server may answer, but for errors. */
export type Reply = string | number | null | readonly Reply[];
