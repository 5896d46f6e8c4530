import { isOn } from './gates.ts';
import { DAY_MS } from './local-time.ts';
import { MOST_SHOWN, SHOWN_MS } from './memory.ts';
import type { Memory } from './memory.ts';
import type { CompiledRule, Program } from './program.ts';
import type { Work } from './state.ts';
import type { Quota, SuppressReason, TraceLimits } from './types.ts';

/** As a trace tells them, then: by this rule within its own quota's days, and in all the time that is kept. */
type Tally = readonly [...TraceLimits, own: number, all: number];

const MOST: Quota = { times: MOST_SHOWN, days: SHOWN_MS / DAY_MS };

/** Everything that is counted for this rule, by one look through the invitations shown. */
export function tally({ _limits }: Program, memory: Memory, { _mark, _rule }: CompiledRule, now: number): Tally {
  let visit = 0;
  let rule = 0;
  let visitor = 0;
  let level = -1;
  let own = 0;
  let all = 0;
  for (const [mark, at, funnel] of memory.shown) {
    const days = (now - at) / DAY_MS;
    const isOwn = mark === _mark ? 1 : 0;
    if (at >= memory.visitAt) {
      visit++;
      rule += isOwn;
    }
    if (days < (_limits.perVisitor ?? MOST).days) visitor++;
    if (days < (_rule.limits?.perVisitor?.days ?? 0)) own += isOwn;
    if (days < MOST.days) all++;
    if (days < 1) level = Math.max(level, funnel);
  }
  return [visit, rule, visitor, level, own, all];
}

/** Why this rule may not invite now; nothing: it may. Reasons are looked for in this order. */
export function reasonAgainst(
  program: Program,
  work: Work,
  memory: Memory,
  rule: CompiledRule,
  now: number,
): SuppressReason | undefined {
  const { enabled, audience, limits } = rule._rule;
  const arm = rule._arm;
  if (enabled === false) return 'disabled';
  if (!rule._isInTime(program._toLocal(now))) return 'schedule';
  if (arm && !arm.holdout && audience?.arms && !audience.arms.includes(arm.id)) return 'audience';
  if (!isOn(work._counts, rule._gate)) return 'condition';
  if (isOn(work._counts, program._never)) return 'page';
  if (now < memory.screenEndsAt) return 'on_screen';
  if (memory.isTalking) return 'in_conversation';
  if (now < memory.declinedEndsAt) return 'declined';
  if (now < memory.quietEndsAt) return 'quiet';
  const [visit, times, visitor, level, own, all] = tally(program, memory, rule, now);
  if (times >= (limits?.perVisit ?? 1) || own >= (limits?.perVisitor?.times ?? Infinity)) return 'rule_limit';
  if (visit >= program._limits.perVisit) return 'visit_limit';
  if (visitor >= (program._limits.perVisitor ?? MOST).times || all >= MOST.times) return 'visitor_limit';
  return rule._funnel <= level ? 'funnel' : undefined;
}
