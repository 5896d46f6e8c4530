import { mailKeyKeptMs } from '../../ports/index.ts';
import type { MailOrder, NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';

const script = defineScript('put-mail');

/** Takes an order for a letter; `false`: there is or was one of its key. */
export async function putMail(link: Link, order: MailOrder, dueAfterMs: number, nowMs: NowMs): Promise<boolean> {
  const args = [order.key, JSON.stringify(order), String(dueAfterMs), String(mailKeyKeptMs)];
  return (await script(link, [keys.mailsDue(), keys.mailOrders(), keys.mailsSettled()], args, nowMs)) === 1;
}
