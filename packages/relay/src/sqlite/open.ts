import { randomUUID } from 'node:crypto';
import type { KeptStore } from '../ports/index.ts';
import { createCompacted } from './conversations/compacted.ts';
import { createConversations } from './conversations/index.ts';
import { createDirectory } from './directory/index.ts';
import { createAnnounce, watchOtherProcesses } from './engine/bells.ts';
import { createBus } from './engine/bus.ts';
import { openDatabase } from './engine/database.ts';
import { createEngine } from './engine/engine.ts';
import { createWriter } from './engine/writer.ts';
import { createFloor } from './floor/index.ts';
import { createJournal } from './journal.ts';
import { createKeeping } from './keeping/index.ts';
import { createLedger } from './ledger.ts';
import { createMails } from './mails.ts';
import { createVisitors } from './visitors/index.ts';

export interface SqliteOptions {
  /** The database file; its folder is made where it is missing. `:memory:` keeps nothing. */
  readonly path: string;
  /** The store's clock, milliseconds since the epoch; counts wherever an operation is not given `nowMs`. Default `Date.now`. */
  readonly now?: () => number;
}

/**
 * Opens the embedded store: one file, durable with every acknowledgement. Other processes may have the same file open.
 *
 * Throws an Error that names the path and says what to do when the file cannot be written, is no database, or was written by a newer relay.
 */
export function openSqliteStore({ path, now = Date.now }: SqliteOptions): KeptStore {
  const db = openDatabase(path);
  const bus = createBus();
  const writer = createWriter(db, now, bus.ring);
  const engine = createEngine(db, writer, now, randomUUID());
  const announce = createAnnounce(engine);
  const compacted = createCompacted(engine);
  const alive = engine.query('SELECT 1');
  const stopWatching = path === ':memory:' ? undefined : watchOtherProcesses(engine, bus);
  let closing: Promise<void> | undefined;

  async function close(): Promise<void> {
    stopWatching?.();
    await writer.finish();
    db.close();
  }

  return {
    kind: 'sqlite',
    directory: createDirectory(engine, announce),
    visitors: createVisitors(engine),
    conversations: createConversations(engine, compacted),
    floor: createFloor(engine),
    journal: createJournal(engine),
    ledger: createLedger(engine),
    mails: createMails(engine),
    keeping: createKeeping(engine, compacted),
    bus,
    ping: () =>
      engine.read(() => {
        alive.get();
      }),
    // The file is in this process: there is no connection to lose.
    onReconnect: () => () => {},
    close: () => (closing ??= close()),
  };
}
