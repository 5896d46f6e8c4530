import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@tillside/relay';
import { describeCommit, describeMachine } from '../test/helpers/machine.ts';
import { startRedisServer } from '../test/helpers/redis-server.ts';
import type { RedisServer } from '../test/helpers/redis-server.ts';
import { countCpu } from './lib/cpu.ts';
import { median, table } from './lib/figures.ts';
import { endWith } from './lib/processes.ts';
import { at, capacity, createClaims, fillFloors, repCount, shapeOf } from './lib/routing/floors.ts';
import type { Opened, Shape } from './lib/routing/floors.ts';
import { inFlight, runInFlight } from './lib/routing/in-flight.ts';
import { openReference } from './lib/routing/reference.ts';

/**
 * What it costs to put a conversation before a rep: claims, and slots given back, on floors of which two thirds are taken in the end. The reference
 * is a script that knows loads and capacities and nothing else, on the same server.
 */

const most = 20_000;
/** A way that takes longer is measured by what it did until then. */
const mostMs = 4_000;
const rounds = 3;
const tries = 3;
const shapes = [shapeOf(100), shapeOf(10_000)];

interface Figures {
  readonly perSecond: number;
  /** Of the store's process; of this one where the store is in it. */
  readonly cpuUs: number;
  /** Of this process: what a relay spends on it. */
  readonly ownUs: number;
  readonly others: number;
}

async function measure(once: (n: number) => Promise<boolean>, pid: number, count = most, limitMs = mostMs) {
  const used = countCpu(pid === process.pid ? [] : [pid]);
  const before = process.cpuUsage();
  const done = await runInFlight(once, count, limitMs);
  const { user, system } = process.cpuUsage(before);
  const { serversMs, others } = used();
  const ownUs = (user + system) / done.count;
  const cpuUs = pid === process.pid ? ownUs : (serversMs * 1_000) / done.count;
  const figures: Figures = { perSecond: done.count / done.seconds, cpuUs, ownUs, others };
  return { figures, count: done.count };
}

/** Claims, their releases, and a node's word on everybody, by name. */
async function measureFloors(store: Opened, shape: Shape, pid: number): Promise<ReadonlyMap<string, Figures>> {
  await fillFloors(store, shape);
  const { claim, release } = createClaims(store, shape);
  const claimed = await measure(claim, pid);
  const released = await measure(release, pid, claimed.count, Number.POSITIVE_INFINITY);
  const word = (n: number) => {
    const team = shape.teams[n % shape.teams.length] ?? '';
    return store.floor.renewPresence(team, 'n1', shape.reps, at + n).then(() => true);
  };
  const renewed = await measure(word, pid, shape.teams.length);
  return new Map([
    ['claims', claimed.figures],
    ['releases', released.figures],
    [word10k, whole(renewed.figures, shape.teams.length)],
  ]);
}

/** One word for each team makes a word on everybody. */
const word10k = `a node’s word on all ${repCount.toLocaleString('en')}`;
const whole = ({ cpuUs, ownUs, ...rest }: Figures, teams: number): Figures => ({
  ...rest,
  cpuUs: cpuUs * teams,
  ownUs: ownUs * teams,
});

const referenceName = 'reference: loads and capacities alone';

type Results = Map<string, Figures[]>;

function note(results: Results, name: string, figures: Figures): void {
  results.set(name, [...(results.get(name) ?? []), figures]);
  console.log(`${name}: ${Math.round(figures.perSecond)}/s, ${figures.cpuUs.toFixed(1)} us`);
}

/** A store that had no time to answer on a busy machine is asked once more, from the beginning. */
async function patiently(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === tries) throw error;
      console.log(`once more: ${String(error)}`);
    }
  }
}

async function measureReference(redis: RedisServer, shape: Shape, results: Results): Promise<void> {
  await redis.flush();
  const reference = await openReference(redis.url, shape.teams, shape.reps, capacity);
  const assign = (n: number) => reference.claim(shape.teams[n % shape.teams.length] ?? '', `clm_${n}`);
  note(results, `${shape.name}, ${referenceName}`, (await measure(assign, redis.pid)).figures);
  reference.close();
}

async function measureStore(
  kind: 'Redis' | 'SQLite',
  open: () => Promise<Opened>,
  pid: number,
  shape: Shape,
  results: Results,
): Promise<void> {
  const store = await open();
  try {
    for (const [what, figures] of await measureFloors(store, shape, pid))
      note(results, `${shape.name}, ${kind}: ${what}`, figures);
  } finally {
    await store.close();
  }
}

async function round(redis: RedisServer, results: Results): Promise<void> {
  for (const shape of shapes) {
    await patiently(() => measureReference(redis, shape, results));
    await patiently(async () => {
      await redis.flush();
      await measureStore('Redis', () => openStore({ dataDir: '', redisUrl: redis.url }), redis.pid, shape, results);
    });
    const folder = await mkdtemp(join(tmpdir(), 'tillside-bench-'));
    const embedded = () => openStore({ dataDir: folder, redisUrl: undefined });
    await measureStore('SQLite', embedded, process.pid, shape, results);
    await rm(folder, { recursive: true, force: true });
  }
}

export async function run(): Promise<string> {
  const redis = await startRedisServer({ files: 'on disk' });
  endWith(() => redis.kill('SIGKILL'));
  const results: Results = new Map();
  for (let one = 0; one < rounds; one += 1) await round(redis, results);
  await redis.stop();
  const of = (name: string, figure: keyof Figures) => median((results.get(name) ?? []).map((one) => one[figure]));
  const referenceOf = (name: string) => `${name.slice(0, name.indexOf(', '))}, ${referenceName}`;
  const rows = [...results.keys()].map((name) => ({
    'teams × reps': name.slice(0, name.indexOf(', ')),
    what: name.slice(name.indexOf(', ') + 2),
    'a second': name.endsWith(word10k) ? '' : Math.round(of(name, 'perSecond')).toLocaleString('en'),
    'of the reference': name.endsWith('claims')
      ? (of(name, 'perSecond') / of(referenceOf(name), 'perSecond')).toFixed(2)
      : '',
    'CPU us, store': Math.round(of(name, 'cpuUs')).toLocaleString('en'),
    'CPU us, this process': name.includes('SQLite') ? '' : Math.round(of(name, 'ownUs')).toLocaleString('en'),
    'CPU of others': `${Math.round(100 * of(name, 'others'))} %`,
  }));
  const [small, large] = shapes.map(({ name }) => of(`${name}, Redis: claims`, 'cpuUs'));
  return [
    `Machine: ${describeMachine()}. Everything on the same machine; Redis with \`appendfsync always\`.`,
    `Commit: ${describeCommit()}. ${repCount.toLocaleString('en')} reps of capacity ${capacity}, ${most.toLocaleString('en')} claims, ${inFlight} under way; medians of ${rounds} rounds in turns.`,
    table(rows),
    `A claim in a team of 10,000 costs Redis ${((large ?? 0) / (small ?? 1)).toFixed(2)} of one in a team of 100.`,
  ].join('\n\n');
}
