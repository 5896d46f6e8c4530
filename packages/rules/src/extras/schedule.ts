import type { CompiledRule } from '../program.ts';
import type { Turn } from '../state.ts';
import type { Schedule } from '../types.ts';
import { isWithin } from './local-time.ts';

/** Whether the rule's schedule holds now. It is looked at once for each minute. */
export function isInTime({ _program: { _toLocal }, _now }: Turn, rule: CompiledRule, schedule: Schedule): boolean {
  const local = _toLocal?.(_now);
  if (local && rule._local !== local) {
    rule._local = local;
    rule._isInTime = isWithin(schedule, local);
  }
  return rule._isInTime;
}
