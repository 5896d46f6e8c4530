import { begin, engineOf, makeInputs, makePlaybook, readVerdicts, winnerOf } from './ours.ts';
import { makeHappenings, makeTrees } from './workload.ts';

/**
 * What an event costs the collector. Prints bytes: allocated by an event with its decision, by one whose facts change and nothing is
 * decided, by one that changes nothing, and what a decision itself holds. Runs with a young generation so large that nothing is collected meanwhile.
 */

const collect = globalThis.gc;
if (!collect) throw new Error('the collector cannot be called');

const passes = 5;
const playbook = makePlaybook(makeTrees(50));
const happenings = makeHappenings();
const inputs = makeInputs(happenings, readVerdicts(playbook, happenings).map(winnerOf));
const factsOnly = inputs.map(({ now, facts = {} }) => ({ now, facts }));
const nothing = inputs.map(({ now }, index) => ({ now, facts: { searchResults: index } }));
const kept: unknown[] = inputs.map(() => undefined);

function walk(list: typeof inputs, keep = false): void {
  list.forEach((input, index) => {
    const result = engine.step(state, input);
    state = result.state;
    if (keep) kept[index] = result.decisions;
  });
}

function bytesOf(run: () => void, isKept = false): number {
  collect?.();
  const from = process.memoryUsage().heapUsed;
  run();
  if (isKept) collect?.();
  return (process.memoryUsage().heapUsed - from) / inputs.length;
}

const engine = engineOf(playbook);
let state = engine.start(undefined, begin);
for (let pass = 0; pass < passes; pass += 1) [inputs, factsOnly, nothing].forEach((list) => walk(list));
const figures = [
  bytesOf(() => walk(inputs)),
  bytesOf(() => walk(factsOnly)),
  bytesOf(() => walk(nothing)),
  bytesOf(() => walk(inputs, true), true),
];
process.stdout.write(JSON.stringify(figures));
