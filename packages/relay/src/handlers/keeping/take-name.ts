import { namelessOrder } from '../../core/nameless.ts';
import type { KeptStore, OrderRecord } from '../../ports/index.ts';

/** The line of the ledger names nobody any more, whoever writes it meanwhile. */
export async function takeName(
  { ledger, keeping }: Pick<KeptStore, 'ledger' | 'keeping'>,
  order: OrderRecord,
): Promise<void> {
  let current = order;
  while (!(await keeping.replaceOrder(order.key, namelessOrder(current)))) {
    const found = await ledger.load(order.site, order.key);
    if (found === undefined) return;
    current = found;
  }
}
