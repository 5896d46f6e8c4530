import type { Facts, FactValue, Outcome, Playbook } from '../../src/index.ts';
import { isOpen, localTime } from './calendar.ts';
import type { Told } from './listen.ts';
import { DAY } from './past.ts';
import type { Past } from './past.ts';

/** The facts that the engine knows by itself, all of them, whether or not somebody asks. */
export function derivedFacts(playbook: Playbook, past: Past, told: readonly Told[], now: number): Facts {
  const local = localTime(playbook.timeZone, now);
  const times = (outcome: Outcome): number => past.outcomes.filter((one) => one.outcome === outcome).length;
  const lastAt = (outcome: Outcome): number | undefined => past.outcomes.findLast((one) => one.outcome === outcome)?.at;
  const daysSince = (at: number | undefined): number | undefined =>
    at === undefined ? undefined : Math.floor((now - at) / DAY);
  const heard = (name: string): number => told.filter((one) => one.name === name).length;
  const all: Readonly<Record<string, FactValue | undefined>> = {
    'visit.seconds': Math.floor((now - past.visitAt) / 1000),
    'checkout.errors': heard('checkout_error'),
    'checkout.rejectedCoupons': heard('coupon_rejected'),
    'visitor.orders': times('ordered'),
    'visitor.daysSinceOrder': daysSince(lastAt('ordered')),
    'visitor.conversations': times('conversation_opened'),
    'visitor.daysSinceConversation': daysSince(lastAt('conversation_ended')),
    'visitor.shown': past.shown.length,
    'visitor.accepted': times('accepted'),
    'visitor.declined': times('declined'),
    'visitor.dismissed': times('dismissed'),
    'visitor.doNotDisturb': now < past.declinedEndsAt,
    'site.open': isOpen(playbook, local),
    'site.hour': local.hour,
    'site.weekday': local.weekday,
  };
  return Object.fromEntries(Object.entries(all).filter((fact): fact is [string, FactValue] => fact[1] !== undefined));
}
