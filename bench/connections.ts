import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from 'redis';
import { openStore } from '@tillside/relay';
import { describeCommit, describeMachine } from '../test/helpers/machine.ts';
import { startRedisServer } from '../test/helpers/redis-server.ts';
import { countCpu } from './lib/cpu.ts';
import { median, table } from './lib/figures.ts';
import { openIdle } from './lib/idle.ts';
import { memoryOf } from './lib/memory.ts';
import { openEchoOnly, openOnRedis, openOnSqlite } from './lib/setups.ts';
import type { Setup } from './lib/setups.ts';

/**
 * What a visitor who only looks around costs: the memory of one more socket that said hello and is live, and how fast they come. The
 * reference is a bare `ws` server. And what a conversation of ten messages costs where it lies.
 */

const warmUp = 500;
const count = Number(process.env['CONNECTIONS'] ?? 5_000);
const rounds = 3;
const settleMs = 1_500;
const conversations = 500;
const messages = 10;

interface Round {
  readonly bytesEach: number;
  readonly perSecond: number;
  readonly commands: number;
  readonly others: number;
}

const kinds = [
  { name: 'bare ws', of: 'ws', start: openEchoOnly },
  { name: 'relay, SQLite', of: 'relay', start: openOnSqlite },
  { name: 'relay, Redis', of: 'relay', start: openOnRedis },
] as const;

async function measure({ start, of }: (typeof kinds)[number]): Promise<Round> {
  const setup: Setup = await start();
  try {
    const used = countCpu(setup.pids);
    // What the first ones make a server load and compile is not theirs.
    const first = await openIdle(setup.port, warmUp, of);
    await delay(settleMs);
    const [before, asked] = [memoryOf(setup.pid), await setup.commands()];
    const { sockets, perSecond } = await openIdle(setup.port, count, of);
    await delay(settleMs);
    const bytesEach = (memoryOf(setup.pid) - before) / count;
    const commands = ((await setup.commands()) - asked) / count;
    for (const socket of [...first.sockets, ...sockets]) socket.close();
    return { bytesEach, perSecond, commands, others: used().others };
  } finally {
    await setup.stop();
  }
}

const text = 'Does the strap fit the smaller body as well, and is it in stock in brown? I would need it by Friday.';

/** Writes conversations and tells what each came to. */
async function bytesOfConversation(
  settings: { readonly dataDir: string; readonly redisUrl?: string },
  sizeNow: () => Promise<number>,
): Promise<number> {
  const body = JSON.stringify({ text });
  /** Closes the store, too: SQLite's file is whole then, without its log. */
  const write = async (from: number, to: number) => {
    const store = await openStore({ dataDir: settings.dataDir, redisUrl: settings.redisUrl });
    for (let n = from; n < to; n += 1) {
      for (let seq = 1; seq <= messages; seq += 1) {
        await store.conversations.append({
          conversation: `cnv_${n}`,
          session: n.toString(16).padStart(32, '0'),
          seq,
          kind: 'message',
          by: { kind: 'visitor', id: `vis_${n}` },
          body,
          sent: body,
        });
      }
    }
    await store.close();
  };
  await write(0, 50);
  const before = await sizeNow();
  await write(50, 50 + conversations);
  return ((await sizeNow()) - before) / conversations;
}

async function storedOnSqlite(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'tillside-bench-'));
  try {
    return await bytesOfConversation({ dataDir: folder }, async () => (await stat(join(folder, 'tillside.db'))).size);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function storedOnRedis(): Promise<number> {
  const redis = await startRedisServer();
  const client = createClient({ url: redis.url });
  await client.connect();
  try {
    const used = async () => Number(/^used_memory:(\d+)/m.exec(await client.info('memory'))?.[1]);
    return await bytesOfConversation({ dataDir: '', redisUrl: redis.url }, used);
  } finally {
    client.destroy();
    await redis.stop();
  }
}

export async function run(): Promise<string> {
  const results = new Map<string, Round[]>(kinds.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < kinds.length; turn += 1) {
      const kind = kinds[(turn + round) % kinds.length];
      if (kind === undefined) continue;
      const figures = await measure(kind);
      results.get(kind.name)?.push(figures);
      console.log(`round ${round + 1}, ${kind.name}: ${(figures.bytesEach / 1024).toFixed(1)} KiB each`);
    }
  }
  const of = (name: string, figure: keyof Round) => median((results.get(name) ?? []).map((round) => round[figure]));
  const rows = kinds.map(({ name }) => ({
    server: name,
    'KiB a connection': (of(name, 'bytesEach') / 1024).toFixed(1),
    'of bare ws': (of(name, 'bytesEach') / of('bare ws', 'bytesEach')).toFixed(2),
    'connects/s': Math.round(of(name, 'perSecond')),
    'commands to Redis a connect': name === 'relay, Redis' ? of(name, 'commands').toFixed(2) : '',
    'CPU of others': `${Math.round(100 * of(name, 'others'))} %`,
  }));
  const stored = [
    { store: 'SQLite', [`bytes a conversation of ${messages} messages`]: Math.round(await storedOnSqlite()) },
    { store: 'Redis', [`bytes a conversation of ${messages} messages`]: Math.round(await storedOnRedis()) },
  ];
  return [
    `Machine: ${describeMachine()}. Load generator on the same machine.`,
    `Commit: ${describeCommit()}. ${count} connections beyond the first ${warmUp}; medians of ${rounds} rounds in turns.`,
    table(rows),
    table(stored),
  ].join('\n\n');
}
