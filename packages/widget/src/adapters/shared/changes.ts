import type { Item, SeenCart } from './items.ts';

export type Change = readonly [name: 'add_to_cart' | 'remove_from_cart', params: Pick<SeenCart, 'currency' | 'items'>];

/** What was taken out and what was put in between two looks at a cart. */
export function changes(before: SeenCart, after: SeenCart): Change[] {
  const { currency } = after;
  const had = new Map<string, Item>();
  for (const item of before.items) had.set(item.item_id, item);
  const added: Item[] = [];
  const removed: Item[] = [];
  for (const item of after.items) {
    const more = item.quantity - (had.get(item.item_id)?.quantity ?? 0);
    had.delete(item.item_id);
    if (more) (more > 0 ? added : removed).push({ ...item, quantity: Math.abs(more) });
  }
  removed.push(...had.values());
  return [
    ...(removed.length ? [['remove_from_cart', { currency, items: removed }] as const] : []),
    ...(added.length ? [['add_to_cart', { currency, items: added }] as const] : []),
  ];
}
