import { setTimeout as delay } from 'node:timers/promises';
import { createRandom } from '../simulation/random.ts';
import { check, placesOf } from './check.ts';
import type { Finding, LogEntry } from './check.ts';
import type { Fault, Scene } from './fault.ts';
import type { VisitorParty } from './parties.ts';
import { startSwarm } from './swarm.ts';
import type { Swarm } from './swarm.ts';
import { startWorld } from './world.ts';
import type { World } from './world.ts';

export interface Outcome {
  readonly fault: Fault;
  /** Why it was not made. */
  readonly notRun?: string;
  readonly messages: number;
  /** Of these. */
  readonly byReps: number;
  readonly findings: readonly (Finding | { readonly wrong: 'broken'; readonly what: string })[];
  /** From the fault, or its end, to the next acknowledged message, of each visitor concerned. Milliseconds. */
  readonly recoveries: readonly number[];
  /** Visitors concerned to whom nothing was acknowledged any more. */
  readonly unrecovered: number;
  readonly notes: readonly string[];
  /** Errors that relays logged. */
  readonly logged: readonly string[];
  readonly seconds: number;
}

export interface RunOptions {
  readonly seed: number;
  /** At least so many a fault; while it lasts, people go on typing. */
  readonly messages: number;
  readonly visitors: number;
  /** Visitors beside them who are connected and say nothing. */
  readonly idle: number;
  readonly messagesPerSecond: number;
  /** How long everything may take to arrive once the fault is over. Not a target: beyond it, it is taken as lost. */
  readonly settleMs: number;
}

type Settled = Awaited<ReturnType<Swarm['settle']>>;

interface Strike {
  readonly at: number;
  readonly whom: readonly VisitorParty[];
}

const isMoved = ({ kind, body }: LogEntry): boolean =>
  kind === 'engagement.queued' && (body as { readonly cause?: unknown }).cause === 'rep_lost';

function recoveryOf({ at, whom }: Strike): readonly (number | undefined)[] {
  return whom.map(({ record }) => {
    const times = [...record.typed].flatMap(([text, typed]) => (typed.at >= at ? (record.acked.get(text) ?? []) : []));
    return times.length === 0 ? undefined : Math.min(...times) - at;
  });
}

/** Faults are made among people who talk with each other. */
async function untilAnswered(swarm: Swarm, withinMs: number): Promise<void> {
  swarm.talk();
  const end = Date.now() + withinMs;
  const isBusy = () => swarm.reps.filter((rep) => rep.mine().some(({ state }) => state === 'active')).length > 2;
  while (!isBusy()) {
    if (Date.now() > end) throw new Error(`within ${withinMs} ms not three reps had answered anybody`);
    await delay(20);
  }
}

/** A world with people in it, in which faults are made one after another. */
export async function openRun(options: RunOptions, prepare?: Fault['world']) {
  const world = await startWorld((await prepare?.()) ?? { store: 'redis' });
  const random = createRandom(options.seed, 'chaos');
  let swarm: Swarm;
  try {
    swarm = await startSwarm({ ...options, world, random });
    await untilAnswered(swarm, options.settleMs);
    await swarm.settle(options.settleMs);
  } catch (error) {
    await world.stop();
    throw error;
  }
  const known = new Set<string>();
  return {
    make: (fault: Fault) => makeFault(fault, { ...options, world, swarm, known }),
    async close() {
      swarm.close();
      await world.stop();
    },
  };
}

interface Ground extends RunOptions {
  readonly world: World;
  readonly swarm: Swarm;
  /** What was found before. */
  readonly known: Set<string>;
}

async function makeFault(fault: Fault, ground: Ground): Promise<Outcome> {
  const { world, swarm, known, messages, settleMs, seed } = ground;
  const startedAt = performance.now();
  const random = createRandom(seed, fault.name);
  const strikes: Strike[] = [];
  const notes: string[] = [];
  const findings: Outcome['findings'][number][] = [];
  const loggedBefore = world.nodes.map((node) => node.logged().length);
  const madeAt = Date.now();
  const records = () => [...swarm.visitors, ...swarm.reps].map(({ record }) => record);
  const typedBefore = { visitors: swarm.typed('visitors'), reps: swarm.typed('reps') };
  const typedBy = (by: 'visitors' | 'reps'): number => swarm.typed(by) - typedBefore[by];
  const typed = (): number => typedBy('visitors') + typedBy('reps');
  const scene: Scene = {
    world,
    swarm,
    random,
    struck(whom = swarm.visitors) {
      strikes.push({ at: Date.now(), whom: [...whom] });
      for (const visitor of whom) visitor.say();
    },
    async allArrives(withinMs) {
      report(await swarm.settle(withinMs));
      swarm.talk();
    },
    async isAllKept() {
      const acked = records().flatMap((record) => [...record.acked.keys()]);
      const places = placesOf(await swarm.logs());
      const gone = acked.filter((text) => !places.has(text));
      if (gone.length > 0)
        findings.push({
          wrong: 'broken',
          what: `${gone.length} acknowledged messages were not in the store, like “${gone[0]}”`,
        });
    },
    broken: (what) => void findings.push({ wrong: 'broken', what }),
    note: (what) => void notes.push(what),
  };
  function report({ logs, late }: Settled): void {
    if (late !== undefined) findings.push({ wrong: 'broken', what: late });
    const moved = [...logs].filter(([, log]) => log.some((entry) => entry.at > madeAt && isMoved(entry)));
    for (const [conversation] of fault.losesReps === true ? [] : moved)
      findings.push({
        wrong: 'broken',
        what: `${conversation} was taken from its rep, who was not away for the grace`,
      });
    for (const finding of check({ logs, records: records(), hasLost: fault.losesTail === true })) {
      const key = `${finding.wrong} ${finding.what}`;
      if (!known.has(key)) findings.push(finding);
      known.add(key);
    }
  }

  swarm.talk();
  while (typed() < messages * 0.3) await delay(20);
  await fault.strike(scene).catch((error: unknown) => scene.broken(String(error)));
  while (typed() < messages) await delay(20);
  report(await swarm.settle(settleMs));
  const recoveries = strikes.flatMap(recoveryOf);
  return {
    fault,
    messages: typed(),
    byReps: typedBy('reps'),
    findings,
    recoveries: recoveries.filter((time) => time !== undefined),
    unrecovered: recoveries.filter((time) => time === undefined).length,
    notes,
    logged: world.nodes.flatMap((node, index) => node.logged().slice(loggedBefore[index])),
    seconds: (performance.now() - startedAt) / 1_000,
  };
}
