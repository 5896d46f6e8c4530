import { setTimeout as delay } from 'node:timers/promises';
import { countCpu, untilQuiet } from './lib/cpu.ts';
import { median, percentile, table } from './lib/figures.ts';
import { createLoad } from './lib/load.ts';
import { describeCommit, describeMachine } from '../test/helpers/machine.ts';
import type { Pair } from './lib/pairs.ts';
import { messagePathSetups } from './lib/setups.ts';
import type { SetupKind } from './lib/setups.ts';

/**
 * The whole path of a message: socket in, checked, persisted, (other node,) socket out, and the sender's acknowledgement after persistence.
 * Each pair is one visitor with two tabs: one writes, the other reads; both are told of each message, and the writer of its
 * acknowledgement. The reference is a bare `ws` echo under the same load generator, which sends each message back once.
 */

const pairCount = 100;
const inFlight = 4;
const warmUpMs = 1_500;
const saturateMs = 3_000;
const rate = 1_000;
const rateMs = 5_000;
const rounds = 3;
/** Above this share of the machine used by others, figures say more about them: the round is measured again, a few times. */
const quietBelow = 0.1;
const tries = 3;

interface Round {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly cpuUs: number;
  /** Given to Redis for one message, at the fixed rate: the same on every machine, however busy. */
  readonly commands: number;
  readonly others: number;
}

/** Fresh processes each round: an engagement holds 2,000 entries. */
async function measure({ start }: SetupKind): Promise<Round> {
  const setup = await start();
  const pairs: Pair[] = [];
  try {
    for (let index = 0; index < pairCount; index += 1) pairs.push(await setup.open());
    const load = createLoad(pairs);
    await load.begin();
    await load.saturate(inFlight, warmUpMs);
    await delay(500);
    const used = countCpu(setup.pids);
    const asked = await setup.commands();
    const latencies = await load.atRate(rate, rateMs);
    const { others } = used();
    const commands = ((await setup.commands()) - asked) / latencies.length;
    const usedMore = countCpu(setup.pids);
    const { perSecond, count } = await load.saturate(inFlight, saturateMs);
    const { serversMs, others: othersMore } = usedMore();
    return {
      perSecond,
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
      cpuUs: (serversMs * 1000) / count,
      commands,
      others: (others + othersMore) / 2,
    };
  } finally {
    for (const pair of pairs) pair.close();
    await setup.stop();
  }
}

/** The first undisturbed measurement, or the least disturbed of several. */
async function measureInQuiet(kind: SetupKind): Promise<Round> {
  let best: Round | undefined;
  for (let attempt = 0; attempt < tries && (best === undefined || best.others > quietBelow); attempt += 1) {
    await untilQuiet(quietBelow);
    const round = await measure(kind);
    if (best === undefined || round.others < best.others) best = round;
  }
  if (best === undefined) throw new Error('nothing was measured');
  return best;
}

/** Setups in turns, each round beginning with another one, so that none always comes after the same. */
async function measureAll(): Promise<ReadonlyMap<SetupKind, readonly Round[]>> {
  const results = new Map<SetupKind, Round[]>(messagePathSetups.map((kind) => [kind, []]));
  for (let round = 0; round < rounds; round += 1) {
    const turn = messagePathSetups.map((_, index) => messagePathSetups[(index + round) % messagePathSetups.length]);
    for (const kind of turn) {
      if (kind === undefined) continue;
      const figures = await measureInQuiet(kind);
      results.get(kind)?.push(figures);
      const { perSecond, others } = figures;
      console.log(
        `round ${round + 1}, ${kind.name}: ${Math.round(perSecond)} messages/s, others ${Math.round(100 * others)} %`,
      );
    }
  }
  return results;
}

export async function run(): Promise<string> {
  const results = await measureAll();
  const reference = median([...results.values()][0]?.map(({ perSecond }) => perSecond) ?? []);
  const isDisturbed = [...results.values()].flat().some(({ others }) => others > quietBelow);
  const rows = [...results].map(([{ name }, list]) => {
    const of = (figure: keyof Round) => median(list.map((round) => round[figure]));
    return {
      path: name,
      'messages/s': Math.round(of('perSecond')),
      'of echo': (of('perSecond') / reference).toFixed(3),
      [`p50 ms at ${rate}/s`]: of('p50').toFixed(2),
      [`p99 ms at ${rate}/s`]: of('p99').toFixed(2),
      'CPU us/message': Math.round(of('cpuUs')),
      'Redis commands/message': of('commands') === 0 ? '' : of('commands').toFixed(1),
      'CPU of others': `${Math.round(100 * of('others'))} %`,
    };
  });
  return [
    `Machine: ${describeMachine()}. Load generator on the same machine.`,
    `Commit: ${describeCommit()}. ${pairCount} pairs; saturated with ${inFlight} messages in flight a pair; medians of ${rounds} rounds in turns.`,
    ...(isDisturbed
      ? ['Others used more than a tenth of the machine in some round: take the ratios, not the figures.']
      : []),
    table(rows),
  ].join('\n\n');
}
