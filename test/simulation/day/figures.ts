import type { Day } from './day.ts';

/** What a day came to. */
export interface Figures {
  readonly invitations: number;
  /** Conversations in which a rep said a word. */
  readonly conversations: number;
  /** Of those who came to talk: the first word took longer than promised, or they had left before it. */
  readonly late: number;
  /** The same of those who came because they were invited. */
  readonly lateInvited: number;
  /** Worth of the carts of all conversations. Minor units. */
  readonly value: number;
}

export function figuresOf({ visits, invitations }: Day, targetMs: number): Figures {
  const replied = visits.filter(({ repliedAt }) => repliedAt !== undefined);
  // At the day's end some still wait: late is who has waited too long by then; nobody knows of the others.
  const late = visits.filter(({ askedAt, repliedAt, leftAt }) => (repliedAt ?? leftAt ?? askedAt) - askedAt > targetMs);
  return {
    invitations,
    conversations: replied.length,
    late: late.length,
    lateInvited: late.filter(({ shopper }) => shopper.rule !== undefined).length,
    value: replied.reduce((sum, { shopper }) => sum + shopper.value, 0),
  };
}

export function meanOf(list: readonly Figures[]): Figures {
  const of = (figure: (one: Figures) => number) => list.reduce((sum, one) => sum + figure(one), 0) / list.length;
  return {
    invitations: of(({ invitations }) => invitations),
    conversations: of(({ conversations }) => conversations),
    late: of(({ late }) => late),
    lateInvited: of(({ lateInvited }) => lateInvited),
    value: of(({ value }) => value),
  };
}
