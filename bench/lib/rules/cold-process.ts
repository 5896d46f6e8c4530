import { buildClosures, buildLogic } from './contenders.ts';
import { engineOf, makeInputs, makePlaybook, begin } from './ours.ts';
import { makeHappenings, makeTrees } from './workload.ts';

/** What a page sees: a process that has run nothing yet. Prints, in microseconds, how long building took, the first event and the mean of the next twenty. */

const trees = makeTrees(50);
const happenings = makeHappenings().slice(0, 21);

function createOurs(hasZone: boolean): (index: number) => unknown {
  const { timeZone, ...rest } = makePlaybook(trees);
  const playbook = hasZone && timeZone !== undefined ? { ...rest, timeZone } : rest;
  // Who won last is not known here, and `withheld` needs no name.
  const inputs = makeInputs(happenings, []).map((input) => ({ ...input, outcome: { outcome: 'withheld' } as const }));
  const from = performance.now();
  const engine = engineOf(playbook);
  let state = engine.start(undefined, begin);
  built = performance.now() - from;
  return (index) => {
    const input = inputs[index];
    if (input) ({ state } = engine.step(state, input));
  };
}

function createOther(build: typeof buildClosures): (index: number) => unknown {
  const from = performance.now();
  const contender = build(trees);
  built = performance.now() - from;
  return (index) => {
    const event = happenings[index];
    return event && contender.count(event);
  };
}

let built = 0;
const which = process.argv[2];
const step = which?.startsWith('ours')
  ? createOurs(which !== 'ours')
  : createOther(which === 'closures' ? buildClosures : buildLogic);

const from = performance.now();
step(0);
const first = performance.now() - from;
for (let index = 1; index < happenings.length; index += 1) step(index);
const later = (performance.now() - from - first) / (happenings.length - 1);
process.stdout.write(JSON.stringify([built, first, later].map((ms) => ms * 1000)));
