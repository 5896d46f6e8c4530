import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { migrate } from '../../src/sqlite/engine/migrate.ts';
import { migrations } from '../../src/sqlite/migrations/index.ts';
import { message } from '../contracts/build.ts';
import { runChild } from './child.ts';
import { useTempFolder } from './temp-folder.ts';

const pragma = (path: string, name: string): unknown => {
  const db = new DatabaseSync(path);
  try {
    return Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  } finally {
    db.close();
  }
};

describe('opening', () => {
  const file = useTempFolder();

  it('[ST52] makes folder and file, for this user alone, in the present layout', async () => {
    const path = file('deep/down/t.db');
    const store = openSqliteStore({ path });
    await store.conversations.append(message(1));
    const modes = [file('deep'), path, `${path}-wal`].map((made) => statSync(made).mode & 0o777);
    await store.close();
    expect(modes).toEqual([0o700, 0o600, 0o600]);
    expect(pragma(path, 'user_version')).toBe(migrations.length);
    expect(pragma(path, 'journal_mode')).toBe('wal');
  });

  it('[ST52] finds again what was written', async () => {
    const first = openSqliteStore({ path: file('t.db') });
    await first.conversations.append(message(1));
    const secret = await first.directory.secret();
    await first.close();
    const second = openSqliteStore({ path: file('t.db') });
    expect(await second.conversations.append(message(1))).toMatchObject({ kind: 'duplicate', offset: 1 });
    expect(await second.directory.secret()).toBe(secret);
    await second.close();
  });

  it('[ST52] is done once when several processes do it at once', async () => {
    await Promise.all(Array.from({ length: 4 }, () => runChild('change.ts', file('t.db'), 'open')));
    expect(pragma(file('t.db'), 'user_version')).toBe(migrations.length);
  });

  it('[ST52] leads on from an older layout, step by step, and undoes a step that fails', () => {
    const db = new DatabaseSync(':memory:');
    const version = () => db.prepare('PRAGMA user_version').get()?.['user_version'];
    migrate(db, ['CREATE TABLE a (x) STRICT'.replace(' STRICT', '')]);
    expect(version()).toBe(1);
    migrate(db, ['fails if run again', 'INSERT INTO a VALUES (1)', 'INSERT INTO a VALUES (2)']);
    expect(version()).toBe(3);
    expect(() => migrate(db, ['', '', '', 'DELETE FROM a; INSERT INTO nowhere VALUES (1)'])).toThrow('nowhere');
    expect(version()).toBe(3);
    expect(db.prepare('SELECT count(*) AS n FROM a').get()).toEqual({ n: 2 });
    db.close();
  });

  it('[ST52] refuses a file of a newer relay and leaves it as it is', () => {
    const path = file('t.db');
    const db = new DatabaseSync(path);
    db.exec(`PRAGMA journal_mode = WAL; PRAGMA user_version = ${migrations.length + 1}; CREATE TABLE newer (x)`);
    db.close();
    const before = readFileSync(path);
    const newer = new RegExp(
      `${path}.* newer relay \\(version ${migrations.length + 1} .*up to ${migrations.length}\\)`,
    );
    expect(() => openSqliteStore({ path })).toThrow(newer);
    expect(readFileSync(path)).toEqual(before);
  });

  it('[ST53] names a path that cannot be written, and what to do', () => {
    writeFileSync(file('not-a-folder'), '');
    const path = file('not-a-folder/t.db');
    expect(() => openSqliteStore({ path })).toThrow(/not-a-folder\/t\.db.*writable.*DATA_DIR/);
    expect(() => openSqliteStore({ path: file('.') })).toThrow(/cannot be opened for writing \(EISDIR\)/);
  });

  describe('[ST53] names what cannot be written, before anything is served', () => {
    const program = join(import.meta.dirname, 'programs', 'change.ts');
    // Root may write everywhere, so another user tries.
    const stranger = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    const node = (...args: readonly string[]) =>
      spawnSync(process.execPath, args, { ...stranger, cwd: tmpdir(), encoding: 'utf8' });
    const mayRead = node('-e', `require('node:fs').accessSync(${JSON.stringify(program)})`).status === 0;

    // Where the checkout lies below a folder of root's own, nobody else can run it.
    it.skipIf(!mayRead).each([
      ['the folder', 0o555, { 't.db': 0o666 }, ''],
      ['the file', 0o777, { 't.db': 0o444 }, '/t.db'],
      ['a log that another user left', 0o777, { 't.db': 0o666, 't.db-wal': 0o444, 't.db-shm': 0o666 }, '/t.db-wal'],
      ['an index that another user left', 0o777, { 't.db': 0o666, 't.db-wal': 0o666, 't.db-shm': 0o444 }, '/t.db-shm'],
    ])('%s', async (_, ofFolder, modes, named) => {
      const path = file('t.db');
      const store = openSqliteStore({ path });
      await store.directory.secret();
      // The log and its index are there for as long as it is open.
      if (!('t.db-wal' in modes)) await store.close();
      for (const [name, mode] of Object.entries(modes)) chmodSync(file(name), mode);
      chmodSync(file('.'), ofFolder);
      const { stderr, status } = node(program, path, 'open');
      chmodSync(file('.'), 0o700);
      await store.close();
      expect(status).toBe(1);
      expect(stderr).toContain(
        `The database ${path} cannot be opened for writing (EACCES): make ${dirname(path)}${named} writable`,
      );
      expect(stderr).toMatch(/for this user, or choose another folder with DATA_DIR.*chown/);
    });
  });

  it('[ST53] names a file that is no database, and leaves it as it is', () => {
    const text = 'Dear diary, this is certainly no database. '.repeat(100);
    writeFileSync(file('diary.txt'), text);
    expect(() => openSqliteStore({ path: file('diary.txt') })).toThrow(/diary\.txt cannot be used: .*not a database/);
    expect(readFileSync(file('diary.txt'), 'utf8')).toBe(text);
  });
});
