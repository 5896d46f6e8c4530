import { isOn } from './gates.ts';
import { DAY_MS, MOST } from './memory.ts';
import type { CompiledRule } from './program.ts';
import type { Turn } from './state.ts';
import type { SuppressReason, TraceLimits } from './types.ts';

/** As a trace tells them, then: by this rule within its own quota's days, and in all the time that is kept. */
type Tally = readonly [...TraceLimits, own: number, all: number];

/** Everything that is counted for this rule, by one look through the invitations shown. */
export function tally({ _program, _memory, _now }: Turn, { _id, _rule }: CompiledRule): Tally {
  let visit = 0;
  let rule = 0;
  let visitor = 0;
  let level = -1;
  let own = 0;
  let all = 0;
  for (const [id, at, funnel] of _memory.shown) {
    const days = (_now - at) / DAY_MS;
    const isOwn = +(id === _id);
    if (at >= _memory.visitAt) {
      visit++;
      rule += isOwn;
    }
    visitor += +(days < _program._limits.perVisitor.days);
    own += +(days < (_rule.limits?.perVisitor?.days ?? 0)) * isOwn;
    all += +(days < MOST.days);
    if (days < 1) level = Math.max(level, funnel);
  }
  return [visit, rule, visitor, level, own, all];
}

/** Why nothing at all may invite now; nothing: something may. */
export function blockOf({ _program, _work, _memory, _now }: Turn): SuppressReason | undefined {
  const { _never } = _program;
  if (_never && isOn(_work._counts, _never)) return 'page';
  if (_now < _memory.screenEndsAt) return 'on_screen';
  if (_memory.isTalking) return 'in_conversation';
  if (_now < _memory.declinedEndsAt) return 'declined';
  return _now < _memory.quietEndsAt ? 'quiet' : undefined;
}

/** Why this rule may not invite now; nothing: it may. Reasons are looked for in this order. */
export function reasonAgainst(turn: Turn, rule: CompiledRule): SuppressReason | undefined {
  const { _schedule } = rule;
  const { _extras, _limits } = turn._program;
  if (rule._isOff) return 'disabled';
  if (_schedule && !_extras?._isInTime(turn, rule, _schedule)) return 'schedule';
  if (rule._isOut) return 'audience';
  if (!isOn(turn._work._counts, rule._gate)) return 'condition';
  const block = blockOf(turn);
  if (block) return block;
  const { limits } = rule._rule;
  const { perVisit, perVisitor } = _limits;
  const [visit, times, visitor, level, own, all] = tally(turn, rule);
  if (times >= (limits?.perVisit ?? 1) || own >= (limits?.perVisitor?.times ?? MOST.times)) return 'rule_limit';
  if (visit >= perVisit) return 'visit_limit';
  if (visitor >= perVisitor.times || all >= MOST.times) return 'visitor_limit';
  return rule._funnel <= level ? 'funnel' : undefined;
}
