import type { SQLInputValue } from 'node:sqlite';
import { compress, expand } from '../../compact/index.ts';
import type { Table, Whole } from '../../compact/index.ts';
import type { Engine, Query } from '../engine/engine.ts';
import { emptyLog, selectLog } from './log-row.ts';
import type { LogRow } from './log-row.ts';

/** Where a conversation lies. A context may have been set since it was compacted, and then counts. */
export const tables = ['logs', 'entries', 'senders', 'records', 'contexts'] as const;
type TableName = (typeof tables)[number];

type Row = Readonly<Record<string, string | number | null>>;

interface Entry {
  readonly offset: number;
  readonly chain: string;
  readonly session: string;
}

/** A table's rows in a value, as a query would give them. */
export function rowsOf<Of>(whole: Whole | undefined, table: TableName): readonly Of[] {
  const { names = [], rows = [] } = whole?.[table] ?? {};
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])) as Of);
}

function tableOf(rows: readonly Row[]): Table {
  const [first = {}] = rows;
  const names = Object.keys(first).filter((name) => name !== 'conversation');
  return { names, rows: rows.map((row) => names.map((name) => row[name] ?? null)) };
}

/** How a conversation lies. */
export interface Found {
  /** The row of `logs`, wherever it lies. */
  readonly log: LogRow | undefined;
  /** All of one that is compacted, without the context that was set since. */
  readonly whole: Whole | undefined;
}

/** Conversations in one value. Everything here is within a read or a write of the engine's. */
export interface Compacted {
  look(conversation: string): Found;
  /** The row of `logs`, and what is compacted is rows again: for whoever writes. */
  restoredLogOf(conversation: string): LogRow | undefined;
  /** As the port says. */
  compact(conversation: string, top: number, revision: number, trimTo: number): boolean;
}

export function createCompacted(engine: Engine): Compacted {
  const logRow = selectLog(engine);
  const bytesOf = engine.query<{ bytes: Uint8Array }>('SELECT bytes FROM compacted WHERE conversation = ?');
  const put = engine.query('INSERT OR REPLACE INTO compacted VALUES (?, ?, ?)');
  const remove = engine.query('DELETE FROM compacted WHERE conversation = ?');
  const each = (sql: (table: TableName) => string) =>
    Object.fromEntries(tables.map((table) => [table, engine.query<Row>(sql(table))])) as Readonly<
      Record<TableName, Query<Row>>
    >;
  const rows = each((table) => `SELECT * FROM ${table} WHERE conversation = ?`);
  const clear = each((table) => `DELETE FROM ${table} WHERE conversation = ?`);

  function find(conversation: string): Whole | undefined {
    const found = bytesOf.get(conversation);
    return found === undefined ? undefined : expand(found.bytes);
  }

  function look(conversation: string): Found {
    const log = logRow.get(conversation);
    if (log !== undefined) return { log, whole: undefined };
    const whole = find(conversation);
    const [row] = rowsOf<LogRow>(whole, 'logs');
    // A column that came since has its default, as where it is put back.
    return { log: row && { ...emptyLog, ...row }, whole };
  }

  function restore(conversation: string, whole: Whole): void {
    for (const table of tables) {
      const { names = [], rows: values = [] } = whole[table] ?? {};
      if (values.length === 0) continue;
      const places = names.map(() => '?').join(', ');
      // As it was laid down.
      const insert = engine.query(
        `INSERT OR ${table === 'contexts' ? 'IGNORE' : 'ABORT'} INTO ${table} (conversation, ${names.join(', ')}) VALUES (?, ${places})`,
      );
      for (const row of values) insert.run(conversation, ...(row as readonly SQLInputValue[]));
    }
    remove.run(conversation);
  }

  return {
    look,
    restoredLogOf(conversation) {
      const { log, whole } = look(conversation);
      if (whole === undefined) return log;
      restore(conversation, whole);
      return logRow.get(conversation);
    },
    compact(conversation, top, revision, trimTo) {
      const { log, whole: before } = look(conversation);
      if (log?.top !== top || log.revision !== revision || top <= trimTo) return false;
      const lie = Object.fromEntries(
        tables
          .map((table) => [table, tableOf(rows[table].all(conversation))] as const)
          .filter(([, table]) => table.rows.length > 0),
      );
      const whole: Whole = { ...before, ...lie };
      const rest = trimmed(whole, trimTo);
      // It is this value already, and nothing was set since.
      if (rest === whole && Object.keys(lie).length === 0) return false;
      put.run(conversation, top, compress(rest));
      for (const table of tables) clear[table].run(conversation);
      return true;
    },
  };
}

/** The same without the entries up to an offset, and without the sessions of which no entry is left. */
function trimmed(whole: Whole, upTo: number): Whole {
  const edge = upTo === 0 ? undefined : rowsOf<Entry>(whole, 'entries').find(({ offset }) => offset === upTo);
  if (edge === undefined) return whole;
  const entries = rowsOf<Entry & Row>(whole, 'entries').filter(({ offset }) => offset > upTo);
  const left = new Set(entries.map(({ session }) => session));
  const senders = rowsOf<Row & { readonly session: string }>(whole, 'senders').filter(({ session }) =>
    left.has(session),
  );
  const logs = rowsOf<Row>(whole, 'logs').map((log) => ({ ...log, trimmed: upTo, trimmed_chain: edge.chain }));
  return { ...whole, logs: tableOf(logs), entries: tableOf(entries), senders: tableOf(senders) };
}
