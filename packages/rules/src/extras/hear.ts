import { isOn } from '../gates.ts';
import { hookOf } from '../listener.ts';
import type { Hook, Listener, Stop, Timing } from '../listener.ts';
import type { Here, Memory, Run } from '../memory.ts';
import type { CompiledRule, Program } from '../program.ts';
import type { Turn } from '../state.ts';
import type { Match } from '../playbook.ts';
import type { Signal } from '../types.ts';
import { advance } from './advance.ts';
import { derive } from './derive.ts';
import { nextLocal } from './local-time.ts';
import { isMatch, LEFT, STEP } from './timing.ts';

const FRESH: Here = { runs: [], peaks: {}, step: '', stepAt: 0, checkout_error: 0, coupon_rejected: 0 };

/** A visit that the core began knows nothing of what is kept here. */
const begun = (memory: Memory): Memory => (memory.here.peaks ? memory : { ...memory, here: FRESH });

/** A signal with its kind, as peaks are known by. */
const keyOf = (name: string, of = ''): string => `${name}/${of}`;

/** What a signal says of the visit; the signals that it is as well go into `heard`. */
function notice(memory: Memory, signal: Signal, now: number, heard: Signal[]): Memory {
  const { name, of = '' } = signal;
  const { here } = memory;
  let { step } = here;
  let next = here;
  if (name === 'begin_checkout') heard.push({ name: 'checkout_step', of: (step = '1') });
  else if (name === 'checkout_step') step = of;
  else if (name === 'purchase' || (name === 'page_view' && of && of !== 'checkout')) step = '';
  if (step !== here.step) {
    next = { ...next, step, stepAt: now };
    heard.push({ name: step ? STEP : LEFT, of: step });
  }
  if (name === 'page_view') next = { ...next, peaks: {} };
  if (name === 'checkout_error' || name === 'coupon_rejected') next = { ...next, [name]: here[name] + 1 };
  return next === here ? memory : { ...memory, here: next };
}

/** Whether this is what the listener has under way: a wait, or what has no end: a flow, a count, or a wait that is not to begin again. */
const isOf = ([rule, entry, endsAt]: Run, { _rule, _entry }: Listener, isWait: boolean): boolean =>
  rule === _rule._index && entry === _entry && !!endsAt === isWait;

/** Who waits from the beginning of the visit. */
const timedOf = (program: Program): readonly Listener[] => hookOf(program, { name: '' })._listeners;

/** Waits that run from the beginning of the visit, or to the next time of day, and that do not run yet. */
export function attend(program: Program, before: Memory, now: number): Memory {
  const memory = begun(before);
  const { _toLocal } = program;
  const { here, visitAt } = memory;
  let { runs } = here;
  for (const listener of timedOf(program)) {
    const { _rule, _entry } = listener;
    const { _at, _afterMs } = listener._timing as Timing;
    const endsAt = _at && _toLocal ? nextLocal(_toLocal, _at, now) : visitAt + _afterMs;
    if (endsAt > now && !runs.some((run) => isOf(run, listener, !!run[2])))
      runs = [...runs, [_rule._index, _entry, endsAt, '']];
  }
  return runs === here.runs ? memory : { ...memory, here: { ...here, runs } };
}

/** Before anything happens in a step. What time alone has changed ends no wait: asked more often, the engine would otherwise decide otherwise. */
export function prepare(turn: Turn): void {
  derive(turn);
  const { _program, _work, _memory } = turn;
  const { runs } = _memory.here;
  if (!runs.length) return;
  const rules = runs.map(([rule]) => _program._rules[rule] as CompiledRule);
  turn._wereHeld = rules.filter(({ _gate }) => isOn(_work._counts, _gate));
}

/** Takes in what happened: ends waits, begins others, follows flows. Gives who is to be judged, the strongest rule first. */
export function hear(turn: Turn, signal: Signal | undefined, hook: Hook | undefined): readonly Listener[] {
  const { _program: program, _work: work, _now: now } = turn;
  const heard = signal ? [signal] : [];
  turn._memory = begun(turn._memory);
  if (signal) turn._memory = notice(turn._memory, signal, now, heard);
  derive(turn);
  // Most steps: nothing is under way, and whoever listens is asked at once.
  if (
    !turn._memory.here.runs.length &&
    !timedOf(program).length &&
    heard.length < 2 &&
    hook?._isPlain !== false &&
    signal?.value === undefined
  )
    return hook?._listeners ?? [];
  // This signal may have begun the visit.
  const memory = attend(program, turn._memory, now);
  const { here } = memory;
  let { runs, peaks } = here;
  const asked: Listener[] = [];
  const tick = ++program._tick;
  let isMixed = false;
  const ask = (listener: Listener): void => {
    const { _rule } = listener;
    if (_rule._tick === tick) return;
    _rule._tick = tick;
    isMixed ||= _rule._rank < (asked.at(-1)?._rule._rank ?? 0);
    asked.push(listener);
  };
  const holds = (rule: CompiledRule): boolean => isOn(work._counts, rule._gate);

  /** Takes a signal into a flow or a count. True: it is complete, as is what one signal completes. */
  const follow = (listener: Listener, signal: Signal, last: number | undefined, at: number): boolean => {
    const { _rule, _entry, _timing } = listener;
    const before = runs.find((run) => isOf(run, listener, false));
    const starts = (before?.slice(4) ?? []) as number[];
    const isComplete = advance(starts, _timing as Timing, signal, last, at);
    if (before) runs = runs.filter((run) => run !== before);
    if (!isComplete && starts[0] !== undefined) runs = [...runs, [_rule._index, _entry, 0, '', ...starts]];
    return isComplete;
  };

  const left: Run[] = [];
  const over: (readonly [listener: Listener, endsAt: number])[] = [];
  for (const run of runs) {
    const [index, entry, endsAt, kind] = run;
    const rule = program._rules[index] as CompiledRule;
    const listener = rule._listeners[entry] as Listener;
    const { _steps, _stops, _isDwell } = listener._timing as Timing;
    // What ends a dwelling ends no count of dwellings: only a `without` does.
    const stops: readonly Stop[] = endsAt ? _stops : (rule._rule.on[entry]?.without ?? []);
    const isStopped = heard.some((signal) =>
      stops.some(
        (stop) =>
          isMatch(stop, signal, peaks[keyOf(signal.name, signal.of)]) &&
          // A kind that has to be the same, or another.
          stop._isSame !== (kind !== (signal.of ?? '')),
      ),
    );
    if (isStopped) {
      // What begins with the visit does not begin again in it.
      if (!_steps[0]?.signal) left.push([index, entry, 0, '']);
    } else if (endsAt && (now >= endsAt || (!_isDwell && turn._wereHeld?.includes(rule) && !holds(rule))))
      over.push([listener, endsAt]);
    else left.push(run);
  }
  if (runs.some((run, index) => run !== left[index])) runs = left;
  for (const [listener, endsAt] of over) {
    const { _steps, _isDwell } = listener._timing as Timing;
    const first = _steps[0] as Match;
    // What has lasted is counted at its end, whenever the engine is asked.
    if (!_isDwell || follow(listener, { ...first, name: first.signal }, undefined, endsAt)) ask(listener);
  }

  for (const signal of heard) {
    const { name, of = '', value } = signal;
    const key = keyOf(name, of);
    const last = peaks[key];
    const take = (listener: Listener): void => {
      const { _rule: rule, _entry: entry } = listener;
      const timing = listener._timing;
      if (!timing) return ask(listener);
      const { _steps: steps, _afterMs: afterMs, _isDwell: isDwell } = timing;
      if (!(isDwell ? isMatch(steps[0] as Match, signal, last) : follow(listener, signal, last, now))) return;
      if (!afterMs || !(isDwell || (rule._rule.enabled !== false && holds(rule)))) ask(listener);
      else if (!runs.some((run) => isOf(run, listener, true) && (!isDwell || run[3] === of))) {
        // A signal told again (the page was loaded anew) does not start the wait anew.
        runs = [...runs, [rule._index, entry, now + afterMs, of]];
      }
    };
    hookOf(program, signal)._listeners.forEach(take);
    if (value !== undefined) peaks = { ...peaks, [key]: value };
  }
  if (isMixed) asked.sort((a, b) => a._rule._rank - b._rule._rank);
  turn._memory = attend(
    program,
    runs === here.runs && peaks === here.peaks ? memory : { ...memory, here: { ...here, runs, peaks } },
    now,
  );
  for (const [, , endsAt] of turn._memory.here.runs) {
    if (endsAt && !(endsAt >= (turn._wakeAt as number))) turn._wakeAt = endsAt;
  }
  return asked;
}
