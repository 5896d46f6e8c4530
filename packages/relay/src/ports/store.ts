import type { BusPort } from './bus.ts';
import type { ConversationsPort } from './conversations.ts';
import type { DirectoryPort } from './directory.ts';
import type { FloorPort } from './floor.ts';
import type { JournalPort } from './journal.ts';
import type { LedgerPort } from './ledger.ts';
import type { MailsPort } from './mails.ts';
import type { VisitorsPort } from './visitors.ts';

/** One store behind all ports. */
export interface Store {
  readonly kind: 'sqlite' | 'redis';
  readonly directory: DirectoryPort;
  readonly visitors: VisitorsPort;
  readonly conversations: ConversationsPort;
  readonly floor: FloorPort;
  readonly journal: JournalPort;
  readonly ledger: LedgerPort;
  readonly mails: MailsPort;
  readonly bus: BusPort;
  /** Resolves when the store answers; rejects with `StoreUnavailableError`. */
  ping(): Promise<void>;
  /** After a reconnect to the store everything subscribed must be read again. */
  onReconnect(listener: () => void): () => void;
  close(): Promise<void>;
}
