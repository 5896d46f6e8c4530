import { setTimeout as delay } from 'node:timers/promises';
import { describeCommit, describeMachine } from '../test/helpers/machine.ts';
import { countCpu } from './lib/cpu.ts';
import { median, table } from './lib/figures.ts';
import { openIdle } from './lib/idle.ts';
import { memoryOf } from './lib/memory.ts';
import { openEchoOnly, openOnRedis, openOnSqlite } from './lib/setups.ts';
import type { Setup } from './lib/setups.ts';

/**
 * What a visitor who only looks around costs: the memory of one more socket that said hello and is live, and how fast they come. The
 * reference is a bare `ws` server.
 */

const warmUp = 500;
const count = Number(process.env['CONNECTIONS'] ?? 10_000);
const rounds = 3;
const settleMs = 1_500;
/** As much for each server: what is young is a process's own, and would be divided among however many connections there happen to be. */
const youngMb = 4;

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

/** Without garbage. */
async function heldBy(pid: number): Promise<number> {
  process.kill(pid, 'SIGUSR2');
  await delay(settleMs);
  return memoryOf(pid);
}

async function measure({ start, of }: (typeof kinds)[number]): Promise<Round> {
  const setup: Setup = await start({ youngMb });
  try {
    const used = countCpu(setup.pids);
    // What the first ones make a server load and compile is not theirs.
    const first = await openIdle(setup.port, warmUp, of);
    await delay(settleMs);
    const [before, asked] = [await heldBy(setup.pid), await setup.commands()];
    const { sockets, perSecond } = await openIdle(setup.port, count, of);
    await delay(settleMs);
    const commands = ((await setup.commands()) - asked) / count;
    const bytesEach = ((await heldBy(setup.pid)) - before) / count;
    for (const socket of [...first.sockets, ...sockets]) socket.close();
    return { bytesEach, perSecond, commands, others: used().others };
  } finally {
    await setup.stop();
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
  return [
    `Machine: ${describeMachine()}. Load generator on the same machine.`,
    `Commit: ${describeCommit()}. ${count} connections beyond the first ${warmUp}, with \`--max-semi-space-size=${youngMb}\`; medians of ${rounds} rounds in turns.`,
    table(rows),
  ].join('\n\n');
}
