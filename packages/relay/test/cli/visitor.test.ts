import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createClient, RESP_TYPES } from 'redis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startRedisServer } from '../../../../test/helpers/redis-server.ts';
import type { RedisServer } from '../../../../test/helpers/redis-server.ts';
import { identifyVisitor } from '../../src/transport/identify-visitor.ts';
import { createCredentials } from '../../src/transport/credentials.ts';
import type { World } from '../../src/handlers/types.ts';
import { recordOrder } from '../../src/handlers/orders/index.ts';
import { createDirectoryCache } from '../../src/directory-cache.ts';
import { shop } from '../handlers/helpers/shop.ts';
import { compact, email, file, plant, said, session, site, words } from './planted.ts';
import { useCli } from './run-cli.ts';
import type { Cli } from './run-cli.ts';

/** Which planted words are in which files below a folder, in plain: the server is told to compress nothing. */
function found(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((path) => {
    const whole = join(folder, path);
    if (!statSync(whole).isFile()) return path.includes(file) ? [path] : [];
    const bytes = readFileSync(whole);
    return [...words, 'vis_gone1', 'cnv_gone1']
      .filter((word) => bytes.includes(word))
      .map((word) => `${word} in ${path}`);
  });
}

/** @param valueIn the bytes that a conversation became */
function suite(cli: Cli, folder: () => string, valueIn: (conversation: string) => Promise<Uint8Array>): void {
  const filesDir = () => cli.path('files');
  const open = async () => {
    cli.set({ FILES_DIR: filesDir() });
    await cli.withStore(async (store) => {
      await store.directory.apply(shop, 0);
      await plant(store, 'gone1', filesDir());
      await plant(store, 'stays', filesDir(), false);
    });
  };
  const totals = async () => (JSON.parse(await cli.ok('ledger', 'show', site, '--json')) as { totals: object }).totals;

  it('[CM60] erases a visitor in every file, and no sum of the ledger changes', async () => {
    await open();
    for (const word of words) expect(found(folder()).join('\n'), word).toContain(word);
    const before = await totals();
    const credentials = createCredentials('ab'.repeat(32));
    const token = credentials.issue({ site, visitor: 'vis_gone1', generation: 0, issuedAt: Date.now() });

    const out = await cli.ok('visitor', 'erase', 'cnv_gone1');
    expect(out).toMatch(/^Erased vis_gone1: 4 entries, 1 files; 4 rows of the journal and 2 lines of the ledger/);

    // The id alone stays, so that what the browser still has opens nothing.
    expect(found(folder()).filter((line) => !line.startsWith('vis_gone1'))).toEqual([]);
    expect(found(filesDir())).toEqual([]);
    expect(await totals()).toEqual(before);
    await cli.withStore(async (store) => {
      const world = { store, directory: createDirectoryCache(store.directory).view, now: () => Date.now() };
      expect(await store.visitors.load('vis_gone1')).toMatchObject({
        generation: 1,
        orders: [],
        erasedAt: expect.any(Number),
      });
      const identified = await identifyVisitor(token, site, credentials, world as Partial<World> as World);
      expect(identified).toMatchObject({ kind: 'refused', code: 4101 });
      const rows = await store.journal.read(site, undefined, 50);
      expect(rows.map(({ kind }) => kind)).toHaveLength(7);
      const [resolved, opened] = rows.filter(({ key }) => key.startsWith('nameless/'));
      expect(resolved).toMatchObject({ kind: 'engagement.resolved', tookMs: 61_000, team: 'team_shared' });
      expect(resolved?.engagement).toBe(opened?.engagement);
      const floor = await store.floor.snapshot('team_shared');
      expect(floor.queue.map(({ conversation }) => conversation)).toEqual(['cnv_stays']);
      expect(floor.grants).toHaveLength(1);
      // The other one has everything.
      expect((await store.conversations.view('cnv_stays')).log.top).toBe(4);
      expect(rows.filter(({ visitor }) => visitor === 'vis_stays')).toHaveLength(4);
    });
    expect(await cli.ok('visitor', 'erase', 'vis_gone1')).toContain('0 entries, 0 files; 0 rows');
    expect(await totals()).toEqual(before);
  });

  it('[CM60] erases a conversation that is one value, in every file', async () => {
    await open();
    await cli.withStore((store) => compact(store, 'cnv_gone1'));
    const value = Buffer.from(await valueIn('cnv_gone1')).subarray(20, 60);
    expect(value).toHaveLength(40);
    const isIn = () =>
      readdirSync(folder(), { recursive: true, encoding: 'utf8' }).some((path) => {
        const whole = join(folder(), path);
        return statSync(whole).isFile() && readFileSync(whole).includes(value);
      });
    expect(isIn()).toBe(true);
    const all = JSON.parse(await cli.ok('visitor', 'export', 'vis_gone1')) as Record<string, unknown>;
    expect(all).toMatchObject({ sessions: [session], conversation: { log: { top: 4 }, context: { page: {} } } });
    for (const word of words) expect(JSON.stringify(all), word).toContain(word);
    expect(await cli.ok('visitor', 'erase', 'cnv_gone1')).toMatch(/^Erased vis_gone1: 4 entries, 1 files; 4 rows/);
    expect(isIn()).toBe(false);
    expect(found(folder()).filter((line) => !line.startsWith('vis_gone1'))).toEqual([]);
    await cli.withStore(async (store) => {
      expect((await store.conversations.view('cnv_gone1')).log.top).toBe(0);
      expect(
        await store.mails.put(
          { key: `transcript/${session}/2`, kind: 'transcript', site, conversation: 'cnv_x', to: 'a@b.example' },
          0,
        ),
      ).toBe(true);
    });
  });

  it('[CM60] credits nobody who was erased with what the shop’s server confirms later', async () => {
    await open();
    await cli.ok('visitor', 'erase', 'vis_gone1');
    await cli.withStore(async (store) => {
      const cache = createDirectoryCache(store.directory);
      await cache.refresh();
      const world = { store, directory: cache.view, newId: () => 'ord_9', emit: () => {} } as Partial<World> as World;
      const confirmed = await recordOrder(world, site, {
        source: 'server',
        order: { transactionId: 'Agone1', value: 61_200, currency: 'USD', visitor: 'vis_gone1' },
      });
      expect(confirmed).toMatchObject({ credit: 'saved', order: 'ord_3' });
      expect(confirmed.visitor).toBeUndefined();
    });
  });

  it('[CM61] exports everything that is held, and of nobody else', async () => {
    await open();
    const all = JSON.parse(await cli.ok('visitor', 'export', 'vis_gone1')) as Record<string, unknown>;
    expect(all).toMatchObject({
      visitor: 'vis_gone1',
      site,
      record: { email },
      sessions: [session],
      conversation: { id: 'cnv_gone1', context: { page: {} }, record: { revision: 1 }, log: { top: 4 } },
      letters: [{ to: email }],
      files: [{ id: file, base64: Buffer.from(said).toString('base64') }],
    });
    const text = JSON.stringify(all);
    for (const word of words) expect(text, word).toContain(word);
    expect(text).not.toContain('stays');
    expect((all['journal'] as object[]).length).toBe(4);
    expect((all['orders'] as object[]).length).toBe(2);
    expect(await cli.ok('visitor', 'export', 'vis_gone1', '--out', cli.path('out.json'))).toContain('out.json');
    expect(statSync(cli.path('out.json')).mode & 0o777).toBe(0o600);
    expect(await cli.run('visitor', 'export', 'vis_gone1', '--out', cli.path('out.json'))).toMatchObject({ code: 2 });
    expect(await cli.run('visitor', 'export', 'vis_nobody')).toMatchObject({ code: 2 });
    expect(await cli.run('visitor', 'erase', 'rep_ann')).toMatchObject({ code: 2 });
  });
}

describe('tillside visitor, on SQLite', () => {
  const cli = useCli();
  suite(
    cli,
    () => cli.path('.'),
    async (conversation) => {
      const file = readdirSync(cli.path('.'), { recursive: true, encoding: 'utf8' }).find((path) =>
        path.endsWith('.db'),
      );
      const db = new DatabaseSync(cli.path(file ?? ''), { readOnly: true });
      try {
        const row = db.prepare('SELECT bytes FROM compacted WHERE conversation = ?').get(conversation);
        return row?.['bytes'] as Uint8Array;
      } finally {
        db.close();
      }
    },
  );
});

describe('tillside visitor, on Redis', () => {
  const cli = useCli();
  let folder = '';
  let server: RedisServer | undefined;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tillside-erase-'));
    server = await startRedisServer({ folder, settings: { rdbcompression: 'no' } });
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await server?.flush();
    cli.set({ REDIS_URL: server?.url ?? '' });
  });
  suite(
    cli,
    () => folder,
    async (conversation) => {
      const client = createClient({ url: server?.url ?? '' });
      await client.connect();
      try {
        const key = `tillside:{vis_${conversation.slice('cnv_'.length)}}:log`;
        return (await client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer }).get(key)) as Buffer;
      } finally {
        client.destroy();
      }
    },
  );
});
