import type { Seen } from './comparisons.ts';
import { isOn } from './gates.ts';
import { reasonAgainst, tally } from './limits.ts';
import type { Listener } from './listener.ts';
import type { Turn } from './state.ts';
import type { Decision, SuppressReason, Trace, TraceValue } from './types.ts';

const TEXT_CHARACTERS = 24;
const LOSERS = 8;

type Draft = { -readonly [Key in keyof Trace]: Trace[Key] };

function traceValue(seen: Seen): TraceValue {
  if (typeof seen === 'object') return `#${(seen as readonly unknown[]).length}`;
  if (typeof seen === 'string' && seen.length > TEXT_CHARACTERS) return `${seen.slice(0, TEXT_CHARACTERS - 1)}…`;
  return seen ?? null;
}

function traceOf(turn: Turn, { _rule: rule, _entry, _name }: Listener, reason?: SuppressReason): Draft {
  const { _counts, _values } = turn._work;
  const isBlind = reason === 'disabled';
  let bits = '';
  for (const { _gate } of rule._leaves) bits += isBlind ? '-' : isOn(_counts, _gate) ? '1' : '0';
  const [visit, times, visitor, level] = tally(turn, rule);
  const values: TraceValue[] = [];
  for (const { _index } of rule._slots) values.push(isBlind ? null : traceValue(_values[_index]));
  const trace: Draft = {
    rule: rule._id,
    entry: _entry,
    signal: _name,
    at: turn._now,
    bits,
    values,
    limits: [visit, times, visitor, level],
  };
  if (rule._arm) trace.arm = rule._arm.id;
  if (reason) trace.reason = reason;
  return trace;
}

/** Judges every rule that was asked, strongest first: the first that nothing forbids wins, and has the others in `losers`. */
export function judge(turn: Turn, asked: readonly Listener[]): readonly Decision[] {
  const { _counts } = turn._work;
  for (const winner of asked) {
    if (!isOn(_counts, winner._rule._gate) || reasonAgainst(turn, winner._rule)) continue;
    const trace = traceOf(turn, winner);
    const losers: [string, SuppressReason][] = [];
    for (const { _rule } of asked) {
      if (_rule === winner._rule) continue;
      if (losers.push([_rule._id, reasonAgainst(turn, _rule) ?? 'outranked']) >= LOSERS) break;
    }
    trace.losers = losers;
    return [{ kind: winner._rule._arm?.holdout ? 'hold_out' : 'invite', rule: trace.rule, trace }];
  }
  return asked.map((listener) => {
    const reason = reasonAgainst(turn, listener._rule) as SuppressReason;
    return { kind: 'suppress', rule: listener._rule._id, reason, trace: traceOf(turn, listener, reason) };
  });
}
