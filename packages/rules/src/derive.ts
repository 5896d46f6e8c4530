import { dayOf, DAY_MS, minuteOf, weekdayOf } from './local-time.ts';
import type { Memory } from './memory.ts';
import type { Program } from './program.ts';
import type { FactValue } from './types.ts';

/** A fact that the engine knows by itself. */
export type Derive = (memory: Memory, now: number, program: Program) => FactValue | undefined;

/** Whole seconds or days since an instant; nothing where it never was. */
const since =
  (instant: (memory: Memory) => number, unitMs: number): Derive =>
  (memory, now) => {
    const from = instant(memory);
    return from ? Math.floor((now - from) / unitMs) : undefined;
  };

const told =
  (outcome: string): Derive =>
  ({ told }) =>
    told[outcome] ?? 0;

export const DERIVED: Readonly<Record<string, Derive>> = {
  'visit.seconds': since(({ visitAt }) => visitAt, 1000),
  'checkout.seconds': since(({ here }) => (here.step ? here.stepAt : 0), 1000),
  'checkout.errors': ({ here }) => here.checkout_error,
  'checkout.rejectedCoupons': ({ here }) => here.coupon_rejected,
  'visitor.orders': told('ordered'),
  'visitor.daysSinceOrder': since(({ orderedAt }) => orderedAt, DAY_MS),
  'visitor.conversations': told('conversation_opened'),
  'visitor.daysSinceConversation': since(({ talkedAt }) => talkedAt, DAY_MS),
  'visitor.shown': told('shown'),
  'visitor.accepted': told('accepted'),
  'visitor.declined': told('declined'),
  'visitor.dismissed': told('dismissed'),
  'visitor.doNotDisturb': ({ declinedEndsAt }, now) => now < declinedEndsAt,
  'site.open': (_memory, now, { _isOpen, _toLocal }) => _isOpen?.(_toLocal(now)),
  'site.hour': (_memory, now, { _toLocal }) => Math.floor(minuteOf(_toLocal(now)) / 60),
  'site.weekday': (_memory, now, { _toLocal }) => weekdayOf(dayOf(_toLocal(now))),
};
