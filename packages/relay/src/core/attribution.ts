import type { EntryBodies, LedgerLine } from '@tillside/protocol';
import type { Invitation, StoredEntry } from '../ports/index.ts';

/** A rep's message, and the engagement it belongs to (absent where the log's part that says so was not read). */
export interface Reply {
  readonly engagement: string | undefined;
  readonly rep: string;
  readonly at: number;
}

/** Engagements about an order there was already, as far as the log's part that was read says so. */
export function aboutOrders(entries: Iterable<StoredEntry>): ReadonlySet<string> {
  const about = new Map<string, string>();
  for (const { kind, body } of entries) {
    if (kind !== 'engagement.opened' && kind !== 'engagement.reason') continue;
    const { engagement, reason } = JSON.parse(body) as EntryBodies['engagement.opened' | 'engagement.reason'];
    if (reason !== undefined) about.set(engagement, reason);
  }
  return new Set([...about].filter(([, reason]) => reason === 'order').map(([engagement]) => engagement));
}

/** What the log says about who replied. `entries` in order. */
export function repliesIn(entries: Iterable<StoredEntry>): readonly Reply[] {
  const replies: Reply[] = [];
  let engagement: string | undefined;
  for (const entry of entries) {
    if (entry.kind === 'engagement.opened') {
      engagement = (JSON.parse(entry.body) as EntryBodies['engagement.opened']).engagement;
    } else if (entry.kind === 'message' && entry.by.kind === 'rep') {
      replies.push({ engagement, rep: entry.by.id, at: entry.at });
    }
  }
  return replies;
}

export interface CreditInput {
  /** When the order was first reported. */
  readonly at: number;
  /** The site's tariff's. */
  readonly windowMs: number;
  readonly invitations: readonly Invitation[];
  readonly replies: readonly Reply[];
  /** Engagements about an order there was already: whatever is ordered after one, it saved no cart. */
  readonly aboutOrders?: ReadonlySet<string>;
}

export interface Credit {
  readonly credit: LedgerLine['credit'];
  readonly invitation?: string;
  readonly rule?: string;
  /** Who replied last before the order. */
  readonly rep?: string;
}

/**
 * Whose work an order is. *Saved*: within the window before it the visitor accepted an invitation of a rule marked at risk, and a rep
 * replied in that engagement between then and the order; the latest such invitation counts, and none whose engagement was about an order there
 * was already. *Assisted*: a rep replied within the window,
 * without such an invitation.
 */
export function creditOf({ at, windowMs, invitations, replies, aboutOrders: about }: CreditInput): Credit {
  const isWithin = (instant: number) => instant <= at && at - instant <= windowMs;
  const inTime = replies.filter((reply) => isWithin(reply.at));
  for (const invitation of invitations.toReversed()) {
    const acceptedAt = invitation.state === 'accepted' ? invitation.answeredAt : undefined;
    if (!invitation.isAtRisk || acceptedAt === undefined || !isWithin(acceptedAt)) continue;
    if (invitation.engagement !== undefined && about?.has(invitation.engagement) === true) continue;
    const reply = inTime.findLast((one) => one.engagement === invitation.engagement && one.at >= acceptedAt);
    if (reply !== undefined) {
      return { credit: 'saved', invitation: invitation.id, rule: invitation.rule, rep: reply.rep };
    }
  }
  const last = inTime.at(-1);
  return last === undefined ? { credit: 'none' } : { credit: 'assisted', rep: last.rep };
}
