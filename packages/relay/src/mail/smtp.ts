import { createTransport } from 'nodemailer';
import { MailRefusedError } from '../ports/index.ts';
import type { MailPort } from '../ports/index.ts';

/** A server that says no for good says it by a code from 500 on. */
function isForGood(error: unknown): boolean {
  const code = error instanceof Error && 'responseCode' in error ? error.responseCode : undefined;
  return typeof code === 'number' && code >= 500;
}

/**
 * Mail by SMTP.
 *
 * @param url smtp:// or smtps://, with name and password where the server wants them
 * @param from the address that letters come from; the name before it is the shop's
 */
export function createSmtpMail(url: string, from: string): MailPort {
  const transport = createTransport(url, {
    // Nothing but the letter's own words is ever read from a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    async send({ messageId, fromName, to, subject, text, html }) {
      try {
        await transport.sendMail({
          messageId: `<${Buffer.from(messageId).toString('hex')}@${domain}>`,
          from: { name: fromName, address: from },
          to: { name: '', address: to },
          subject,
          text,
          html,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        if (isForGood(error))
          throw new MailRefusedError('the mail server refuses the letter for good', { cause: error });
        throw error;
      }
    },
  };
}
