import { DAY_MS } from '../memory.ts';
import type { Memory } from '../memory.ts';
import type { Program, Slot } from '../program.ts';
import { put } from '../state.ts';
import type { Turn } from '../state.ts';
import type { Playbook } from '../playbook.ts';
import type { FactValue, Outcome } from '../types.ts';
import { isWithin, weekdayOf } from './local-time.ts';
import type { ToLocal } from './local-time.ts';

/** A fact that the engine knows by itself. */
export type Derive = (memory: Memory, now: number, toLocal: ToLocal, playbook: Playbook) => FactValue | undefined;

const whole = (ms: number, unitMs: number): number => Math.floor(ms / unitMs);

const times =
  (outcome: Outcome): Derive =>
  ({ told }) =>
    told[outcome]?.[0] ?? 0;

const daysSince =
  (outcome: Outcome): Derive =>
  ({ told }, now) =>
    told[outcome] && whole(now - told[outcome][1], DAY_MS);

export const DERIVED: Readonly<Record<string, Derive>> = {
  'visit.seconds': ({ visitAt }, now) => whole(now - visitAt, 1000),
  'checkout.seconds': ({ here }, now) => (here.step ? whole(now - here.stepAt, 1000) : undefined),
  'checkout.errors': ({ here }) => here.checkout_error,
  'checkout.rejectedCoupons': ({ here }) => here.coupon_rejected,
  'visitor.orders': times('ordered'),
  'visitor.daysSinceOrder': daysSince('ordered'),
  'visitor.conversations': times('conversation_opened'),
  'visitor.daysSinceConversation': daysSince('conversation_ended'),
  'visitor.shown': times('shown'),
  'visitor.accepted': times('accepted'),
  'visitor.declined': times('declined'),
  'visitor.dismissed': times('dismissed'),
  'visitor.doNotDisturb': ({ declinedEndsAt }, now) => now < declinedEndsAt,
  'site.open': (_memory, now, toLocal, { open, closedOn = [] }) =>
    open && !closedOn.includes(toLocal(now)._day) && isWithin({ hours: open }, toLocal(now)),
  'site.hour': (_memory, now, toLocal) => +toLocal(now)._time.slice(0, 2),
  'site.weekday': (_memory, now, toLocal) => weekdayOf(toLocal(now)._weekday),
};

/** Brings the facts that the engine knows by itself up to this moment. What the page tells instead goes before. */
export function derive({ _program, _work, _memory, _now }: Turn): void {
  const { _derived, _toLocal, _playbook } = _program;
  for (const [own, given, fact] of _derived) {
    put(_work, own, _work._values[given._index] ?? (_toLocal && fact(_memory, _now, _toLocal, _playbook)));
  }
}

/** Those that some rule looks at, each with a slot for what the page tells instead. */
export const derivedOf = (facts: ReadonlyMap<string, Slot>, createSlot: (fact: string) => Slot): Program['_derived'] =>
  Object.entries(DERIVED).flatMap(([name, fact]): Program['_derived'] => {
    const own = facts.get(name);
    return own ? [[own, createSlot(name), fact]] : [];
  });
