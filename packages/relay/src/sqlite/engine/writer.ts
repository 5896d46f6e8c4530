import type { DatabaseSync } from 'node:sqlite';
import { StoreUnavailableError } from '../../ports/index.ts';
import { isBusy, storeError, whyUnavailable } from './errors.ts';

/** What a job may use besides its statements. Bells ring only once the transaction is committed. */
export interface Turn {
  readonly now: number;
  readonly ring: (topic: string, message?: string) => void;
}

/** Runs inside a transaction. It may be run again when another job of its group failed, so it keeps nothing outside the database. */
export type Job<T> = (turn: Turn) => T;

export interface Writer {
  /** Resolves after COMMIT. Jobs run in the order they were given. */
  readonly write: <T>(job: Job<T>, nowMs: number | undefined) => Promise<T>;
  /** Resolves once everything given before is settled; what is given after is refused. */
  readonly finish: () => Promise<void>;
}

interface Member {
  readonly run: (ring: Turn['ring']) => () => void;
  readonly reject: (error: Error) => void;
}

/** Jobs in one transaction: more would keep the event loop for longer than a heartbeat tolerates. */
const groupSize = 500;
/** Another process may write for this long before what waits is given up. Between tries the event loop does other work. */
const defaultLockPatienceMs = 5_000;
const lockRetryMs = 20;

/**
 * Gathers what one turn of the event loop wants written into one transaction: with `synchronous=FULL` a transaction costs one
 * flush of the disk, however much is in it.
 */
export function createWriter(
  db: Pick<DatabaseSync, 'exec' | 'isTransaction'>,
  clock: () => number,
  ringNow: (topic: string, message: string) => void,
  lockPatienceMs = defaultLockPatienceMs,
): Writer {
  let waiting: Member[] = [];
  let isScheduled = false;
  let lockedSince: number | undefined;
  let isFinished = false;
  const whenIdle: (() => void)[] = [];

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(flush);
  }

  function flush(): void {
    isScheduled = false;
    const group = waiting.slice(0, groupSize);
    if (group.length > 0 && settle(group)) waiting = waiting.slice(group.length);
    else if (group.length > 0) {
      isScheduled = true;
      setTimeout(flush, lockRetryMs);
      return;
    }
    if (waiting.length > 0) return schedule();
    for (const tell of whenIdle.splice(0)) tell();
  }

  /** False: another process holds the lock, and there is still patience. */
  function settle(group: readonly Member[]): boolean {
    try {
      db.exec('BEGIN IMMEDIATE');
    } catch (error) {
      if (isBusy(error)) {
        lockedSince ??= performance.now();
        if (performance.now() - lockedSince < lockPatienceMs) return false;
      }
      lockedSince = undefined;
      for (const member of group) member.reject(storeError(error));
      return true;
    }
    lockedSince = undefined;
    runGroup(group);
    return true;
  }

  /** In a transaction that was begun. */
  function runGroup(group: readonly Member[]): void {
    const rings = new Map<string, string>();
    const resolvers: (() => void)[] = [];
    // One bell a topic. An empty message says most: look at everything.
    const ring = (topic: string, message = ''): void => {
      if (message === '' || !rings.has(topic)) rings.set(topic, message);
    };
    for (const member of group) {
      try {
        resolvers.push(member.run(ring));
      } catch (error) {
        rollBack();
        return runWithout(group, member, error);
      }
    }
    try {
      db.exec('COMMIT');
    } catch (error) {
      rollBack();
      for (const member of group) member.reject(storeError(error));
      return;
    }
    for (const resolve of resolvers) resolve();
    for (const [topic, message] of rings) ringNow(topic, message);
  }

  /** One member failed and nothing is written. Its own fault: the others run again without it. The store's fault: it is everybody's. */
  function runWithout(group: readonly Member[], failed: Member, error: unknown): void {
    const isEverybodys = whyUnavailable(error) !== undefined;
    for (const member of group) if (isEverybodys || member === failed) member.reject(storeError(error));
    const others = isEverybodys ? [] : group.filter((member) => member !== failed);
    if (others.length === 0) return;
    // Without a begun transaction they go back to the head of the line, which flush() is about to shorten by the whole group.
    waiting.splice(group.length, 0, ...others);
  }

  function rollBack(): void {
    // A full disk rolls back by itself.
    if (db.isTransaction) db.exec('ROLLBACK');
  }

  return {
    write: (job, nowMs) =>
      new Promise((resolve, reject) => {
        if (isFinished) {
          reject(new StoreUnavailableError('The database did not answer: it is closed.'));
          return;
        }
        const run: Member['run'] = (ring) => {
          const value = job({ now: nowMs ?? clock(), ring });
          return () => resolve(value);
        };
        waiting.push({ run, reject });
        schedule();
      }),
    finish: () => {
      isFinished = true;
      return waiting.length === 0 ? Promise.resolve() : new Promise((resolve) => void whenIdle.push(resolve));
    },
  };
}
