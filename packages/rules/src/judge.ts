import { isSet } from './bits.ts';
import { blockOf, limitOf } from './memory.ts';
import type { CompiledRule, Program } from './program.ts';
import type { EngineState } from './state.ts';
import type { Decision, FactValue, SuppressReason, Trace, TraceValue } from './types.ts';

/** Rules that were asked, each with the signal that asked (or that started the wait which ended). */
export type Asked = Map<CompiledRule, string>;

type Loser = Trace & { readonly reason: SuppressReason };

function reasonAgainst(
  program: Program,
  state: EngineState,
  rule: CompiledRule,
  now: number,
): SuppressReason | undefined {
  if (rule.rule.enabled === false) return 'disabled';
  if (!isSet(state.held, rule.index)) return 'condition';
  return blockOf(state.memory, now) ?? limitOf(program, state.memory, rule, now);
}

const TEXT_CHARACTERS = 24;
const LOSERS = 8;

function traceValue(seen: FactValue | undefined): TraceValue {
  if (typeof seen === 'object') return `#${seen.length}`;
  if (typeof seen === 'string' && seen.length > TEXT_CHARACTERS) return `${seen.slice(0, TEXT_CHARACTERS - 1)}…`;
  return seen ?? null;
}

/** `isBlind`: nobody looked at the condition. */
function traceOf(
  state: EngineState,
  { rule, leaves, facts }: CompiledRule,
  signal: string,
  at: number,
  isBlind: boolean,
): Trace {
  const bits = leaves.map((leaf) => (isBlind ? '-' : +isSet(state.leaves, leaf.index))).join('');
  const values = facts.map((fact) => (isBlind ? null : traceValue(state.facts[fact])));
  return { rule: rule.id, entry: 0, signal, at, bits, values, limits: [0, 0, 0, -1] };
}

/** Judges every rule that was asked, strongest first; the first that nothing forbids invites, and has the others in `losers`. */
export function judge(program: Program, state: EngineState, asked: Asked, now: number): readonly Decision[] {
  let winner: Trace | undefined;
  const losers: Loser[] = [];
  for (const [rule, signal] of [...asked].sort(([a], [b]) => a.rank - b.rank)) {
    const reason = reasonAgainst(program, state, rule, now) ?? (winner && 'outranked');
    const trace = traceOf(state, rule, signal, now, reason === 'disabled');
    if (reason) losers.push({ ...trace, reason });
    else winner = trace;
  }
  if (winner)
    return [
      {
        kind: 'invite',
        rule: winner.rule,
        trace: { ...winner, losers: losers.slice(0, LOSERS).map((loser) => [loser.rule, loser.reason] as const) },
      },
    ];
  return losers.map((trace) => ({ kind: 'suppress', rule: trace.rule, reason: trace.reason, trace }));
}

/** Some rule lacks nothing but its signal or the end of its wait. Asked at every step: sixteen rules that do not hold are one glance. */
export function isArmed(program: Program, { memory, held }: EngineState, now: number): boolean {
  const isReady = (rule: CompiledRule): boolean =>
    isSet(held, rule.index) && rule.rule.enabled !== false && !limitOf(program, memory, rule, now);
  return (
    !blockOf(memory, now) &&
    held.some((word, index) => word && program.rules.slice(index * 16, index * 16 + 16).some(isReady))
  );
}
