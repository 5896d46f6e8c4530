import { DatabaseSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../../src/ports/index.ts';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { createWriter } from '../../src/sqlite/engine/writer.ts';
import { message } from '../contracts/build.ts';
import { useTempFolder } from './temp-folder.ts';

describe('the writer', () => {
  const file = useTempFolder();
  const executed: string[] = [];
  const rung: string[] = [];
  let db: DatabaseSync;
  const open = (patienceMs?: number) => {
    const seen = {
      exec: (sql: string) => {
        executed.push(sql);
        db.exec(sql);
      },
      get isTransaction() {
        return db.isTransaction;
      },
    };
    return createWriter(
      seen,
      () => 7,
      (topic) => void rung.push(topic),
      patienceMs,
    );
  };
  const values = () =>
    db
      .prepare('SELECT x FROM t ORDER BY rowid')
      .all()
      .map((row) => row['x']);

  beforeEach(() => {
    executed.length = 0;
    rung.length = 0;
    db = new DatabaseSync(file('t.db'), { timeout: 1 });
    db.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (x UNIQUE)');
  });
  afterEach(() => db.close());

  it('gathers one turn into one transaction, and resolves after it', async () => {
    const { write } = open();
    const insert = db.prepare('INSERT INTO t VALUES (?)');
    const states: (readonly [number, boolean])[] = [];
    const writes = [1, 2, 3].map((x) =>
      write(({ now }) => [insert.run(x).changes, now], undefined).then(() => states.push([x, db.isTransaction])),
    );
    expect(values()).toEqual([]);
    await Promise.all(writes);
    expect(executed).toEqual(['BEGIN IMMEDIATE', 'COMMIT']);
    expect(states).toEqual([
      [1, false],
      [2, false],
      [3, false],
    ]);
    expect(await write(({ now }) => now, 99)).toBe(99);
    expect(await write(({ now }) => now, undefined)).toBe(7);
  });

  it('[ST55] fails one and keeps the others, each written once and in order', async () => {
    const { write } = open();
    const insert = db.prepare('INSERT INTO t VALUES (?)');
    const put = (x: number | string) =>
      write(({ ring }) => {
        insert.run(x);
        ring(`rang ${x}`);
        if (x === 'faulty') throw new TypeError('a fault of the job');
        return x;
      }, undefined);
    const answers = await Promise.allSettled([put(1), put('faulty'), put(2), put(1), put(3)]);
    expect(answers.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(answers[1]).toMatchObject({ reason: { message: 'a fault of the job' } });
    expect(answers[3]).toMatchObject({ reason: { message: expect.stringContaining('UNIQUE') } });
    expect(values()).toEqual([1, 2, 3]);
    expect(rung).toEqual(['rang 1', 'rang 2', 'rang 3']);
  });

  it('[ST55] fails everybody when the disk is full, and goes on when it no longer is', async () => {
    const { write } = open();
    const insert = db.prepare('INSERT INTO t VALUES (?)');
    db.exec('PRAGMA max_page_count = 20');
    const big = 'x'.repeat(100_000);
    const answers = await Promise.allSettled([
      write(() => insert.run('small'), undefined),
      write(({ ring }) => {
        ring('never');
        insert.run(big);
      }, undefined),
    ]);
    for (const answer of answers) {
      expect(answer).toMatchObject({ reason: { name: 'StoreUnavailableError', cause: { errcode: 13 } } });
    }
    expect([values(), rung]).toEqual([[], []]);
    db.exec('PRAGMA max_page_count = 1000');
    await write(() => insert.run(big), undefined);
    expect(values()).toEqual([big]);
  });

  it('[ST55] fails everybody when the commit fails', async () => {
    db.exec('PRAGMA foreign_keys = ON; CREATE TABLE u (x REFERENCES t (x) DEFERRABLE INITIALLY DEFERRED)');
    const { write } = open();
    const answers = await Promise.allSettled([
      write(() => db.exec('INSERT INTO t VALUES (1)'), undefined),
      write(({ ring }) => {
        ring('never');
        db.exec("INSERT INTO u VALUES ('not there')");
      }, undefined),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect([values(), rung]).toEqual([[], []]);
    await write(() => db.exec('INSERT INTO t VALUES (2)'), undefined);
    expect(values()).toEqual([2]);
  });

  describe('while another process holds the lock', () => {
    let other: DatabaseSync;
    beforeEach(() => {
      other = new DatabaseSync(file('t.db'));
      other.exec('BEGIN IMMEDIATE');
    });
    afterEach(() => other.close());

    it('[ST54] waits without stopping the event loop', async () => {
      const { write, finish } = open();
      const written = write(() => db.exec('INSERT INTO t VALUES (1)'), undefined);
      const finished = finish();
      while (executed.length < 3) await turn();
      expect(executed).toEqual(['BEGIN IMMEDIATE', 'BEGIN IMMEDIATE', 'BEGIN IMMEDIATE']);
      other.exec('COMMIT');
      await written;
      await finished;
      expect(values()).toEqual([1]);
    });

    it('[ST54] gives up after its patience, and tries anew for the next', async () => {
      const { write } = open(30);
      const refused = await write(() => db.exec('INSERT INTO t VALUES (1)'), undefined).catch(
        (error: unknown) => error,
      );
      expect(refused).toBeInstanceOf(StoreUnavailableError);
      expect(refused).toMatchObject({ message: expect.stringContaining('another process'), cause: { errcode: 5 } });
      const next = write(() => db.exec('INSERT INTO t VALUES (2)'), undefined);
      await turn();
      other.exec('ROLLBACK');
      await next;
      expect(values()).toEqual([2]);
    });
  });

  it('[ST54] a whole store waits the same way', async () => {
    const path = file('store.db');
    const store = openSqliteStore({ path });
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    const appended = store.conversations.append(message(1));
    // Reading goes on meanwhile.
    await turn();
    expect((await store.conversations.view('cnv_1')).log.top).toBe(0);
    other.exec('ROLLBACK');
    other.close();
    expect(await appended).toMatchObject({ kind: 'appended' });
    await store.close();
  });
});
