import type { EntryAdded } from '@tillside/protocol';
import type { Money } from '../format.ts';

/** What a conversation came to: a resolved stretch, or an order. */
export type Past =
  | { readonly type: 'resolved'; readonly offset: number; readonly at: number; readonly disposition: string }
  | {
      readonly type: 'order';
      readonly offset: number;
      readonly at: number;
      readonly money: Money;
      readonly credit: 'saved' | 'assisted' | 'none';
    };

/** The latest first. An order told twice (reported, then confirmed) is one. */
export function pastOf(entries: readonly EntryAdded[]): readonly Past[] {
  const past = new Map<string, Past>();
  for (const { kind, body, offset, at } of entries) {
    if (kind === 'engagement.resolved') {
      past.set(body.engagement, { type: 'resolved', offset, at, disposition: body.disposition });
    } else if (kind === 'order') {
      const money = { value: body.value, currency: body.currency };
      past.set(body.order, { type: 'order', offset, at, money, credit: body.credit });
    }
  }
  return [...past.values()].toSorted((a, b) => b.offset - a.offset);
}
