import type { Config } from './config.ts';
import type { MailPort } from './ports/index.ts';

/** The mail server that the configuration names; `undefined`: none. Loaded only where it is used. */
export async function openMail({
  smtpUrl,
  mailFrom,
}: Pick<Config, 'smtpUrl' | 'mailFrom'>): Promise<MailPort | undefined> {
  if (smtpUrl === undefined || mailFrom === undefined) return undefined;
  const { createSmtpMail } = await import('./mail/smtp.ts');
  return createSmtpMail(smtpUrl, mailFrom);
}
