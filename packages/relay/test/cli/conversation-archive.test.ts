import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFilesDirectory } from '../../src/files/directory.ts';
import { engagement, message, record, relayEntry } from '../contracts/build.ts';
import { shop } from '../handlers/helpers/shop.ts';
import { compact, file, plant, said, site } from './planted.ts';
import { useCli } from './run-cli.ts';

describe('tillside conversation archive', () => {
  const cli = useCli();

  it('[CM62] moves what is over into one line each, with its files, and leaves the rest', async () => {
    cli.set({ FILES_DIR: cli.path('files') });
    const at = Date.UTC(2026, 0, 15);
    await cli.withStore(async (store) => {
      await store.directory.apply(shop, 0);
      await plant(store, 'gone1', cli.path('files'));
      for (const [name, when, state] of [
        ['over', at, 'resolved'],
        ['open', at, 'active'],
      ] as const) {
        const mine = { conversation: `cnv_${name}`, by: { kind: 'visitor', id: `vis_${name}` } as const };
        await store.conversations.append(message(1, mine), when);
        await store.conversations.append(message(2, { ...mine, kind: 'file', body: JSON.stringify({ file }) }), when);
        const kept = record({ conversation: `cnv_${name}`, visitor: `vis_${name}`, site });
        await store.conversations.commit(
          {
            ...kept,
            engagement: engagement({ state, openedAt: at, teams: [] }),
          },
          0,
          [],
          when,
        );
        await store.conversations.touch(site, `cnv_${name}`, when);
      }
      await compact(store, 'cnv_over');
    });
    const to = cli.path('old');
    const out = await cli.ok('conversation', 'archive', site, '--to', to, '--older', '30');
    expect(out).toBe(`1 conversation of ${site} moved to ${to}.`);
    expect(readdirSync(to)).toEqual([`${site}-2026-01.ndjson`]);
    const path = join(to, `${site}-2026-01.ndjson`);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(
      readFileSync(path, 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as object),
    ).toMatchObject([
      {
        conversation: 'cnv_over',
        site,
        log: { top: 2 },
        entries: [{ offset: 1, kind: 'message', body: { text: 'a1' } }, { kind: 'file' }],
        files: [{ id: file, base64: Buffer.from(said).toString('base64') }],
      },
    ]);
    await cli.withStore(async (store) => {
      expect((await store.conversations.view('cnv_over')).log.top).toBe(0);
      expect((await store.conversations.view('cnv_open')).log.top).toBe(2);
      expect((await store.conversations.view('cnv_gone1')).log.top).toBe(4);
    });
    expect(await cli.ok('conversation', 'archive', site, '--to', to, '--older', '30')).toContain('0 conversations');
    expect(await cli.run('conversation', 'archive', site, '--to', to, '--older', 'x')).toMatchObject({ code: 2 });
    expect(await cli.run('conversation', 'archive', site, '--to', to)).toMatchObject({ code: 2 });
  });

  it('[CM62] moves what was said before the last engagement of one that went on', async () => {
    cli.set({ FILES_DIR: cli.path('files') });
    const old = Date.UTC(2026, 0, 15);
    const mine = { conversation: 'cnv_back', by: { kind: 'visitor', id: 'vis_back' } as const };
    const resolved = (id: string, startOffset: number) => ({
      ...record({ conversation: 'cnv_back', visitor: 'vis_back', site }),
      engagement: engagement({ id, state: 'resolved', openedAt: old, teams: [], startOffset }),
    });
    await cli.withStore(async (store) => {
      await store.directory.apply(shop, 0);
      await plant(store, 'gone1', cli.path('files'));
      await store.conversations.append(message(1, mine), old);
      await store.conversations.append(message(2, { ...mine, kind: 'file', body: JSON.stringify({ file }) }), old);
      await store.conversations.commit(resolved('eng_1', 0), 0, [relayEntry('1')], old);
      await store.conversations.append(message(3, mine), Date.now() - 3_600_000);
      await store.conversations.commit(resolved('eng_2', 3), 1, [relayEntry('2')]);
      await store.conversations.touch(site, 'cnv_back');
    });
    const to = cli.path('old');
    const run = () => cli.ok('conversation', 'archive', site, '--to', to, '--older', '30');
    expect(await run()).toBe(`0 conversations of ${site} moved to ${to}, and of 1 that went on what was said before.`);
    const path = join(to, `${site}-2026-01.ndjson`);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      conversation: 'cnv_back',
      isPart: true,
      log: { top: 5 },
      entries: [
        { offset: 1, body: { text: 'a1' } },
        { offset: 2, kind: 'file' },
        { offset: 3, kind: 'engagement.opened' },
      ],
      files: [{ id: file, base64: Buffer.from(said).toString('base64') }],
    });
    expect(await openFilesDirectory(cli.path('files')).find(file)).toBeUndefined();
    await cli.withStore(async (store) => {
      expect((await store.conversations.read('cnv_back', 0, 9)).map(({ offset }) => offset)).toEqual([4, 5]);
      expect((await store.conversations.view('cnv_back')).log.trimmedTo).toBe(3);
    });
    expect(await run()).toBe(`0 conversations of ${site} moved to ${to}.`);
  });
});
