import type { CompiledRule } from '../program.ts';
import type { Turn } from '../state.ts';
import type { Schedule } from '../playbook.ts';
import { isWithin } from './local-time.ts';

/** Whether the rule's schedule holds: looked at once for each minute. */
export function isInTime({ _program: { _toLocal }, _now }: Turn, rule: CompiledRule, schedule: Schedule): boolean {
  const minute = Math.floor(_now / 60_000);
  if (rule._minute === minute) return !!rule._isInTime;
  rule._minute = minute;
  rule._isInTime = !_toLocal || isWithin(schedule, _toLocal(_now));
  return rule._isInTime;
}
