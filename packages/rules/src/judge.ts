import type { Seen } from './comparisons.ts';
import { isOn } from './gates.ts';
import { reasonAgainst, tally } from './limits.ts';
import type { Listener } from './listener.ts';
import type { Turn } from './state.ts';
import type { Decision, Trace, TraceValue } from './types.ts';

const TEXT_CHARACTERS = 24;
const LOSERS = 8;

type Draft = { -readonly [Key in keyof Trace]: Trace[Key] };

function traceValue(seen: Seen): TraceValue {
  if (typeof seen === 'object') return `#${(seen as readonly unknown[]).length}`;
  if (typeof seen === 'string' && seen.length > TEXT_CHARACTERS) return `${seen.slice(0, TEXT_CHARACTERS - 1)}…`;
  return seen ?? null;
}

function traceOf(turn: Turn, { _rule: rule, _entry, _name }: Listener): Draft {
  const { _counts, _values } = turn._work;
  const [visit, times, visitor, level] = tally(turn, rule);
  const trace: Draft = {
    rule: rule._id,
    entry: _entry,
    signal: _name,
    at: turn._now,
    bits: rule._leaves.map(({ _gate }) => +isOn(_counts, _gate)).join(''),
    values: rule._slots.map(({ _index }) => traceValue(_values[_index])),
    limits: [visit, times, visitor, level],
  };
  if (rule._arm) trace.arm = rule._arm.id;
  return trace;
}

/** Judges every rule that was asked, strongest first: the first that nothing forbids wins, and has the others in `losers`. Why each did not, where none did, is told by the whole engine. */
export function judge(turn: Turn, asked: readonly Listener[]): readonly Decision[] {
  const { _counts } = turn._work;
  for (const winner of asked) {
    if (!isOn(_counts, winner._rule._gate) || reasonAgainst(turn, winner._rule)) continue;
    const trace = traceOf(turn, winner);
    const others = asked.filter(({ _rule }) => _rule !== winner._rule).slice(0, LOSERS);
    trace.losers = others.map(({ _rule }) => [_rule._id, reasonAgainst(turn, _rule) ?? 'outranked']);
    return [{ kind: winner._rule._arm?.holdout ? 'hold_out' : 'invite', rule: trace.rule, trace }];
  }
  return turn._program._extras?._suppress?.(turn, asked, reasonAgainst, traceOf) ?? [];
}
