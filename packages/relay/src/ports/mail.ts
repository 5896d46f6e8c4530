/** A letter as it leaves. */
export interface Letter {
  /** The same for every attempt, so that a mailbox that got it twice shows it once. */
  readonly messageId: string;
  /** The name it comes in; the address is the operator's. */
  readonly fromName: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Sends mail. */
export interface MailPort {
  /** Resolves once somebody took responsibility for it. Rejects with `MailRefusedError` where another attempt makes no sense. */
  send(letter: Letter): Promise<void>;
}

/** The address or the letter is refused for good. */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';
}
