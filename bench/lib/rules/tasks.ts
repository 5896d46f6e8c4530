import type { StepInput } from '@tillside/rules';
import { buildClosures, buildGrowthBook, buildLogic, buildMingo, buildRulesEngine, buildSift } from './contenders.ts';
import type { Contender } from './contenders.ts';
import { begin, engineOf, makeGroups, makeInputs, makePlaybook, readVerdicts, winnerOf } from './ours.ts';
import { makeHappenings, makeTrees } from './workload.ts';

/** One thing that is measured, in a process of its own: what one contender's code made of the compiler must not touch another. */
export interface Task {
  /** Of one `pass`. */
  readonly events: number;
  pass(): void | Promise<void>;
  /** The first `count` events' verdicts. */
  verdicts(count: number): Promise<readonly string[]>;
}

/** Matches of the 10,000 events, as the workload's notes give them. */
const matches = 44_270;

function contend(contender: Contender, events = Infinity): Task {
  const happenings = makeHappenings().slice(0, events);
  const isWhole = events === Infinity;
  return {
    events: happenings.length,
    async pass() {
      let held = 0;
      for (const event of happenings) {
        const count = contender.count(event);
        held += typeof count === 'number' ? count : await count;
      }
      if (isWhole && held !== matches) throw new Error(`${held} matches instead of ${matches}`);
    },
    async verdicts(count) {
      const told: string[] = [];
      for (const event of happenings.slice(0, count)) told.push(await contender.verdicts(event));
      return told;
    },
  };
}

const noVerdicts = () => Promise.reject(new Error('this task has no verdicts to compare'));

/** Steps through the inputs again and again; each pass must come to as many decisions as the first, and to `expected` if that is given. */
function walk(playbook: Parameters<typeof engineOf>[0], inputs: readonly StepInput[], expected?: number): Task {
  const engine = engineOf(playbook);
  let state = engine.start(undefined, begin);
  let wanted = expected;
  return {
    events: inputs.length,
    pass() {
      let count = 0;
      for (const input of inputs) {
        const result = engine.step(state, input);
        state = result.state;
        count += result.decisions.length;
      }
      wanted ??= count;
      if (count !== wanted) throw new Error(`${count} decisions instead of ${wanted}`);
    },
    verdicts: noVerdicts,
  };
}

function walkWorkload(count: number): Task {
  const playbook = makePlaybook(makeTrees(count));
  const happenings = makeHappenings();
  const verdicts = readVerdicts(playbook, happenings);
  const winners = verdicts.map(winnerOf);
  const inputs = makeInputs(happenings, winners);
  const engine = engineOf(playbook);
  let state = engine.start(undefined, begin);
  inputs.forEach((input, index) => {
    const result = engine.step(state, input);
    state = result.state;
    const [decision, ...others] = result.decisions;
    if (decision?.kind !== 'invite' || decision.rule !== winners[index] || others.length > 0)
      throw new Error(`event ${index}: ${JSON.stringify(result.decisions)} instead of ${winners[index]} alone`);
  });
  return {
    ...walk(playbook, inputs, inputs.length),
    verdicts: (first) => Promise.resolve(verdicts.slice(0, first)),
  };
}

/** The workload's facts without its signals: verdicts are kept up, nothing is decided. */
function walkFacts(): Task {
  const playbook = makePlaybook(makeTrees(50));
  const inputs = makeInputs(makeHappenings(), []).map(({ now, facts = {} }) => ({ now, facts }));
  return walk(playbook, inputs, 0);
}

/** Nothing of what is told is new: a fact nobody looks at, or one that is as it was. */
function walkUnchanged(which: 'unwatched' | 'same'): Task {
  const playbook = makePlaybook(makeTrees(50));
  const [first] = makeHappenings();
  const inputs = Array.from({ length: 10_000 }, (_, index) => ({
    now: begin + index,
    facts: which === 'unwatched' ? { searchResults: index } : { 'page.type': first?.flat['page.type'] },
  }));
  return walk(playbook, [{ now: begin, facts: first?.flat ?? {} }, ...inputs], 0);
}

/** While an invitation is on screen every rule is told with its reason and a trace of its own: the dearest that a step can be. */
function walkBlocked(): Task {
  const playbook = makePlaybook(makeTrees(50));
  const inputs = makeInputs(makeHappenings(), []).map(({ facts = {}, signal }) => ({
    now: begin,
    facts,
    ...(signal && { signal }),
    outcome: { rule: 'fallback', outcome: 'shown' } as const,
  }));
  return walk(playbook, inputs.slice(0, 1_000), 51_000);
}

function walkGroups(count: number, by: 'name' | 'of'): Task {
  const { playbook, inputs } = makeGroups(count, by);
  return walk(playbook, inputs, inputs.length);
}

export const TASKS = {
  ours: () => walkWorkload(50),
  closures: () => contend(buildClosures(makeTrees(50))),
  growthbook: () => contend(buildGrowthBook(makeTrees(50))),
  'json-logic-js': () => contend(buildLogic(makeTrees(50))),
  sift: () => contend(buildSift(makeTrees(50))),
  mingo: () => contend(buildMingo(makeTrees(50))),
  'json-rules-engine': () => contend(buildRulesEngine(makeTrees(50)), 200),
  facts: walkFacts,
  unwatched: () => walkUnchanged('unwatched'),
  same: () => walkUnchanged('same'),
  blocked: walkBlocked,
  'rules 500': () => walkWorkload(500),
  'names 50': () => walkGroups(50, 'name'),
  'names 1000': () => walkGroups(1_000, 'name'),
  'kinds 50': () => walkGroups(50, 'of'),
  'kinds 1000': () => walkGroups(1_000, 'of'),
} as const satisfies Record<string, () => Task>;

export type TaskName = keyof typeof TASKS;
