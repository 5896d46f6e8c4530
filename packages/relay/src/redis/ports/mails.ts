import type { MailsPort } from '../../ports/index.ts';
import type { Links } from '../links.ts';
import { putMail } from '../scripts/put-mail.ts';
import { retryMail } from '../scripts/retry-mail.ts';
import { settleMail } from '../scripts/settle-mail.ts';
import { takeMails } from '../scripts/take-mails.ts';

export function createMails({ writes }: Links): MailsPort {
  return {
    put: (order, dueAfterMs, nowMs) => putMail(writes, order, dueAfterMs, nowMs),
    take: (limit, leaseMs, nowMs) => takeMails(writes, limit, leaseMs, nowMs),
    settle: (key, nowMs) => settleMail(writes, key, nowMs),
    retry: (key, afterMs, nowMs) => retryMail(writes, key, afterMs, nowMs),
  };
}
