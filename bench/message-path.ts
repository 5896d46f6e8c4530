import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startRedisServer } from '../test/helpers/redis-server.ts';
import { cpuMsOf, machineCpuMs, median, percentile, table } from './lib/figures.ts';
import { startServer } from './lib/processes.ts';
import { frameOf, openRawSocket } from './lib/raw-socket.ts';
import type { RawSocket } from './lib/raw-socket.ts';

/**
 * The whole path of a message: socket in, checked, persisted, (other node,) socket out, and the sender's acknowledgement after persistence.
 * Each pair is one visitor with two tabs: one writes, the other reads. The reference is a bare `ws` echo with the same load generator.
 */

const pairCount = 100;
const inFlight = 4;
const saturateMs = 4_000;
const rate = 1_000;
const rateMs = 5_000;
const rounds = 3;
const text = 'Does the strap fit the smaller body as well, and is it in stock in brown? I would need it by Friday.';

interface Pair {
  /** Sends message number `n`; `onArrived` hears of it at the other end. */
  send(n: number): void;
  onArrived: (n: number) => void;
  close(): void;
}

async function echoPair(port: number): Promise<Pair> {
  const socket = await openRawSocket(port, '/', 'http://bench');
  const pair: Pair = {
    send: (n) => socket.write(frameOf(`${n} ${text}${text}`)),
    onArrived: () => {},
    close: () => socket.close(),
  };
  socket.onText = (told) => pair.onArrived(Number.parseInt(told, 10));
  return pair;
}

function hello(credential?: string): { readonly session: string; readonly frame: Buffer } {
  const session = randomBytes(16).toString('hex');
  const frame = {
    type: 'hello',
    version: 1,
    sessions: [session],
    cursors: [],
    ...(credential === undefined ? {} : { credential }),
  };
  return { session, frame: frameOf(JSON.stringify(frame)) };
}

/** Resolves to the credential once the socket's conversation is live. */
function untilLive(socket: RawSocket): Promise<string> {
  return new Promise((resolve) => {
    let credential = '';
    socket.onText = (told) => {
      const frame = JSON.parse(told) as { type: string; credential?: string };
      credential = frame.credential ?? credential;
      if (frame.type === 'live') resolve(credential);
    };
  });
}

async function relayPair(from: number, to: number): Promise<Pair> {
  const path = '/v1/socket?site=site_halden';
  const writer = await openRawSocket(from, path, `http://127.0.0.1:${from}`);
  const first = hello();
  const isWriterLive = untilLive(writer);
  writer.write(first.frame);
  const credential = await isWriterLive;
  const reader = await openRawSocket(to, path, `http://127.0.0.1:${to}`);
  const isReaderLive = untilLive(reader);
  reader.write(hello(credential).frame);
  await isReaderLive;
  const pair: Pair = {
    send: (n) =>
      writer.write(
        frameOf(
          `{"type":"message.send","session":"${first.session}","conversation":"mine","seq":${n},"body":{"text":"${text}"}}`,
        ),
      ),
    onArrived: () => {},
    close() {
      writer.close();
      reader.close();
    },
  };
  const seq = /"seq":(\d+)/;
  reader.onText = (told) => {
    if (told.startsWith('{"type":"entry.added"') && told.includes('"kind":"message"'))
      pair.onArrived(Number(seq.exec(told)?.[1]));
    else if (told === '{"type":"ping"}') reader.write(frameOf('{"type":"pong"}'));
  };
  writer.onText = (told) => {
    if (told.startsWith('{"type":"refused"') || told.startsWith('{"type":"rewind"'))
      throw new Error(`the relay refused: ${told}`);
    if (told === '{"type":"ping"}') writer.write(frameOf('{"type":"pong"}'));
  };
  return pair;
}

/** Every pair keeps `inFlight` messages under way: what the path can do at most. */
async function saturate(pairs: readonly Pair[], next: number[]): Promise<number> {
  let count = 0;
  let isOver = false;
  pairs.forEach((pair, index) => {
    const sendNext = () => {
      next[index] = (next[index] ?? 0) + 1;
      pair.send(next[index]);
    };
    pair.onArrived = () => {
      count += 1;
      if (!isOver) sendNext();
    };
    for (let n = 0; n < inFlight; n += 1) sendNext();
  });
  const startedAt = performance.now();
  await delay(saturateMs);
  isOver = true;
  const perSecond = (count * 1000) / (performance.now() - startedAt);
  await delay(300);
  return perSecond;
}

/** `rate` messages a second over all pairs, each timed from the instant it was due: waiting to be sent counts too. */
async function atRate(pairs: readonly Pair[], next: number[]): Promise<readonly number[]> {
  const latencies: number[] = [];
  const dueAt = new Map<string, number>();
  pairs.forEach((pair, index) => {
    pair.onArrived = (n) => {
      const key = `${index}/${n}`;
      const due = dueAt.get(key);
      if (due === undefined) return;
      dueAt.delete(key);
      latencies.push(performance.now() - due);
    };
  });
  const startedAt = performance.now();
  const total = (rate * rateMs) / 1000;
  for (let sent = 0; sent < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - startedAt) * rate) / 1000) + 1);
    for (; sent < due; sent += 1) {
      const index = sent % pairs.length;
      next[index] = (next[index] ?? 0) + 1;
      dueAt.set(`${index}/${next[index]}`, startedAt + (sent * 1000) / rate);
      pairs[index]?.send(next[index]);
    }
    await delay(1);
  }
  await delay(500);
  if (dueAt.size > 0) throw new Error(`${dueAt.size} messages did not arrive`);
  return latencies;
}

interface Setup {
  readonly name: string;
  readonly pids: readonly number[];
  readonly open: () => Promise<Pair>;
  readonly stop: () => Promise<void>;
}

async function echoSetup(): Promise<Setup> {
  const server = await startServer('echo-server.ts');
  return {
    name: 'bare ws echo (no store, no check)',
    pids: [server.pid],
    open: () => echoPair(server.port),
    stop: server.stop,
  };
}

async function sqliteSetup(): Promise<Setup> {
  const folder = await mkdtemp(join(tmpdir(), 'tillside-bench-'));
  const server = await startServer('relay-server.ts', { DATA_DIR: folder, REDIS_URL: '' });
  return {
    name: 'one node, SQLite (synchronous=FULL)',
    pids: [server.pid],
    open: () => relayPair(server.port, server.port),
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function redisSetup(nodes: 1 | 2): Promise<Setup> {
  const redis = await startRedisServer({ files: 'on disk' });
  const first = await startServer('relay-server.ts', { REDIS_URL: redis.url });
  const second = nodes === 2 ? await startServer('relay-server.ts', { REDIS_URL: redis.url }) : first;
  return {
    name: nodes === 1 ? 'one node, Redis (appendfsync always)' : 'two nodes, Redis (appendfsync always)',
    pids: [...new Set([first.pid, second.pid])],
    open: () => relayPair(first.port, second.port),
    async stop() {
      await first.stop();
      if (second !== first) await second.stop();
      await redis.stop();
    },
  };
}

interface Round {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuUs: number;
  readonly strangersMs: number;
}

/** Fresh processes each round: a conversation holds 2,000 entries an engagement. */
async function measure(make: () => Promise<Setup>): Promise<{ readonly name: string; readonly round: Round }> {
  const setup = await make();
  try {
    const pairs: Pair[] = [];
    for (let index = 0; index < pairCount; index += 1) pairs.push(await setup.open());
    const next = pairs.map(() => 0);
    const latencies = await atRate(pairs, next);
    const own = () => [process.pid, ...setup.pids].reduce((sum, pid) => sum + cpuMsOf(pid), 0);
    const serversBefore = setup.pids.reduce((sum, pid) => sum + cpuMsOf(pid), 0);
    const [machineBefore, ownBefore] = [machineCpuMs(), own()];
    const perSecond = await saturate(pairs, next);
    const servers = setup.pids.reduce((sum, pid) => sum + cpuMsOf(pid), 0) - serversBefore;
    const strangersMs = machineCpuMs() - machineBefore - (own() - ownBefore);
    for (const pair of pairs) pair.close();
    const cpuUs = (servers * 1000) / ((perSecond * saturateMs) / 1000);
    return {
      name: setup.name,
      round: { perSecond, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99), cpuUs, strangersMs },
    };
  } finally {
    await setup.stop();
  }
}

export async function run(): Promise<void> {
  const setups = [echoSetup, sqliteSetup, () => redisSetup(1), () => redisSetup(2)];
  const results = new Map<string, Round[]>();
  for (let round = 1; round <= rounds; round += 1) {
    for (const make of setups) {
      const { name, round: figures } = await measure(make);
      results.set(name, [...(results.get(name) ?? []), figures]);
      console.log(`round ${round}: ${name}: ${Math.round(figures.perSecond)} messages/s`);
    }
  }
  const of = (list: readonly Round[], figure: (round: Round) => number) => median(list.map(figure));
  const reference = of([...results.values()][0] ?? [], (round) => round.perSecond);
  const rows = [...results].map(([name, list]) => ({
    path: name,
    'messages/s': Math.round(of(list, (round) => round.perSecond)),
    'of echo': (of(list, (round) => round.perSecond) / reference).toFixed(2),
    [`p50 ms at ${rate}/s`]: of(list, (round) => round.p50).toFixed(2),
    [`p99 ms at ${rate}/s`]: of(list, (round) => round.p99).toFixed(2),
    'relay CPU us/message': of(list, (round) => round.cpuUs).toFixed(1),
    'CPU of others, ms': Math.round(of(list, (round) => round.strangersMs)),
  }));
  console.log(
    `\n${pairCount} pairs, medians of ${rounds} rounds in turns; saturated with ${inFlight} in flight a pair\n`,
  );
  console.log(table(rows));
}
