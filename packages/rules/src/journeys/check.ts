import { factOf, SIGNALS } from '../catalogue/index.ts';
import type { FactDefinition } from '../catalogue/index.ts';
import { formatPath, isObject, kindOf } from '../schema/problems.ts';
import type { Path, Problem } from '../schema/problems.ts';
import { BOUNDS, JOURNEY_ID, OUTCOMES } from './bounds.ts';

/** Thrown at the first mistake and caught where a journey is checked: nothing is built for a right one. */
class Mistake extends Error {
  readonly path: Path;
  constructor(path: Path, message: string) {
    super(message);
    this.path = path;
  }
}

type Kind = FactDefinition['kind'];

const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= BOUNDS.text;
const isName = (value: unknown): boolean => typeof value === 'string' && value !== '' && value.length <= BOUNDS.name;
const isPlain = (value: unknown): boolean => isText(value) || Number.isFinite(value) || typeof value === 'boolean';
const isItem = (value: unknown): boolean => isObject(value) && Object.values(value).every(isPlain);
const isWhole = (value: unknown, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;

function isListOf(value: unknown, isElement: (element: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length <= BOUNDS.facts && value.every(isElement);
}

const isKind: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: isText,
  number: Number.isFinite,
  money: Number.isSafeInteger,
  flag: (value) => typeof value === 'boolean',
  texts: (value) => isListOf(value, isText),
  items: (value) => isListOf(value, isItem),
  any: (value) =>
    isPlain(value) || isListOf(value, (element) => isText(element) || Number.isFinite(element) || isItem(element)),
};

const inWords: Readonly<Record<Kind, string>> = {
  text: `a text of at most ${BOUNDS.text} characters`,
  number: 'a number',
  money: 'whole minor units',
  flag: 'true or false',
  texts: `a list of at most ${BOUNDS.facts} texts`,
  items: `a list of at most ${BOUNDS.facts} records`,
  any: 'a text, a number, true, false or a list',
};

/** Names come again a million times; the shop's own (`visitor.attributes.*`) are in nobody's table, so this one stops growing. */
const kinds = new Map<string, Kind>();
const MOST_KINDS = 5_000;

function kindOfFact(name: string): Kind | undefined {
  const known = kinds.get(name);
  if (known !== undefined) return known;
  const kind = factOf(name)?.kind;
  if (kind !== undefined && kinds.size < MOST_KINDS) kinds.set(name, kind);
  return kind;
}

function checkFacts(facts: unknown, at: number): void {
  if (!isObject(facts)) throw new Mistake(['steps', at, 'facts'], `expected an object, got ${kindOf(facts)}`);
  let count = 0;
  for (const name in facts) {
    count += 1;
    const value = facts[name];
    const kind = kindOfFact(name);
    if (kind === undefined) throw new Mistake(['steps', at, 'facts', name], 'there is no such fact');
    if (value !== null && !isKind[kind](value))
      throw new Mistake(['steps', at, 'facts', name], `expected ${inWords[kind]}, got ${kindOf(value)}`);
  }
  if (count > BOUNDS.facts) throw new Mistake(['steps', at, 'facts'], `${count} facts; at most ${BOUNDS.facts}`);
}

function checkSignal(signal: unknown, at: number): void {
  const path = ['steps', at, 'signal'];
  if (!isObject(signal)) throw new Mistake(path, `expected an object, got ${kindOf(signal)}`);
  for (const key in signal) {
    if (key !== 'name' && key !== 'of' && key !== 'value') throw new Mistake([...path, key], 'unknown key');
  }
  const { name } = signal;
  if (typeof name !== 'string' || !SIGNALS.has(name))
    throw new Mistake([...path, 'name'], `there is no signal ${kindOf(name)}`);
  if ('of' in signal && !isName(signal['of']))
    throw new Mistake([...path, 'of'], `expected 1 to ${BOUNDS.name} characters`);
  if ('value' in signal && !Number.isFinite(signal['value']))
    throw new Mistake([...path, 'value'], 'expected a number');
}

function checkOutcome(outcome: unknown, at: number): void {
  const path = ['steps', at, 'outcome'];
  if (!isObject(outcome)) throw new Mistake(path, `expected an object, got ${kindOf(outcome)}`);
  for (const key in outcome) {
    if (key !== 'outcome' && key !== 'rule') throw new Mistake([...path, key], 'unknown key');
  }
  if (!(OUTCOMES as readonly unknown[]).includes(outcome['outcome']))
    throw new Mistake([...path, 'outcome'], `expected one of ${OUTCOMES.join(', ')}`);
  if ('rule' in outcome && !isName(outcome['rule']))
    throw new Mistake([...path, 'rule'], `expected 1 to ${BOUNDS.name} characters`);
}

/** Gives the step's time, which the next one may not come before. */
function checkStep(step: unknown, index: number, earliest: number): number {
  if (!isObject(step)) throw new Mistake(['steps', index], `expected an object, got ${kindOf(step)}`);
  let parts = 0;
  for (const key in step) {
    if (key === 'signal') checkSignal(step[key], index);
    else if (key === 'facts') checkFacts(step[key], index);
    else if (key === 'outcome') checkOutcome(step[key], index);
    else if (key === 'at') continue;
    else throw new Mistake(['steps', index, key], 'unknown key');
    parts += 1;
  }
  const { at } = step;
  if (!isWhole(at, BOUNDS.lengthMs))
    throw new Mistake(['steps', index, 'at'], `expected whole milliseconds, at most ${BOUNDS.lengthMs}`);
  if ((at as number) < earliest)
    throw new Mistake(['steps', index, 'at'], `${String(at)} is before the step before it`);
  if (parts === 0) throw new Mistake(['steps', index], 'a step needs a signal, facts or an outcome');
  return at as number;
}

function checkJourney(value: unknown): void {
  if (!isObject(value)) throw new Mistake([], `expected an object, got ${kindOf(value)}`);
  for (const key in value) {
    if (key !== 'v' && key !== 'journey' && key !== 'startedAt' && key !== 'steps')
      throw new Mistake([key], 'unknown key');
  }
  const { v, journey, startedAt, steps } = value;
  if (v !== 1) throw new Mistake(['v'], `expected 1, got ${kindOf(v)}`);
  if (typeof journey !== 'string' || !JOURNEY_ID.test(journey))
    throw new Mistake(['journey'], 'expected jrn_ and 1 to 64 letters, digits, - and _');
  if (!isWhole(startedAt, BOUNDS.startedAt)) throw new Mistake(['startedAt'], 'expected milliseconds since the epoch');
  if (!Array.isArray(steps)) throw new Mistake(['steps'], `expected a list, got ${kindOf(steps)}`);
  if (steps.length === 0 || steps.length > BOUNDS.steps)
    throw new Mistake(['steps'], `${steps.length} steps; expected 1 to ${BOUNDS.steps}`);
  let at = 0;
  for (let index = 0; index < steps.length; index++) at = checkStep(steps[index], index, at);
}

/**
 * The rules of `journeySchema` by hand: a tenth of its time, and a file has millions of steps. Tells the first mistake only.
 */
export function findJourneyMistake(value: unknown): Problem | undefined {
  try {
    checkJourney(value);
    return undefined;
  } catch (error) {
    if (error instanceof Mistake) return { path: formatPath(error.path), message: error.message };
    throw error;
  }
}
