import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe } from 'vitest';
import { patiently } from '../../../../../test/helpers/patiently.ts';
import { startRedisServer } from '../../../../../test/helpers/redis-server.ts';
import type { RedisServer } from '../../../../../test/helpers/redis-server.ts';
import { createDirectoryCache } from '../../../src/directory-cache.ts';
import { openFilesDirectory } from '../../../src/files/directory.ts';
import { createKeepingWork } from '../../../src/handlers/keeping/work.ts';
import type { RelayEvent, World } from '../../../src/handlers/types.ts';
import type { JournalItem, KeptFiles, KeptStore } from '../../../src/ports/index.ts';
import { openRedisStore } from '../../../src/redis/index.ts';
import { openSqliteStore } from '../../../src/sqlite/index.ts';
import { engagement, message, order, record, relayEntry, visitorRecord } from '../../contracts/build.ts';
import { shop } from './shop.ts';

export const dayMs = 86_400_000;
export const site = 'site_alpha';
export const ago = (days: number) => Date.now() - days * dayMs;
export const fileOf = (name: string) => `fil_${Buffer.from(name).toString('hex').padEnd(40, '0')}`;

/** What is the test's own: a store with the shops of shop.ts, files, and what nodes told. */
export interface Kept {
  readonly store: KeptStore;
  readonly files: KeptFiles;
  readonly events: readonly RelayEvent[];
  /** A node's keeping work, some operations of the port in another's place. */
  nodeOf(node: string, over?: Partial<KeptStore['keeping']>): Promise<ReturnType<typeof createKeepingWork>>;
  /** A visitor with a conversation of so many days ago, a file, rows of the journal and an order. */
  live(name: string, days: number, open?: boolean): Promise<void>;
}

async function nodeOf(
  { store, files, events }: Pick<Kept, 'store' | 'files'> & { readonly events: RelayEvent[] },
  node: string,
  over: Partial<KeptStore['keeping']> = {},
) {
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

async function live(
  { store, files }: Pick<Kept, 'store' | 'files'>,
  name: string,
  days: number,
  open: boolean,
): Promise<void> {
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

/** The suite on SQLite and on Redis, a fresh store for each test. */
export function describeKept(name: string, suite: (now: () => Kept) => void): void {
  const describeOn = (kind: string, open: () => Promise<KeptStore>) => {
    let kept: Kept | undefined;
    let folder = '';
    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'tillside-kept-'));
      const store = await open();
      await store.directory.apply(shop, 0);
      const own = { store, files: openFilesDirectory(folder), events: [] as RelayEvent[] };
      kept = {
        ...own,
        nodeOf: (node, over) => nodeOf(own, node, over),
        live: (who, days, isOpen = false) => live(own, who, days, isOpen),
      };
    });
    afterEach(async () => {
      await kept?.store.close();
      rmSync(folder, { recursive: true, force: true });
    });
    suite(() => {
      if (kept === undefined) throw new Error(`The store on ${kind} is opened before each test.`);
      return kept;
    });
  };

  describe(`${name}, on SQLite`, () => describeOn('SQLite', async () => openSqliteStore({ path: ':memory:' })));

  describe(`${name}, on Redis`, () => {
    let server: RedisServer | undefined;
    beforeAll(async () => {
      server = await startRedisServer();
    });
    afterAll(async () => server?.stop());
    describeOn('Redis', async () => {
      await server?.flush();
      return patiently(() => openRedisStore({ url: server?.url ?? '' }));
    });
  });
}
