import type { KeepingPort, MailOrder } from '../../ports/index.ts';
import type { Engine } from '../engine/engine.ts';

export function createKeptMails(engine: Engine): Pick<KeepingPort, 'mailsOf' | 'eraseMails'> {
  const ofConversation = engine.query<{ json: string }>(
    `SELECT json FROM mails WHERE json ->> '$.conversation' = ? ORDER BY key`,
  );
  const erase = engine.query(`DELETE FROM mails WHERE json ->> '$.conversation' = ?`);
  const eraseNamed = engine.query(
    "DELETE FROM mails WHERE json IS NULL AND instr('/' || key || '/', '/' || ? || '/') > 0",
  );

  return {
    mailsOf: (conversation) =>
      engine.read(() => ofConversation.all(conversation).map(({ json }) => JSON.parse(json) as MailOrder)),
    eraseMails: (conversation, names) =>
      engine.write(() => {
        erase.run(conversation);
        for (const name of names) eraseNamed.run(name);
      }),
  };
}
