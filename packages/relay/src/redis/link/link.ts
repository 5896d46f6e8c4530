import { setTimeout as delay } from 'node:timers/promises';
import { StoreUnavailableError } from '../../ports/index.ts';
import type { Connection, Reply } from './connection.ts';
import { isDemoted, isHopeless, reasonOf, storeError } from './errors.ts';
import { createMarks } from './marks.ts';
import { openConnection } from './open-connection.ts';
import { createQuestions } from './questions.ts';

/** A connection to the store that is replaced whenever it ends, and never leaves a question open. */
export interface Link {
  /**
   * Sends one command as it is written: the client's typed commands cost several times as much. The answer is this command's (marks.ts).
   *
   * @throws StoreUnavailableError within 2 s and a little when there is no answer: whether it took effect is unknown. The server's own
   * error when it refused the command: a fault of ours.
   * @param isAsking the slot is on its way to this server, which serves it already to whoever says that he knows. Default false.
   */
  send(args: readonly string[], isAsking?: boolean): Promise<Reply>;
  /** The same for what is more than a command; its answers are matched by their order alone. */
  run<T>(use: (connection: Connection) => Promise<T>): Promise<T>;
  /** To each server that holds a part of the store, for what is a server's own and not a key's. */
  nodes(): readonly Link[];
  /** Replaces the connection; what is under way on it is rejected. */
  drop(why: string): void;
  isUp(): boolean;
  /** Resolves once it is up for the first time; rejects with what went wrong, at once where trying again cannot help. */
  untilUp(withinMs: number): Promise<void>;
  /** Refuses what is asked from now on, waits a moment for what was asked before, and ends. */
  close(): Promise<void>;
}

export interface LinkOptions {
  /** A connection that has not been opened yet. */
  readonly connect: () => Connection;
  /** Makes an open connection fit for use; rejects when it is not. */
  readonly prepare: (connection: Connection) => Promise<unknown>;
  readonly onUp: () => void;
  readonly onDown: (why: Error) => void;
}

const closeWithinMs = 1_000;
/** A quiet connection is asked this often, so that its loss is noticed before somebody needs it. */
const pingEveryMs = 700;
/** A connection that lived this long was a good one: the next try comes at once again. */
const steadyMs = 5_000;

/** 25 ms, doubling to a second, with a little chance, so that nodes do not come back in step. */
function pauseAfter(failures: number): number {
  return Math.min(25 * 2 ** failures, 1_000) + Math.random() * 100;
}

export function createLink({ connect, prepare, onUp, onDown }: LinkOptions): Link {
  const closing = new AbortController();
  const first = Promise.withResolvers<void>();
  first.promise.catch(() => {});
  let current: Connection | undefined;
  let end: (why: Error) => void = () => {};
  let lastFailure: Error = new Error('no answer');
  const drop = (why: string): void => end(new StoreUnavailableError(`The connection to Redis was dropped: ${why}.`));
  const marks = createMarks(drop);
  const questions = createQuestions(() => drop('the server did not answer in time'));

  /** One connection from its opening to its end. */
  async function live(): Promise<void> {
    const connection = connect();
    const over = new Promise<Error>((resolve) => {
      end = resolve;
      // Whatever goes wrong, also a reply that cannot be read: nothing that follows on it can be trusted.
      connection.on('error', (error: Error) => resolve(error));
    });
    let pinging: NodeJS.Timeout | undefined;
    try {
      await openConnection(connection, prepare, over);
      current = connection;
      first.resolve();
      questions.start(connection);
      pinging = setInterval(() => {
        questions.ask((one) => one.sendCommand(['PING']), connection).catch(() => {});
      }, pingEveryMs);
      onUp();
      const why = await over;
      current = undefined;
      questions.failStarted(storeError(why));
      onDown(why);
    } finally {
      clearInterval(pinging);
      connection.destroy();
    }
  }

  async function keepUp(): Promise<void> {
    let failures = 0;
    while (!closing.signal.aborted) {
      const startedAt = performance.now();
      try {
        await live();
      } catch (error) {
        lastFailure = error as Error;
        if (isHopeless(error)) first.reject(error);
      }
      failures = performance.now() - startedAt > steadyMs ? 0 : failures + 1;
      await delay(pauseAfter(failures), undefined, { signal: closing.signal }).catch(() => {});
    }
  }

  const kept = keepUp();

  async function run<T>(use: (connection: Connection) => Promise<T>): Promise<T> {
    if (closing.signal.aborted) throw new StoreUnavailableError('The store is closed.');
    try {
      return await questions.ask(use, current);
    } catch (error) {
      if (isDemoted(error)) drop(reasonOf(error));
      throw storeError(error);
    }
  }

  let closed: Promise<void> | undefined;
  async function close(): Promise<void> {
    closing.abort();
    first.reject(new StoreUnavailableError('The store is closed.'));
    await questions.settled(closeWithinMs);
    end(new StoreUnavailableError('The store is closed.'));
    questions.failAll(new StoreUnavailableError('The store is closed.'));
    await kept;
  }

  async function ask(connection: Connection, args: readonly string[], isAsking: boolean): Promise<Reply> {
    const mark = marks.next(connection);
    try {
      // Counts for the very next command; if it is refused, that one is, too.
      if (isAsking) connection.sendCommand(['ASKING']).catch(() => {});
      return await connection.sendCommand<Reply & string>(args);
    } finally {
      await mark;
    }
  }

  const link: Link = {
    send: (args, isAsking = false) => run((connection) => ask(connection, args, isAsking)),
    run,
    nodes: () => [link],
    drop,
    isUp: () => current !== undefined,
    async untilUp(withinMs) {
      const cancel = new AbortController();
      const tooLate = delay(withinMs, undefined, { signal: cancel.signal }).then(() => Promise.reject(lastFailure));
      await Promise.race([first.promise, tooLate]).finally(() => cancel.abort());
    },
    close: () => (closed ??= close()),
  };
  return link;
}
