import { countCpu } from './lib/cpu.ts';
import { median, percentile, table } from './lib/figures.ts';
import { describeCommit, describeMachine } from '../test/helpers/machine.ts';
import { runCold, runMemory } from './lib/rules/alone.ts';
import type { ColdContender, ColdFigures } from './lib/rules/alone.ts';
import { startTask } from './lib/rules/task.ts';
import type { RunningTask } from './lib/rules/task.ts';
import type { TaskName } from './lib/rules/tasks.ts';

/**
 * What an event costs the rule engine, beside the same rules in other engines. Each contender is a process of its own that sleeps but for
 * its turns; all must come to the same verdicts before anything is measured. Figures are CPU time, which strangers on the machine hardly touch.
 */

const rounds = 9;
const turnMs = 150;
/** Slow rivals need a second for a turn and are far behind: they come every third round only. */
const slowEvery = 3;
const warmUpMs = 400;
const coldRounds = 15;
/** Above this share of the machine used by others, figures say more about them. */
const quietBelow = 0.1;
/** What takes a tenth of a millisecond is either disturbed or not: of many runs the lower quartile is what nobody disturbed. */
const quartile = 0.25;
/** Events over which verdicts are compared with those of the slow; with closures' over all of them. */
const compared = 200;

/** With the goal: how many times as fast ours is to be. sift and mingo have none of their own and get json-logic-js's, which they are slower than. */
const rivals = [
  ['closures', 2.5],
  ['growthbook', 20],
  ['json-logic-js', 30],
  ['sift', 30],
  ['mingo', 30],
  ['json-rules-engine', 400],
] as const satisfies readonly (readonly [TaskName, number])[];

const alone = [
  'rules 500',
  'names 50',
  'names 1000',
  'kinds 50',
  'kinds 1000',
  'unwatched',
  'same',
  'facts',
  'blocked',
] as const satisfies readonly TaskName[];

type Tasks = ReadonlyMap<TaskName, RunningTask>;

async function compareVerdicts(tasks: Tasks): Promise<void> {
  for (const [name] of rivals) {
    const first = name === 'closures' ? Number.MAX_SAFE_INTEGER : compared;
    const [theirs, ours] = await Promise.all([tasks.get(name)?.verdicts(first), tasks.get('ours')?.verdicts(first)]);
    if (!theirs || theirs.length === 0 || theirs.length !== ours?.length) throw new Error(`${name} told no verdicts`);
    theirs.forEach((verdicts, event) => {
      if (verdicts !== ours[event]) throw new Error(`event ${event}: ${name} says ${verdicts}, ours ${ours[event]}`);
    });
  }
}

interface Figures {
  /** Median, microseconds of CPU an event. */
  of(name: TaskName): number;
  /** How many times the second takes: the median over the rounds, because what disturbs a round disturbs both. */
  ratio(name: TaskName, base: TaskName): number;
  /** Share of the machine that strangers used. */
  readonly strangers: number;
}

/** In turns, each round beginning with another, so that none always comes after the same. */
async function measureAll(tasks: Tasks): Promise<Figures> {
  const list = [...tasks];
  const results = new Map<TaskName, Map<number, number>>(list.map(([name]) => [name, new Map()]));
  for (const [, task] of list) await task.takeTurn(warmUpMs);
  const used = countCpu(list.map(([, { pid }]) => pid));
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < list.length; turn += 1) {
      const [name, task] = list[(turn + round) % list.length] ?? [];
      const isOut = round % slowEvery > 0 && rivals.some(([rival]) => rival === name && rival !== 'closures');
      if (name && task && !isOut) results.get(name)?.set(round, (await task.takeTurn(turnMs)).cpuUs);
    }
    console.log(`round ${round + 1} of ${rounds}`);
  }
  const roundsOf = (name: TaskName): ReadonlyMap<number, number> => results.get(name) ?? new Map();
  return {
    of: (name) => median([...roundsOf(name).values()]),
    ratio: (name, base) =>
      median([...roundsOf(name)].map(([round, us]) => us / (roundsOf(base).get(round) ?? Number.NaN))),
    strangers: used().others,
  };
}

const times = (value: number): string => value.toPrecision(3);
const yesNo = (is: boolean): string => (is ? 'yes' : 'no');

function describeContest({ of, ratio }: Figures): string {
  const first = { engine: 'ours, with limits, schedules and traces', 'us/event': of('ours').toFixed(2) };
  return table([
    { ...first, 'ours is faster by': '', goal: '', met: '' },
    ...rivals.map(([name, goal]) => ({
      engine: name,
      'us/event': of(name).toFixed(2),
      'ours is faster by': times(ratio(name, 'ours')),
      goal: `≥ ${goal}`,
      met: yesNo(ratio(name, 'ours') >= goal),
    })),
  ]);
}

function describeAlone({ of, ratio }: Figures): string {
  const row = (what: string, name: TaskName, more: Readonly<Record<string, string>> = {}) => ({
    'ours alone': what,
    'us/event': of(name).toFixed(3),
    ratio: '',
    goal: '',
    met: '',
    ...more,
  });
  const against = (what: string, name: TaskName, base: TaskName, most: number) =>
    row(what, name, {
      ratio: times(ratio(name, base)),
      goal: `≤ ${most}`,
      met: yesNo(ratio(name, base) <= most),
    });
  const atMost = (what: string, name: TaskName, most: number) =>
    row(what, name, { goal: `≤ ${most} us`, met: yesNo(of(name) <= most) });
  return table([
    row('50 rules, all asked', 'ours'),
    against('500 rules, all asked', 'rules 500', 'ours', 12),
    row('50 rules, five asked by the name of the signal', 'names 50'),
    against('1,000 rules, five asked by the name', 'names 1000', 'names 50', 1.5),
    row('50 rules, five asked by the kind of the signal', 'kinds 50'),
    against('1,000 rules, five asked by the kind', 'kinds 1000', 'kinds 50', 1.5),
    atMost('a fact changes that no rule looks at', 'unwatched', 0.1),
    atMost('a fact is told again as it was', 'same', 0.1),
    row('facts change, nothing is asked', 'facts'),
    row('50 rules asked while nothing may invite: 51 reasons and traces', 'blocked'),
  ]);
}

async function measureCold(): Promise<string> {
  const names: readonly ColdContender[] = ['ours', 'ours, with a time zone', 'closures', 'json-logic-js'];
  const results = new Map<ColdContender, ColdFigures[]>(names.map((name) => [name, []]));
  for (let round = 0; round < coldRounds; round += 1)
    for (const name of names) results.get(name)?.push(await runCold(name));
  const of = (name: ColdContender, figure: keyof ColdFigures) =>
    percentile(
      (results.get(name) ?? []).map((one) => one[figure]),
      quartile,
    );
  const first = (name: ColdContender) => of(name, 'first') / of('closures', 'first');
  return table(
    names.map((name) => ({
      [`in a fresh process, us, lower quartile of ${coldRounds}`]: name,
      'build 50 rules': Math.round(of(name, 'build')),
      'first event': Math.round(of(name, 'first')),
      'of closures': times(first(name)),
      goal: name === 'ours' ? '≤ 2' : '',
      met: name === 'ours' ? yesNo(first(name) <= 2) : '',
      'each of the next 20': Math.round(of(name, 'later')),
    })),
  );
}

async function measureMemory(): Promise<string> {
  const { decided, decision, facts, nothing } = await runMemory();
  const row = (what: string, bytes: number) => ({ allocated: what, 'bytes/event': Math.round(bytes) });
  return table([
    row('50 rules asked, one decision', decided),
    row('of these the decision and its trace hold', decision),
    row('facts change, nothing is asked', facts),
    row('a fact changes that no rule looks at', nothing),
  ]);
}

export async function run(): Promise<string> {
  const names: readonly TaskName[] = ['ours', ...rivals.map(([name]) => name), ...alone];
  const tasks = new Map(names.map((name) => [name, startTask(name)]));
  await compareVerdicts(tasks);
  console.log('all engines come to the same verdicts');
  const figures = await measureAll(tasks);
  for (const task of tasks.values()) task.stop();
  return [
    `Machine: ${describeMachine()}.`,
    `Commit: ${describeCommit()}. CPU time, medians of ${rounds} rounds in turns, ratios within a round; others used ${Math.round(100 * figures.strangers)} % of the machine meanwhile.`,
    ...(figures.strangers > quietBelow
      ? ['Others used more than a tenth of the machine: take the ratios, not the figures.']
      : []),
    describeContest(figures),
    describeAlone(figures),
    await measureCold(),
    await measureMemory(),
  ].join('\n\n');
}
