import type { reasonAgainst } from '../limits.ts';
import type { Listener } from '../listener.ts';
import type { Turn } from '../state.ts';
import type { Decision, SuppressReason, Trace } from '../types.ts';

/** Of rules that were asked and of which none invites: why each did not. One that is switched off was not looked at. */
export const suppress = (
  turn: Turn,
  asked: readonly Listener[],
  against: typeof reasonAgainst,
  traceOf: (turn: Turn, listener: Listener) => Trace,
): readonly Decision[] =>
  asked.map((listener) => {
    const reason = against(turn, listener._rule) as SuppressReason;
    const seen = traceOf(turn, listener);
    const unseen = { bits: seen.bits.replace(/./g, '-'), values: seen.values.map(() => null) };
    const trace = { ...seen, ...(reason === 'disabled' && unseen), reason };
    return { kind: 'suppress', rule: seen.rule, reason, trace };
  });
