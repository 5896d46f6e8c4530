import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { NowMs } from '../../ports/index.ts';
import { storeError } from './errors.ts';
import type { Job, Writer } from './writer.ts';

/** A prepared statement with the shape of its rows. */
export interface Query<Row> {
  get(...values: readonly SQLInputValue[]): Row | undefined;
  all(...values: readonly SQLInputValue[]): Row[];
  /** Resolves to the number of rows changed. */
  run(...values: readonly SQLInputValue[]): number;
}

/** What an operation needs of the database. */
export interface Engine {
  /** Prepares once, when the store is opened: a mistyped statement fails there and not at midnight. */
  query<Row = never>(sql: string): Query<Row>;
  write<T>(job: Job<T>, nowMs?: NowMs): Promise<T>;
  /** Looks at once; what is not committed yet is not seen. */
  read<T>(look: (now: number) => T, nowMs?: NowMs): Promise<T>;
  /** A statement that no transaction may hold, at once. Throws SQLite's own error. */
  exec(sql: string): void;
  /** This opening of the file, to tell own bells from another process's. */
  readonly origin: string;
}

export function createEngine(db: DatabaseSync, writer: Writer, clock: () => number, origin: string): Engine {
  return {
    origin,
    query<Row>(sql: string): Query<Row> {
      const statement = db.prepare(sql);
      return {
        get: (...values) => statement.get(...values) as Row | undefined,
        all: (...values) => statement.all(...values) as Row[],
        run: (...values) => Number(statement.run(...values).changes),
      };
    },
    exec: (sql) => db.exec(sql),
    write: (job, nowMs) => writer.write(job, nowMs),
    read: async (look, nowMs) => {
      try {
        return look(nowMs ?? clock());
      } catch (error) {
        throw storeError(error);
      }
    },
  };
}
