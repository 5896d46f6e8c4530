import { SIGNALS } from '../catalogue/index.ts';
import type { SignalDefinition } from '../catalogue/index.ts';
import { isMilliseconds, STEP } from './json-schema/listen.ts';
import { entriesOf, isObject, known } from './problems.ts';
import type { Path, Report } from './problems.ts';

type Entry = Readonly<Record<string, unknown>>;

/** Steps of the checkout are told by their number. */
const isStep = ({ of }: SignalDefinition): boolean => of === STEP;

const definitionOf = (entry: Entry): SignalDefinition | undefined =>
  typeof entry['signal'] === 'string' ? SIGNALS.get(entry['signal']) : undefined;

function checkMatch(entry: Entry, path: Path, report: Report): void {
  const definition = definitionOf(entry);
  if (!definition) return;
  const { of, atLeast, signal } = entry;
  const name = String(signal);
  if (typeof of === 'string') {
    const at = [...path, 'of'];
    if (definition.of === undefined) report(at, `'${name}' has no kinds: leave \`of\` out`);
    else if (definition.kinds && !definition.kinds.includes(of))
      report(at, `'${name}' is never of '${of}'; ${known(definition.kinds)}`);
    else if (isStep(definition) && !/^[1-9]\d?$/.test(of))
      report(at, `expected the number of a step, as in "2", got '${of}'`);
  }
  if (typeof atLeast !== 'number') return;
  const at = [...path, 'atLeast'];
  if (definition.value === undefined) report(at, `'${name}' has no value: leave \`atLeast\` out`);
  else if (isMilliseconds(definition) && atLeast > 0 && atLeast < 1_000)
    report(at, 'expected milliseconds, 1000 at least');
  else if (name === 'scroll_depth' && atLeast > 100) report(at, 'nobody scrolls further than 100 percent');
}

/** A signal that is one moment: the others need a time that only an entry of `on` has. */
function checkMoments(matches: unknown, path: Path, report: Report): void {
  entriesOf(matches).forEach((match, index) => {
    if (!isObject(match)) return;
    const at = [...path, index];
    checkMatch(match, at, report);
    const { signal } = match;
    if (signal === 'clock')
      report([...at, 'signal'], "'clock' cannot stand here: it needs `at`, and is for `on` alone");
    else if (definitionOf(match)?.isDwell)
      report([...at, 'signal'], `'${String(signal)}' cannot stand here: it needs \`afterMs\`, and is for \`on\` alone`);
  });
}

function checkClock(entry: Entry, path: Path, report: Report): void {
  if (entry['at'] === undefined) report([...path, 'at'], "missing: 'clock' needs a time of day such as 18:30");
  for (const key of ['count', 'withinMs', 'without'])
    if (entry[key] !== undefined) report([...path, key], `not with 'clock': leave \`${key}\` out`);
}

/** What the keys of one entry of `on` allow each other, as far as they are of the right type themselves. */
export function checkListen(entry: unknown, path: Path, report: Report): void {
  if (!isObject(entry)) return;
  const { signal, flow, afterMs, count } = entry;
  const has = (key: string): boolean => entry[key] !== undefined;
  const refuse = (key: string, why: string): void => report([...path, key], why);

  if (signal === undefined && flow === undefined) report(path, 'expected `signal` or `flow`');
  if (signal !== undefined && flow !== undefined)
    refuse('flow', 'not beside `signal`: one entry listens to one of them');
  if (signal === undefined && flow !== undefined)
    for (const key of ['of', 'atLeast', 'count'])
      if (has(key))
        refuse(key, key === 'count' ? 'not with `flow`' : `not with \`flow\`: write it at one of its signals`);
  checkMatch(entry, path, report);
  checkMoments(flow, [...path, 'flow'], report);
  checkMoments(entry['without'], [...path, 'without'], report);

  const isSeveral = flow !== undefined || (typeof count === 'number' && count > 1);
  const isDwell = definitionOf(entry)?.isDwell === true;
  if (isDwell && (afterMs === undefined || afterMs === 0))
    refuse('afterMs', `missing: how long '${String(signal)}' must last, in milliseconds`);
  if (signal === 'site_dwell' && isSeveral) refuse('count', 'a visit lasts so long once: leave `count` out');
  if (signal === 'clock') checkClock(entry, path, report);
  else if (has('at')) refuse('at', "only with 'clock'");
  if (signal === 'clock') return;
  if (has('withinMs') && !isSeveral) refuse('withinMs', 'only with `flow`, or with `count` of 2 or more');
  if (has('without') && !isSeveral && !(typeof afterMs === 'number' && afterMs > 0))
    refuse('without', 'only where something is waited for: with `flow`, `count` of 2 or more, or `afterMs`');
}
