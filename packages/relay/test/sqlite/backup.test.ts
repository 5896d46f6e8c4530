import { existsSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { copyDatabase } from '../../src/sqlite/backup.ts';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { startChild } from './child.ts';
import { useTempFolder } from './temp-folder.ts';

describe('a copy', () => {
  const file = useTempFolder();

  it('[ST56] made beside a process that writes is one moment, and a store', async () => {
    const { process: child, lines, gone } = startChild('append-forever.ts', file('t.db'), 's');
    let told = 0;
    let copied: Promise<void> | undefined;
    let before = 0;
    for await (const line of lines) {
      if (line.startsWith('cnv_a s-')) told += 1;
      if (told === 200) {
        before = told;
        copied ??= copyDatabase(file('t.db'), file('copy.db')).then(() => void child.kill());
      }
    }
    await copied;
    await gone;
    expect(statSync(file('copy.db')).mode & 0o777).toBe(0o600);

    const copy = openSqliteStore({ path: file('copy.db') });
    const { log, record } = await copy.conversations.view('cnv_a');
    const entries = await copy.conversations.read('cnv_a', 0, 100_000);
    expect(entries.length).toBeGreaterThanOrEqual(before);
    expect(log).toMatchObject({ top: entries.length, chain: entries.at(-1)?.chain });
    // A record and its entry are written in one step: in the copy are both or neither.
    expect(entries.filter(({ session }) => session.startsWith('relay/'))).toHaveLength(record?.revision ?? 0);
    await copy.close();
  });

  it('[ST56] is made of a store that nobody has open', async () => {
    const store = openSqliteStore({ path: file('t.db') });
    const secret = await store.directory.secret();
    await store.close();
    await copyDatabase(file('t.db'), file('copy.db'));
    const copy = openSqliteStore({ path: file('copy.db') });
    expect(await copy.directory.secret()).toBe(secret);
    await copy.close();
  });

  it('[ST56] never takes the place of a file, and leaves nothing when it fails', async () => {
    writeFileSync(file('there.db'), 'precious');
    await openSqliteStore({ path: file('t.db') }).close();
    await expect(copyDatabase(file('t.db'), file('there.db'))).rejects.toThrow('EEXIST');
    await expect(copyDatabase(file('none.db'), file('copy.db'))).rejects.toThrow('unable to open');
    expect(existsSync(file('copy.db'))).toBe(false);
  });
});
