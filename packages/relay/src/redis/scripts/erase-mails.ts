import type { MailOrder } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asRows, asText } from '../script/reply.ts';

const script = defineScript('erase-mails');

/** Letters on their way from this conversation: those of a day and a half at most, so that they are looked through. */
export async function mailsOf(link: Link, conversation: string): Promise<readonly MailOrder[]> {
  const orders = asList(await link.send(['HVALS', keys.mailOrders()])).map(
    (json) => JSON.parse(asText(json)) as MailOrder,
  );
  return orders.filter((one) => one.conversation === conversation).sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** There are those of thirty days: gone through all at once they would keep the server from everybody else. */
const settledAtOnce = '1000';

/** Forgets letters on their way from this conversation, then the keys of those that left. Cut off, it is done again. */
export async function eraseMails(link: Link, conversation: string, names: readonly string[]): Promise<void> {
  await script(link, [keys.mailsDue(), keys.mailOrders(), keys.mailAttempts()], [conversation]);
  const meant = new Set(names);
  let cursor = '0';
  do {
    const page = ['ZSCAN', keys.mailsSettled(), cursor, 'COUNT', settledAtOnce];
    const [next, found] = asList(await link.send(page));
    const theirs = asRows(found, 2)
      .map(([key]) => asText(key))
      .filter((key) => key.split('/').some((part) => meant.has(part)));
    if (theirs.length > 0) await link.send(['ZREM', keys.mailsSettled(), ...theirs]);
    cursor = asText(next);
  } while (cursor !== '0');
}
