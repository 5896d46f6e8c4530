import { StoreUnavailableError } from '../../ports/index.ts';
import type { Connection } from './connection.ts';

/** Closes the questions of a turn. */
export interface Marks {
  /**
   * The mark behind everything asked in this turn of the event loop. Resolves once it came back as it was sent: then no answer in front of
   * it can be another question's.
   */
  next(connection: Connection): Promise<void>;
}

let sent = 0;

/**
 * Answers carry no name; they are matched by their order alone. One reply too many or too few, and everybody is given somebody else's
 * conversation from then on. So each turn's commands are followed by a ping with a name of its own, and nothing is believed before that
 * name is back. It goes out in the same write as they do, and comes back with their answers.
 *
 * @param onMismatch the connection cannot be trusted any more
 */
export function createMarks(onMismatch: (why: string) => void): Marks {
  let current: { readonly connection: Connection; readonly isBack: Promise<void> } | undefined;

  async function sendMark(connection: Connection): Promise<void> {
    // The client writes what it gathered in an immediate that it sets with the first command; this one was set before.
    await new Promise((resolve) => setImmediate(resolve));
    current = undefined;
    const name = `mark-${(sent += 1).toString(36)}`;
    const reply = await connection.sendCommand<unknown>(['PING', name]);
    if (reply === name) return;
    const why = 'answers came for other questions than were asked';
    onMismatch(why);
    throw new StoreUnavailableError(`The connection to Redis was dropped: ${why}.`);
  }

  return {
    next(connection) {
      if (current?.connection !== connection) {
        const isBack = sendMark(connection);
        // Whoever asked hears of it; if nobody does, nothing was believed.
        isBack.catch(() => {});
        current = { connection, isBack };
      }
      return current.isBack;
    },
  };
}
