import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  brotliCompressSync,
  brotliDecompressSync,
  constants,
  deflateRawSync,
  inflateRawSync,
  zstdCompressSync,
  zstdDecompressSync,
} from 'node:zlib';
import { openStore } from '@tillside/relay';
import { describeCommit, describeMachine } from '../test/helpers/machine.ts';
import { startRedisServer } from '../test/helpers/redis-server.ts';
import { table } from './lib/figures.ts';
import type { TableRow } from './lib/figures.ts';
import { measureJournal } from './lib/stored/journal.ts';
import { writeTalk } from './lib/stored/talk.ts';

/** What a conversation costs where it lies: while it is one that is talked in, and as the one compressed value that it becomes a day after. */

type Store = Awaited<ReturnType<typeof openStore>>;

const warmUp = 50;
const count = 500;

async function standing({ conversations }: Store, conversation: string) {
  const { log, record } = await conversations.view(conversation);
  return [conversation, log.top, record?.revision ?? 0] as const;
}

async function measure(name: string, store: Store): Promise<TableRow> {
  const used = async () => (await store.keeping.room()).usedBytes;
  const compact = async (all: readonly string[]) => {
    const from = process.cpuUsage();
    for (const one of all)
      if (!(await store.keeping.compact(...(await standing(store, one))))) throw new Error(`${one} was not compacted.`);
    const { user, system } = process.cpuUsage(from);
    return (user + system) / all.length;
  };
  const write = async (from: number, to: number) => {
    const all: string[] = [];
    for (let index = from; index < to; index += 1) all.push(await writeTalk(store, index));
    return all;
  };
  await compact(await write(0, warmUp));
  const empty = await used();
  const talks = await write(warmUp, warmUp + count);
  const live = ((await used()) - empty) / count;
  const took = await compact(talks);
  const compacted = ((await used()) - empty) / count;
  return {
    store: name,
    'bytes, talked in': Math.round(live),
    'bytes, one value': Math.round(compacted),
    ratio: (live / compacted).toFixed(1),
    'CPU us to compact, relay': Math.round(took),
  };
}

const level = (quality: number) => ({ params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
const zstdLevel = (value: number) => ({ params: { [constants.ZSTD_c_compressionLevel]: value } });

/** What zlib has, on the same conversations as JSON. A dictionary is, for this table, the text of another twenty of them. */
async function compare(store: Store): Promise<readonly TableRow[]> {
  const texts: Buffer[] = [];
  for (let index = 0; index < 120; index += 1) {
    const conversation = await writeTalk(store, 10_000 + index);
    const entries = await store.conversations.read(conversation, 0, 100);
    const { record, context } = await store.conversations.view(conversation);
    texts.push(
      Buffer.from(
        JSON.stringify({
          record,
          context,
          entries: entries.map((one) => ({ ...one, body: JSON.parse(one.body) as unknown })),
        }),
      ),
    );
  }
  const dictionary = Buffer.concat(texts.splice(0, 20)).subarray(-4_096);
  const kinds: readonly (readonly [string, (text: Buffer) => Buffer, (bytes: Buffer) => Buffer])[] = [
    ['deflate 9', (text) => deflateRawSync(text, { level: 9 }), (bytes) => inflateRawSync(bytes)],
    [
      'deflate 9, dictionary',
      (text) => deflateRawSync(text, { level: 9, dictionary }),
      (bytes) => inflateRawSync(bytes, { dictionary }),
    ],
    ['brotli 5', (text) => brotliCompressSync(text, level(5)), (bytes) => brotliDecompressSync(bytes)],
    ['brotli 11', (text) => brotliCompressSync(text, level(11)), (bytes) => brotliDecompressSync(bytes)],
    ['zstd 3', (text) => zstdCompressSync(text, zstdLevel(3)), (bytes) => zstdDecompressSync(bytes)],
    ['zstd 19', (text) => zstdCompressSync(text, zstdLevel(19)), (bytes) => zstdDecompressSync(bytes)],
  ];
  const cpu = (run: () => void) => {
    const from = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(from);
    return Math.round((user + system) / texts.length);
  };
  return kinds.map(([name, press, open]) => {
    const values = texts.map(press);
    return {
      'of JSON': name,
      bytes: Math.round(values.reduce((sum, { length }) => sum + length, 0) / values.length),
      'CPU us to write': cpu(() => texts.forEach((text) => press(text))),
      'CPU us to read': cpu(() => values.forEach((bytes) => open(bytes))),
    };
  });
}

async function onSqlite<T>(use: (store: Store) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tillside-bench-'));
  const store = await openStore({ dataDir: folder, redisUrl: undefined });
  try {
    return await use(store);
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function onRedis<T>(use: (store: Store) => Promise<T>): Promise<T> {
  const redis = await startRedisServer();
  const store = await openStore({ dataDir: '', redisUrl: redis.url });
  try {
    return await use(store);
  } finally {
    await store.close();
    await redis.stop();
  }
}

export async function run(): Promise<string> {
  const rows = [await onSqlite((store) => measure('SQLite', store)), await onRedis((store) => measure('Redis', store))];
  const journals = [
    await onSqlite((store) => measureJournal('SQLite', store)),
    await onRedis((store) => measureJournal('Redis', store)),
  ];
  const ways = await onSqlite(compare);
  return [
    `Machine: ${describeMachine()}.`,
    `Commit: ${describeCommit()}. ${count} conversations.`,
    table(rows),
    table(journals),
    table(ways),
  ].join('\n\n');
}
