import { limits } from '@tillside/protocol';
import type { ConversationView, Site, VisitorRecord } from '../ports/index.ts';
import { isUnderWay } from './engagement.ts';

const dayMs = 86_400_000;
export const usualKeepDays = 180;
export const usualKeepVisitDays = 30;

/** After its last word a conversation lies as it did for so long, while it is looked at, rated and taken up again; then it becomes one compressed value. */
export const compactAfterMs = dayMs;
/** All are looked at anew this often: what was taken out of its value by something that was late belongs back into it. */
export const compactAnewMs = 7 * dayMs;

/** What happened before is over. Milliseconds since the epoch. */
export interface Cutoffs {
  /** Conversations, visitors' records, and names in journal and ledger. */
  readonly names: number;
  /** What was seen on pages: recorded visits, page reports, traces. */
  readonly visits: number;
}

export function cutoffsOf(site: Pick<Site, 'keepDays' | 'keepVisitDays'>, now: number): Cutoffs {
  const { keepDays = usualKeepDays, keepVisitDays = usualKeepVisitDays } = site;
  // A visit is never known for longer than whose it was.
  return { names: now - keepDays * dayMs, visits: now - Math.min(keepDays, keepVisitDays) * dayMs };
}

/** Nobody wrote since. Being touched is noted a little after an entry, so the log itself has the last word. */
export function isOver({ log }: Pick<ConversationView, 'log'>, before: number): boolean {
  return Math.max(log.lastVisitorMessageAt ?? 0, log.lastRepMessageAt ?? 0) < before;
}

/** Nobody has anything to do in it, and nobody wrote since: it can become one value. */
export function isAtRest(view: Pick<ConversationView, 'log' | 'record'>, before: number): boolean {
  return view.log.top > 0 && !isUnderWay(view.record?.engagement) && isOver(view, before);
}

/** When the record last meant something. */
function lastAt({ createdAt, invitations }: VisitorRecord): number {
  return Math.max(createdAt, ...invitations.map(({ grantedAt, answeredAt = 0 }) => Math.max(grantedAt, answeredAt)));
}

/**
 * Is the record over, given that there is no conversation? A "no, thanks" stays while it binds and a block for good; what makes older credentials void
 * stays as long as one of them could still be brought along.
 */
export function isForgettable(record: VisitorRecord, before: number, now: number): boolean {
  if (record.isBlocked || (record.declinedUntil ?? 0) > now) return false;
  const voidSince = record.generation === 0 ? 0 : (record.erasedAt ?? record.createdAt);
  return lastAt(record) < before && voidSince < now - limits.credentialRememberedMs;
}
