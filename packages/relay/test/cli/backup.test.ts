import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { siteInput } from '../site-file/build.ts';
import { startChild } from '../sqlite/child.ts';
import { useCli } from './run-cli.ts';

describe('tillside backup', () => {
  const cli = useCli();

  it('[CM22] copies the store while another process writes to it', async () => {
    await cli.ok('site', 'apply', cli.write('site.json', siteInput()));
    const store = join(cli.path('data'), 'tillside.db');
    const { process: writer, lines, gone } = startChild('append-forever.ts', store, 'w');
    let seen = 0;
    let out = '';
    for await (const _line of lines) {
      seen += 1;
      if (seen === 100) {
        out = await cli.ok('backup', cli.path('copy.db'));
        writer.kill();
      }
    }
    await gone;
    expect(out).toBe(`Copied to ${cli.path('copy.db')}. To restore: stop the relay and put it back as ${store}.`);
    expect(statSync(cli.path('copy.db')).mode & 0o077).toBe(0);
    const copy = openSqliteStore({ path: cli.path('copy.db') });
    const entries = await copy.conversations.read('cnv_a', 0, 100_000);
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.map(({ offset }) => offset)).toEqual(entries.map((_, index) => index + 1));
    expect((await copy.directory.load()).sites).toMatchObject([{ id: 'site_shop' }]);
    await copy.close();
  });

  it('[CM22] never writes over a file, and says so', async () => {
    await cli.ok('site', 'list');
    const file = cli.write('copy.db', 'precious');
    expect(await cli.run('backup', file)).toMatchObject({
      code: 2,
      err: `${file} was not written: it is there already.`,
    });
    expect(readFileSync(file, 'utf8')).toBe('precious');
  });

  it('[CM22] says which folder is missing', async () => {
    await cli.ok('site', 'list');
    expect(await cli.run('backup', cli.path('no/copy.db'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('was not written: there is no such file or folder.'),
    });
  });

  it('[CM22] makes no store where there is none, and knows that Redis is copied otherwise', async () => {
    expect(await cli.run('backup', cli.path('copy.db'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no store at'),
    });
    expect(existsSync(cli.path('data'))).toBe(false);
    cli.set({ REDIS_URL: 'redis://127.0.0.1:1' });
    expect(await cli.run('backup', cli.path('copy.db'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('docs/operations.md'),
    });
    expect(existsSync(cli.path('copy.db'))).toBe(false);
  });
});
