import type { CompiledRule } from '../program.ts';
import type { Turn } from '../state.ts';
import type { SuppressReason } from '../types.ts';
import { isWithin } from './local-time.ts';

/** Why this rule is not for this moment or this visitor; nothing: it is. The schedule is looked at once for each minute. */
export function forbids({ _program: { _toLocal }, _now }: Turn, rule: CompiledRule): SuppressReason | undefined {
  const { _rule, _arm } = rule;
  const { schedule, audience } = _rule;
  if (schedule && _toLocal) {
    const local = _toLocal(_now);
    if (rule._local !== local) {
      rule._local = local;
      rule._isInTime = isWithin(schedule, local);
    }
    if (!rule._isInTime) return 'schedule';
  }
  return _arm && !_arm.holdout && audience?.arms?.includes(_arm.id) === false ? 'audience' : undefined;
}
