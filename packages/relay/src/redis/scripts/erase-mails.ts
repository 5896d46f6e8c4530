import type { MailOrder } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asText } from '../script/reply.ts';

const script = defineScript('erase-mails');

/** Letters on their way from this conversation: those of a day and a half at most, so that they are looked through. */
export async function mailsOf(link: Link, conversation: string): Promise<readonly MailOrder[]> {
  const orders = asList(await link.send(['HVALS', keys.mailOrders()])).map(
    (json) => JSON.parse(asText(json)) as MailOrder,
  );
  return orders.filter((one) => one.conversation === conversation).sort((a, b) => (a.key < b.key ? -1 : 1));
}

export async function eraseMails(link: Link, conversation: string, names: readonly string[]): Promise<void> {
  const places = [keys.mailsDue(), keys.mailOrders(), keys.mailAttempts(), keys.mailsSettled()];
  await script(link, places, [conversation, ...names]);
}
