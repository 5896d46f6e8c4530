import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startRedisServer } from '../../../../test/helpers/redis-server.ts';
import type { RedisServer } from '../../../../test/helpers/redis-server.ts';
import { cutoffsOf, isForgettable } from '../../src/core/retention.ts';
import { createDirectoryCache } from '../../src/directory-cache.ts';
import { openFilesDirectory } from '../../src/files/directory.ts';
import { createKeepingWork } from '../../src/handlers/keeping/work.ts';
import type { RelayEvent, World } from '../../src/handlers/types.ts';
import type { JournalItem, KeptFiles, KeptStore } from '../../src/ports/index.ts';
import { openRedisStore } from '../../src/redis/index.ts';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { engagement, message, order, record, relayEntry, visitorRecord } from '../contracts/build.ts';
import { shop } from './helpers/shop.ts';

const dayMs = 86_400_000;
const site = 'site_alpha';
const ago = (days: number) => Date.now() - days * dayMs;
const fileOf = (name: string) => `fil_${Buffer.from(name).toString('hex').padEnd(40, '0')}`;

let store: KeptStore;
let files: KeptFiles;
let folder: string;
let events: RelayEvent[];

async function nodeOf(node: string, over: Partial<KeptStore['keeping']> = {}) {
  const directory = createDirectoryCache(store.directory);
  await directory.refresh();
  const world: Partial<World> = {
    store,
    node,
    directory: directory.view,
    now: () => Date.now(),
    after(_ms, run) {
      const timer = setImmediate(run);
      return () => clearImmediate(timer);
    },
    emit: (event) => void events.push(event),
  };
  return createKeepingWork({ world: world as World, keeping: { ...store.keeping, ...over }, files });
}

/** A visitor with a conversation of so many days ago. */
async function live(name: string, days: number, open = false): Promise<void> {
  const [visitor, conversation, at] = [`vis_${name}`, `cnv_${name}`, ago(days)];
  const mine = { conversation, by: { kind: 'visitor', id: visitor } as const };
  await store.conversations.append(message(1, mine), at);
  await store.conversations.append(
    message(2, { ...mine, kind: 'file', body: JSON.stringify({ file: fileOf(name), name: 'a.pdf' }) }),
    at,
  );
  const state = open ? ('by_message' as const) : ('resolved' as const);
  await store.conversations.commit(
    { ...record({ ...mine, visitor, site }), engagement: engagement({ state, teams: ['team_alpha'] }) },
    0,
    [relayEntry('c1')],
    at,
  );
  await store.conversations.touch(site, conversation, at);
  await store.visitors.commit(visitorRecord({ visitor, site, createdAt: at }), 0, at);
  if (open) await store.floor.putByMessage('team_alpha', { conversation, site, queuedAt: at });
  await files.put(fileOf(name), Readable.from([Buffer.from('x')]), () => ({
    id: fileOf(name),
    site,
    conversation,
    by: visitor,
    name: 'a.pdf',
    type: 'application/pdf',
    bytes: 1,
  }));
  await files.keep(fileOf(name));
  const row = (kind: JournalItem['kind'], more: Partial<JournalItem> = {}): JournalItem => ({
    key: `${name}/${kind}`,
    kind,
    visitor,
    conversation,
    ...more,
  });
  await store.journal.append(
    site,
    [
      row('journey.recorded', { journey: '{}' }),
      row('invitation.granted', { trace: '{}', rule: 'exit', invitation: `inv_${name}` }),
      row('engagement.answered', { engagement: `eng_${name}`, isShared: true, team: 'team_shared' }),
    ],
    at,
  );
  await store.ledger.commit(order(`tx/${name}`, { site, visitor, conversation, at, transactionId: name }), 0, at);
}

function suite(open: () => Promise<KeptStore>): void {
  beforeEach(async () => {
    events = [];
    folder = mkdtempSync(join(tmpdir(), 'tillside-kept-'));
    files = openFilesDirectory(folder);
    store = await open();
    await store.directory.apply(shop, 0);
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const rowsOf = async (name: string) =>
    (await store.journal.read(site, undefined, 500)).filter(({ visitor }) => visitor === `vis_${name}`);

  it('[HA91] takes conversations, visits and names away after their time, and nothing before', async () => {
    for (const [name, days] of [
      ['old', 181],
      ['forgotten', 200],
      ['mid', 40],
      ['young', 5],
    ] as const) {
      await live(name, days, name === 'forgotten');
    }
    const before = (await store.ledger.list(site, Infinity, 50)).map(({ bounty, value }) => [bounty, value]);
    expect(await (await nodeOf('n1')).pass()).toBeGreaterThan(0);

    for (const name of ['old', 'forgotten']) {
      expect((await store.conversations.view(`cnv_${name}`)).log.top, name).toBe(0);
      expect(await store.visitors.load(`vis_${name}`), name).toBeUndefined();
      expect(await files.find(fileOf(name)), name).toBeUndefined();
      expect(await rowsOf(name), name).toEqual([]);
    }
    expect((await store.floor.snapshot('team_alpha')).byMessage).toEqual([]);
    expect((await store.conversations.recent(site, Date.now(), 10)).map((one) => one.conversation)).toEqual([
      'cnv_young',
      'cnv_mid',
    ]);
    expect(await files.find(fileOf('mid'))).toBeDefined();
    expect((await rowsOf('mid')).map(({ kind, trace }) => [kind, trace])).toEqual([
      ['engagement.answered', undefined],
      ['invitation.granted', undefined],
    ]);
    expect(await rowsOf('young')).toHaveLength(3);
    expect((await rowsOf('young')).some(({ trace }) => trace !== undefined)).toBe(true);
    // Minutes are still billed by them.
    const nameless = (await store.journal.read(site, undefined, 500)).filter(({ key }) => key.startsWith('nameless/'));
    expect(nameless.map(({ kind, isShared = false, invitation }) => [kind, isShared, invitation])).toEqual([
      ['engagement.answered', true, undefined],
      ['invitation.granted', false, undefined],
      ['engagement.answered', true, undefined],
      ['invitation.granted', false, undefined],
    ]);
    const lines = await store.ledger.list(site, Infinity, 50);
    expect(lines.map(({ bounty, value }) => [bounty, value])).toEqual(before);
    expect(lines.map(({ transactionId, visitor }) => [transactionId, visitor])).toEqual([
      ['young', 'vis_young'],
      ['mid', 'vis_mid'],
      ['old', undefined],
      ['forgotten', undefined],
    ]);
    expect(await (await nodeOf('n1')).pass()).toBe(0);
  });

  it('[HA91] goes on where it was cut off, on another node, and comes to the same', async () => {
    for (const name of ['a', 'b', 'c']) await live(name, 190);
    await live('d', 2);
    let left = 3;
    const dies = await nodeOf('n1', {
      async eraseConversation(...args) {
        left -= 1;
        if (left === 0) throw new Error('the node died');
        return store.keeping.eraseConversation(...args);
      },
    });
    await expect(dies.pass()).rejects.toThrow('the node died');
    expect(await (await nodeOf('n2')).pass()).toBeUndefined();
    // Its time is over: as if it had been taken long ago.
    expect(await store.keeping.takeTask('retention', 'n3', 1, Date.now() + 61_000)).toBeDefined();
    expect(await (await nodeOf('n3')).pass()).toBeGreaterThan(0);
    for (const name of ['a', 'b', 'c']) expect((await store.conversations.view(`cnv_${name}`)).log.top).toBe(0);
    expect((await store.conversations.view('cnv_d')).log.top).toBe(3);
  });

  it('[HA91] leaves a conversation that is written in while it is looked at', async () => {
    await live('late', 190);
    const work = await nodeOf('n1', {
      async eraseConversation(of, conversation, top) {
        const by = { kind: 'visitor', id: 'vis_late' } as const;
        await store.conversations.append(message(3, { conversation, by }));
        return store.keeping.eraseConversation(of, conversation, top);
      },
    });
    await work.pass();
    expect((await store.conversations.view('cnv_late')).log.top).toBe(4);
    // And noted as touched or not, it is young now.
    await (await nodeOf('n1')).pass();
    expect((await store.conversations.view('cnv_late')).log.top).toBe(4);
  });

  /** Whom a pass made one value, in order. */
  async function compactedBy(node: string, over: Partial<KeptStore['keeping']> = {}): Promise<readonly string[]> {
    const found: string[] = [];
    const work = await nodeOf(node, {
      async compact(conversation, ...rest) {
        const isDone = await store.keeping.compact(conversation, ...rest);
        if (isDone) found.push(conversation);
        return isDone;
      },
      ...over,
    });
    await work.pass();
    return found.sort();
  }
  const standing = async () => JSON.parse((await store.keeping.takeTask('retention', 'n1', 60_000)) ?? '{}') as object;

  it('[HA93] makes one value of each conversation that is over for a day, once', async () => {
    for (const [name, days] of Object.entries({ old: 100, mid: 3, young: 0.9 })) await live(name, days);
    await live('waiting', 50, true);
    const before = await store.conversations.read('cnv_old', 0, 10);
    expect(await compactedBy('n1')).toEqual(['cnv_mid', 'cnv_old']);
    expect(events).toContainEqual({ name: 'retention.compacted', level: 'info', count: 2 });
    expect(await store.conversations.read('cnv_old', 0, 10)).toEqual(before);
    expect(await compactedBy('n1')).toEqual([]);
    // Its time comes all the same.
    await store.directory.apply({ ...shop, sites: (shop.sites ?? []).map((one) => ({ ...one, keepDays: 60 })) }, 1);
    await compactedBy('n1');
    expect((await store.conversations.view('cnv_old')).log.top).toBe(0);
    expect(await files.find(fileOf('old'))).toBeUndefined();
    expect((await store.conversations.view('cnv_mid')).log.top).toBe(3);
  });

  it('[HA93] again after it was taken up again, and every week whatever something late took out', async () => {
    for (const name of ['again', 'late']) await live(name, 10);
    expect(await compactedBy('n1')).toEqual(['cnv_again', 'cnv_late']);
    const at = ago(2);
    for (const [name, seq] of [
      ['again', 3],
      ['late', 2],
    ] as const) {
      const mine = { conversation: `cnv_${name}`, by: { kind: 'visitor', id: `vis_${name}` } as const };
      await store.conversations.append(message(seq, mine), at);
    }
    // A duplicate moves nothing in the list; a word does.
    await store.conversations.touch(site, 'cnv_again', at);
    expect(await compactedBy('n1')).toEqual(['cnv_again']);
    const week = { ...(await standing()), compacted: { [site]: { upTo: Date.now(), since: Date.now() - 8 * dayMs } } };
    expect(await store.keeping.noteTask('retention', 'n1', JSON.stringify(week))).toBe(true);
    expect(await compactedBy('n1')).toEqual(['cnv_late']);
  });

  it('[HA94] leaves out of one that goes on what the site keeps no longer, with its files, and the last engagement whole', async () => {
    await live('back', 200);
    const mine = { conversation: 'cnv_back', by: { kind: 'visitor', id: 'vis_back' } as const };
    const again = async (startOffset: number, revision: number, days: number) => {
      await store.conversations.append(message(3 + revision - 1, mine), ago(days));
      const over = engagement({ id: `eng_${revision + 1}`, state: 'resolved', startOffset });
      await store.conversations.commit(
        { ...record({ ...mine, visitor: 'vis_back', site }), engagement: over },
        revision,
        [],
        ago(days),
      );
      await store.conversations.touch(site, 'cnv_back', ago(days));
    };
    const offsets = async () => (await store.conversations.read('cnv_back', 0, 10)).map(({ offset }) => offset);
    await again(3, 1, 100);
    const kept = await store.conversations.read('cnv_back', 3, 10);
    await compactedBy('n1');
    expect(await store.conversations.read('cnv_back', 0, 10)).toEqual(kept);
    expect((await store.conversations.view('cnv_back')).log).toMatchObject({ top: 4, trimmedTo: 3 });
    expect(await files.find(fileOf('back'))).toBeUndefined();
    // What is still young enough stays, and so does the last engagement, however old.
    await again(4, 2, 5);
    await compactedBy('n1');
    expect(await offsets()).toEqual([4, 5]);
    await store.directory.apply({ ...shop, sites: (shop.sites ?? []).map((one) => ({ ...one, keepDays: 50 })) }, 1);
    const week = { ...(await standing()), compacted: {} };
    expect(await store.keeping.noteTask('retention', 'n1', JSON.stringify(week))).toBe(true);
    expect(await compactedBy('n1')).toEqual(['cnv_back']);
    expect(await offsets()).toEqual([5]);
  });

  it('[HA93] goes on where it was cut off, and leaves what is written in meanwhile', async () => {
    for (let index = 0; index < 4; index += 1) await live(`c${index}`, 9 - index);
    const dies = await nodeOf('n1', {
      async compact(conversation, ...rest) {
        if (conversation === 'cnv_c2') throw new Error('the node died');
        return store.keeping.compact(conversation, ...rest);
      },
    });
    await expect(dies.pass()).rejects.toThrow('the node died');
    expect(await store.keeping.takeTask('retention', 'n2', 1, Date.now() + 61_000)).toBeDefined();
    const writes = await compactedBy('n2', {
      async compact(conversation, ...rest) {
        const by = { kind: 'visitor', id: 'vis_c2' } as const;
        if (conversation === 'cnv_c2') await store.conversations.append(message(3, { conversation, by }));
        return store.keeping.compact(conversation, ...rest);
      },
    });
    expect(writes).not.toContain('cnv_c2');
    expect(await store.keeping.compact('cnv_c3', 3, 1)).toBe(false);
    for (let index = 0; index < 4; index += 1) {
      const entries = await store.conversations.read(`cnv_c${index}`, 0, 10);
      expect(entries.map(({ offset }) => offset)).toEqual(index === 2 ? [1, 2, 3, 4] : [1, 2, 3]);
    }
  });
}

describe('what a site keeps no longer, on SQLite', () => {
  suite(async () => openSqliteStore({ path: ':memory:' }));
});

describe('what a site keeps no longer, on Redis', () => {
  let server: RedisServer | undefined;
  beforeAll(async () => {
    server = await startRedisServer();
  });
  afterAll(async () => server?.stop());
  suite(async () => {
    await server?.flush();
    return openRedisStore({ url: server?.url ?? '' });
  });
});

describe('how long', () => {
  it('[CO42] is the site’s to say; a visit is never known for longer than whose it was', () => {
    expect(cutoffsOf({}, 200 * dayMs)).toEqual({ names: 20 * dayMs, visits: 170 * dayMs });
    expect(cutoffsOf({ keepDays: 10, keepVisitDays: 60 }, 200 * dayMs)).toEqual({
      names: 190 * dayMs,
      visits: 190 * dayMs,
    });
  });

  it('[CO42] a record stays while a no binds, a block stands, or an older credential could come', () => {
    const now = 1_000 * dayMs;
    const old = visitorRecord({ createdAt: 0 });
    const is = (changes: object) => isForgettable({ ...old, ...changes }, now - 180 * dayMs, now);
    expect(is({})).toBe(true);
    expect(is({ createdAt: now - 179 * dayMs })).toBe(false);
    expect(is({ declinedUntil: now + 1 })).toBe(false);
    expect(is({ isBlocked: true })).toBe(false);
    expect(is({ generation: 1, erasedAt: now - 100 * dayMs })).toBe(false);
    expect(is({ generation: 1, erasedAt: now - 200 * dayMs })).toBe(true);
  });
});
