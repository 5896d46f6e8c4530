import type { OrderRecord } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';

const script = defineScript('replace-order');

/** The order under `key` becomes `record`, under its own key. */
export async function replaceOrder(link: Link, key: string, record: OrderRecord): Promise<boolean> {
  const { site, revision, at } = record;
  const json = JSON.stringify({ ...record, revision: revision + 1 });
  const args = [key, String(revision), record.key, json, String(at)];
  return (await script(link, [keys.orders(site), keys.ordersByTime(site)], args)) === 1;
}
