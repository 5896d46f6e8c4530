import { setTimeout as delay } from 'node:timers/promises';
import type { Connection } from './connection.ts';

const openWithinMs = 2_000;

/**
 * Opens a connection and makes it fit for use.
 *
 * @param prepare rejects where it is not fit
 * @param over resolves as soon as the connection failed or is not wanted any more
 * @throws what went wrong; nothing of the connection is left then
 */
export async function openConnection(
  connection: Connection,
  prepare: (connection: Connection) => Promise<unknown>,
  over: Promise<Error>,
): Promise<void> {
  const inTime = new AbortController();
  const tooLate = delay(openWithinMs, undefined, { signal: inTime.signal }).then(
    () => new Error('the server did not answer in time'),
  );
  const failed = Promise.race([over, tooLate]).then((error) => Promise.reject(error));
  const connecting = connection.connect();
  try {
    await Promise.race([connecting.then(() => prepare(connection)), failed]);
  } catch (error) {
    // One that is given up while it connects can only be destroyed once it has.
    connection.on('connect', () => connection.destroy());
    connection.destroy();
    await connecting.catch(() => {});
    throw error;
  } finally {
    inTime.abort();
  }
}
