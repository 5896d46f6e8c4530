import type { NowMs } from './common.ts';

/** The closed catalogue of what a site's journal records. */
export const journalKinds = {
  'invitation.granted': 'A rep was there: the invitation may be shown.',
  'invitation.would_grant': 'A rep was there for a visitor who is held out: nothing was shown.',
  'invitation.missed': 'No rep could answer soon: nothing was shown.',
  'invitation.suppressed': 'The relay said no for another reason, which is named.',
  'invitation.seen': 'A second in view.',
  'invitation.accepted': 'The visitor said yes.',
  'invitation.declined': 'The visitor said no: not asked again.',
  'invitation.dismissed': 'The visitor closed the box.',
  'invitation.timed_out': 'Nobody answered it.',
  'invitation.withdrawn': 'The capacity it promised went away.',
  'engagement.opened': 'A stretch of a conversation began.',
  'engagement.overflowed': 'The next team of the route was asked as well.',
  'engagement.by_message': 'It goes on by message: nobody is rung, the answer comes later.',
  'engagement.assigned': 'The relay chose the rep whose message it is to answer.',
  'engagement.message_answered': 'The first answer by message; its `reason` says whether within the site’s target.',
  'engagement.transferred': 'It was given to a rep or team, came back, or went to the queue because nobody took it.',
  'engagement.reason': 'A rep said what it is about.',
  'engagement.answered': 'A rep accepted the ring.',
  'engagement.first_reply': 'The first word of a rep.',
  'engagement.queued': 'It waits again.',
  'engagement.resolved': 'The stretch ended.',
  'offer.granted': 'An invitation that promises an offer was granted.',
  'offer.made': 'A rep put an offer forward.',
  'offer.applied': 'The visitor applied it.',
  'file.sent': 'A person sent a file; its kind and size are named.',
  'contact.given': 'The visitor said how to be reached, or answered what the shop asks before a chat.',
  'rating.given': 'The visitor rated an engagement, from 1 to 5.',
  'transcript.asked': 'The visitor asked for the conversation by mail.',
  'transcript.sent': 'It left.',
  'answer.mailed': 'A visitor who was gone was told by mail that an answer is there.',
  'page.reported': 'How the widget did on one page, and what its exit signals were worth.',
  'order.reported': 'A browser reported an order.',
  'order.confirmed': "The shop's server confirmed it.",
  'journey.recorded': 'A stretch of a visit, for rehearsals; nothing in it names a person.',
} as const satisfies Record<string, string>;

export type JournalKind = keyof typeof journalKinds;

/** Ids and figures, never what people wrote. */
export interface JournalItem {
  /** What made it; a second append with the same key is the same item. */
  readonly key: string;
  readonly kind: JournalKind;
  readonly visitor?: string;
  readonly conversation?: string;
  readonly engagement?: string;
  readonly invitation?: string;
  readonly rule?: string;
  readonly playbook?: string;
  readonly team?: string;
  /** The team was a shared one then. Its minutes are the site's bill, and a team may become another later. */
  readonly isShared?: true;
  readonly rep?: string;
  readonly reason?: string;
  /** How long it took. Milliseconds. */
  readonly tookMs?: number;
  readonly order?: string;
  readonly value?: number;
  readonly currency?: string;
  readonly bounty?: number;
  /** The comparison that the rule is part of, and the visitor's arm as the relay drew it. */
  readonly experiment?: string;
  readonly arm?: string;
  /** The offer that was promised, by its id. */
  readonly offer?: string;
  /** The engine's trace, packed, of granted, held out and missed. */
  readonly trace?: string;
  /** JSON of a recorded stretch: `startedAt` and `steps`. */
  readonly journey?: string;
  /** JSON of how the widget did on one page. */
  readonly report?: string;
  /** A try-out, in no figure. The store says so itself of every item with the id of one who tries the site out. */
  readonly isPreview?: true;
}

export interface JournalRow extends JournalItem {
  /** 1, 2, 3 … per site, given by the store. */
  readonly number: number;
  readonly at: number;
}

/** The day of UTC an instant lies in, counted from 1970. */
export function dayOf(ms: number): number {
  return Math.floor(ms / 86_400_000);
}

/** How often something may happen on a site in one day of UTC, by the store's clock. */
export interface Budget {
  /** What is counted: an offer's id. */
  readonly name: string;
  readonly most: number;
}

/** The append-only record of what happened on a site. */
export interface JournalPort {
  /** Resolves to the rows as they stand, in the order of the items, old ones for keys already there. */
  append(site: string, items: readonly JournalItem[], nowMs?: NowMs): Promise<readonly JournalRow[]>;
  /**
   * Appends and counts in one step: `items` where fewer than `budget.most` were counted today, which counts one; else `instead` alone, whose
   * key is that of the first item. Where that key has a row already, nothing is written. Resolves to the row under that key.
   */
  appendWithin(
    site: string,
    budget: Budget,
    items: readonly [JournalItem, ...JournalItem[]],
    instead: JournalItem,
    nowMs?: NowMs,
  ): Promise<JournalRow>;
  /** How many were counted under this name today. */
  counted(site: string, name: string, nowMs?: NowMs): Promise<number>;
  /** Newest first, numbers strictly below `before` (absent: from the top). */
  read(site: string, before: number | undefined, limit: number): Promise<readonly JournalRow[]>;
}
