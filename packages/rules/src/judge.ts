import { isOn } from './gates.ts';
import { reasonAgainst, tally } from './limits.ts';
import type { Listener } from './listener.ts';
import type { Memory } from './memory.ts';
import type { Program } from './program.ts';
import type { Work } from './state.ts';
import type { Seen } from './comparisons.ts';
import type { Decision, SuppressReason, Trace, TraceValue } from './types.ts';

const TEXT_CHARACTERS = 24;
const LOSERS = 8;
const NONE: readonly Decision[] = [];

function traceValue(seen: Seen): TraceValue {
  if (Array.isArray(seen)) return `#${seen.length}`;
  if (typeof seen === 'string' && seen.length > TEXT_CHARACTERS) return `${seen.slice(0, TEXT_CHARACTERS - 1)}…`;
  return (seen ?? null) as TraceValue;
}

/** Judges every rule that was asked, strongest first: the first that nothing forbids wins, and has the others in `losers`. */
export function judge(
  program: Program,
  work: Work,
  memory: Memory,
  asked: readonly Listener[],
  now: number,
): readonly Decision[] {
  if (!asked.length) return NONE;

  const trace = ({ _rule: rule, _entry, _name }: Listener, more: Pick<Trace, 'reason' | 'losers'>): Trace => {
    const isBlind = more.reason === 'disabled';
    let bits = '';
    for (const { _gate } of rule._leaves) bits += isBlind ? '-' : isOn(work._counts, _gate) ? '1' : '0';
    const [visit, times, visitor, level] = tally(program, memory, rule, now);
    return {
      rule: rule._rule.id,
      entry: _entry,
      signal: _name,
      at: now,
      bits,
      values: rule._slots.map(({ _index }) => (isBlind ? null : traceValue(work._values[_index]))),
      limits: [visit, times, visitor, level],
      ...(rule._arm && { arm: rule._arm.id }),
      ...more,
    };
  };

  const reasonOf = ({ _rule }: Listener): SuppressReason | undefined =>
    reasonAgainst(program, work, memory, _rule, now);
  const winner = asked.find((listener) => work._held.has(listener._rule) && !reasonOf(listener));
  if (!winner) {
    return asked.map((listener) => {
      const reason = reasonOf(listener) as SuppressReason;
      return { kind: 'suppress', rule: listener._rule._rule.id, reason, trace: trace(listener, { reason }) };
    });
  }
  const losers = asked
    .filter((listener) => listener !== winner)
    .slice(0, LOSERS)
    .map((listener) => [listener._rule._rule.id, reasonOf(listener) ?? 'outranked'] as const);
  return [
    {
      kind: winner._rule._arm?.holdout ? 'hold_out' : 'invite',
      rule: winner._rule._rule.id,
      trace: trace(winner, { losers }),
    },
  ];
}
