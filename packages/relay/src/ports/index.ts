export type * from './bus.ts';
export { StoreUnavailableError } from './common.ts';
export type { CommitResult, NowMs } from './common.ts';
export type * from './conversations.ts';
export type * from './directory.ts';
export {
  byMessageShown,
  missedKept,
  presenceGraceMs,
  presenceLeaseMs,
  presenceRenewMs,
  rankedAtMost,
  releasedKeptMs,
} from './floor.ts';
export type * from './floor.ts';
export { dayOf, journalKinds } from './journal.ts';
export type * from './journal.ts';
export { laneKeptMs } from './keeping.ts';
export type * from './keeping.ts';
export type * from './ledger.ts';
export { authorJson, chainInput, isFull, listText, openSince, sentInput } from './log-rules.ts';
export type * from './store.ts';
export type * from './visitors.ts';
export type * from './files.ts';
export { MailRefusedError } from './mail.ts';
export type * from './mail.ts';
export { mailKeyKeptMs } from './mails.ts';
export type * from './mails.ts';
