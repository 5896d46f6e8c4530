import { isOn } from './gates.ts';
import { isMatch, LEFT, STEP } from './listener.ts';
import type { Listener } from './listener.ts';
import { nextLocal } from './local-time.ts';
import type { Flow, Here, Memory, Wait } from './memory.ts';
import type { CompiledRule, Program } from './program.ts';
import type { Work } from './state.ts';
import type { Signal } from './types.ts';

const NOBODY: readonly Listener[] = [];

/** Who listens to this signal, the strongest rule first. */
function listenersOf({ _hooks }: Program, { name, of = '' }: Signal): readonly Listener[] {
  const kinds = _hooks.get(name);
  return kinds?.get(of) ?? kinds?.get('') ?? NOBODY;
}

/** What a signal says of the visit, and the signals that it is as well. */
export function notice(memory: Memory, signal: Signal, now: number, heard: Signal[]): Memory {
  const { name, of = '' } = signal;
  const { here } = memory;
  let { step } = here;
  let next = here;
  heard.push(signal);
  if (name === 'begin_checkout') {
    step = '1';
    heard.push({ name: 'checkout_step', of: step });
  } else if (name === 'checkout_step') step = of;
  else if (name === 'purchase' || (name === 'page_view' && of && of !== 'checkout')) step = '';
  if (step !== here.step) {
    next = { ...next, step, stepAt: now };
    heard.push(step ? { name: STEP, of: step } : { name: LEFT });
  }
  if (name === 'page_view') next = { ...next, peaks: {} };
  if (name === 'checkout_error' || name === 'coupon_rejected') next = { ...next, [name]: here[name] + 1 };
  return next === here ? memory : { ...memory, here: next };
}

const keyOf = ({ name, of = '' }: Signal): string => `${name}/${of}`;

/** Whether this is the listener of a running wait or flow. */
const isOf =
  ({ _rule, _entry }: Listener) =>
  ([rule, entry]: Wait | Flow): boolean =>
    rule === _rule._index && entry === _entry;

/** Ends the waits and flows that this signal ends. */
function stop(program: Program, here: Here, signal: Signal): Here {
  let { waits, flows } = here;
  if (waits.length || flows.length) {
    const { name, of = '' } = signal;
    for (const listener of listenersOf(program, signal)) {
      const stops = listener._stops.filter(
        (one) => one.signal === name && isMatch(one, signal, here.peaks[keyOf(signal)]),
      );
      if (!stops.length) continue;
      const isMine = isOf(listener);
      flows = flows.filter((flow) => !isMine(flow));
      waits = waits.filter((wait) => !isMine(wait) || !stops.some(({ _isSame }) => _isSame !== (wait[3] !== of)));
    }
  }
  return waits === here.waits && flows === here.flows ? here : { ...here, waits, flows };
}

/** Takes a signal into a flow or a count. True: it is complete, and begins anew. */
function advance(
  starts: number[],
  { _steps, _withinMs }: Listener,
  signal: Signal,
  last: number | undefined,
  now: number,
): boolean {
  // From the end, so that one signal is taken once in each place. The latest beginning is the best: the others run out before it.
  for (let index = _steps.length - 1; index >= 0; index--) {
    const step = _steps[index];
    const start = index ? starts[index - 1] : now;
    if (step?.signal !== signal.name || start === undefined || now - start > _withinMs || !isMatch(step, signal, last))
      continue;
    if (index === _steps.length - 1) return true;
    starts[index] = start;
  }
  return false;
}

/** Waits that run from the beginning of the visit, or to the next time of day, and that do not run yet. */
export function attend({ _timed, _toLocal }: Program, memory: Memory, now: number): Memory {
  const { here, visitAt } = memory;
  const missing = _timed
    .filter((listener) => !here.waits.some(isOf(listener)))
    .map(({ _rule, _entry, _at, _afterMs }): Wait => {
      const endsAt = _at === undefined ? visitAt + _afterMs : nextLocal(_toLocal, _at, now);
      return [_rule._index, _entry, endsAt, ''];
    })
    .filter(([, , endsAt]) => endsAt > now);
  return missing.length ? { ...memory, here: { ...here, waits: [...here.waits, ...missing] } } : memory;
}

/**
 * Takes in what was heard: ends waits, begins others, follows flows. Whoever is to be judged is put into `asked`, the strongest rule first.
 *
 * @param wereHeld rules with a running wait whose condition held before this step
 */
export function hear(
  program: Program,
  work: Work,
  memory: Memory,
  heard: readonly Signal[],
  wereHeld: readonly (CompiledRule | undefined)[],
  now: number,
  asked: Listener[],
): Memory {
  const turn = ++program._turn;
  let { here } = memory;
  const ask = (listener: Listener): void => {
    if (listener._rule._turn === turn) return;
    listener._rule._turn = turn;
    asked.push(listener);
  };

  for (const signal of heard) here = stop(program, here, signal);
  if (here.waits.length) {
    const waits = here.waits.filter(([index, entry, endsAt]) => {
      const rule = program._rules[index] as CompiledRule;
      const listener = rule._listeners[entry] as Listener;
      const isOver =
        now >= endsAt || (!listener._isDwell && wereHeld.includes(rule) && !isOn(work._counts, rule._gate));
      if (isOver) ask(listener);
      return !isOver;
    });
    if (asked.length) here = { ...here, waits };
  }

  const isMixed = asked.length > 0 || heard.length > 1;
  for (const signal of heard) {
    const { name, of = '', value } = signal;
    const isPeaked = value !== undefined && program._peaked.has(name);
    const last = isPeaked ? here.peaks[keyOf(signal)] : undefined;
    for (const listener of listenersOf(program, signal)) {
      const { _rule: rule, _entry: entry, _steps: steps, _afterMs: afterMs, _isDwell: isDwell } = listener;
      if (steps.length > 1) {
        const [, , ...starts] = here.flows.find(isOf(listener)) ?? [0, 0];
        const isComplete = advance(starts, listener, signal, last, now);
        const others = here.flows.filter((flow) => !isOf(listener)(flow));
        here = { ...here, flows: isComplete || !starts.length ? others : [...others, [rule._index, entry, ...starts]] };
        if (!isComplete) continue;
      } else if (steps[0]?.signal !== name || !isMatch(steps[0], signal, last)) continue;
      if (!afterMs || !(isDwell || (rule._rule.enabled !== false && isOn(work._counts, rule._gate)))) ask(listener);
      else if (!here.waits.some((wait) => isOf(listener)(wait) && (!isDwell || wait[3] === of))) {
        // A signal told again (the page was loaded anew) does not start the wait anew.
        here = { ...here, waits: [...here.waits, [rule._index, entry, now + afterMs, isDwell ? of : '']] };
      }
    }
    if (isPeaked) here = { ...here, peaks: { ...here.peaks, [keyOf(signal)]: value } };
  }
  if (isMixed) asked.sort((a, b) => a._rule._rank - b._rule._rank);
  return attend(program, here === memory.here ? memory : { ...memory, here }, now);
}
