import type { CompiledRule } from '../program.ts';
import type { Turn } from '../state.ts';
import type { Schedule } from '../types.ts';
import { isWithin } from './local-time.ts';

/** Whether the rule's schedule holds in this minute, for which it is kept. */
export function isInTime(
  { _program: { _toLocal }, _now, _minute }: Turn,
  rule: CompiledRule,
  schedule: Schedule,
): boolean {
  rule._minute = _minute;
  rule._isInTime = !_toLocal || isWithin(schedule, _toLocal(_now));
  return rule._isInTime;
}
