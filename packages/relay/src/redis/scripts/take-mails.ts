import type { DueMail, MailOrder, NowMs } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asNumber, asRows, asText } from '../script/reply.ts';

const script = defineScript('take-mails');

/** Takes letters that are due, the earliest first. */
export async function takeMails(link: Link, limit: number, leaseMs: number, nowMs: NowMs): Promise<readonly DueMail[]> {
  const slot = [keys.mailsDue(), keys.mailOrders(), keys.mailAttempts()];
  const rows = asRows(await script(link, slot, [String(limit), String(leaseMs)], nowMs), 2);
  return rows.map(([order, attempts]) => ({
    ...(JSON.parse(asText(order)) as MailOrder),
    attempts: asNumber(attempts),
  }));
}
