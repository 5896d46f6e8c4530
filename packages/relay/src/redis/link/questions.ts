import { StoreUnavailableError } from '../../ports/index.ts';
import type { Connection } from './connection.ts';

/** Every question has an answer, or none that counts, after this long: waiting for a connection included. */
const answerWithinMs = 2_000;
/** Questions that may wait at once; beyond, the store is not coming back soon enough for them anyway. */
const mostWaiting = 10_000;

interface Question {
  readonly dueAt: number;
  isStarted: boolean;
  readonly start: (connection: Connection) => Promise<void>;
  readonly fail: (why: Error) => void;
}

/** What was asked of the store and is not answered: under way on a connection, or waiting for one. */
export interface Questions {
  /** Asks on `connection`, or, where there is none, on the next one. */
  ask<T>(use: (connection: Connection) => Promise<T>, connection: Connection | undefined): Promise<T>;
  /** There is a connection: whatever waits is asked, in its order. */
  start(connection: Connection): void;
  /** The connection ended: what was under way on it is unknown. What waits goes on waiting. */
  failStarted(why: Error): void;
  failAll(why: Error): void;
  /** Resolves when nothing is open, or time is up. */
  settled(withinMs: number): Promise<void>;
}

/** @param onOverdue something under way is not answered in time */
export function createQuestions(onOverdue: () => void): Questions {
  // In the order they were asked, which is the order they fall due.
  const open = new Set<Question>();
  let watch: NodeJS.Timeout | undefined;
  let onEmpty = (): void => {};

  /** One timer for all: it looks at the oldest and is set anew for the next one. */
  function watchOldest(): void {
    if (watch !== undefined) return;
    for (const { dueAt } of open) {
      // What arrived while this process itself was held up is read first: an immediate runs behind the sockets.
      watch = setTimeout(() => setImmediate(look), Math.max(0, dueAt - performance.now()));
      return;
    }
  }

  function look(): void {
    watch = undefined;
    const now = performance.now();
    let isOverdue = false;
    for (const question of open) {
      if (question.dueAt > now) break;
      if (question.isStarted) isOverdue = true;
      else question.fail(new StoreUnavailableError('There is no connection to Redis.'));
    }
    if (isOverdue) onOverdue();
    watchOldest();
  }

  function close(question: Question): void {
    open.delete(question);
    if (open.size === 0) onEmpty();
  }

  function failWhere(isMeant: (question: Question) => boolean, why: Error): void {
    for (const question of open) if (isMeant(question)) question.fail(why);
  }

  return {
    ask<T>(use: (connection: Connection) => Promise<T>, connection: Connection | undefined): Promise<T> {
      if (connection === undefined && open.size >= mostWaiting) {
        return Promise.reject(
          new StoreUnavailableError('There is no connection to Redis, and too much waits for one.'),
        );
      }
      const { promise, resolve, reject } = Promise.withResolvers<T>();
      const question: Question = {
        dueAt: performance.now() + answerWithinMs,
        isStarted: false,
        async start(on) {
          question.isStarted = true;
          try {
            resolve(await use(on));
          } catch (error) {
            reject(error as Error);
          } finally {
            close(question);
          }
        },
        fail(why) {
          reject(why);
          close(question);
        },
      };
      open.add(question);
      watchOldest();
      if (connection !== undefined) void question.start(connection);
      return promise;
    },
    start(connection) {
      for (const question of open) if (!question.isStarted) void question.start(connection);
    },
    failStarted: (why) => failWhere(({ isStarted }) => isStarted, why),
    failAll(why) {
      failWhere(() => true, why);
      clearTimeout(watch);
    },
    settled: (withinMs) =>
      new Promise((resolve) => {
        if (open.size === 0) {
          resolve();
          return;
        }
        const timer = setTimeout(resolve, withinMs);
        onEmpty = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
}
