import type { ConversationRecord, Engagement } from '../ports/index.ts';

/** Until its talk ends, a visitor's next word belongs to it. In `wrap_up` the talk is over, and such a word begins it again. */
export function isOpen(engagement: Engagement | undefined): boolean {
  return isUnderWay(engagement) && engagement?.state !== 'wrap_up';
}

/** Somebody still has something to do with it. */
export function isUnderWay(engagement: Engagement | undefined): boolean {
  return engagement !== undefined && engagement.state !== 'resolved';
}

/** The open engagement of a record, if it has one. */
export function openEngagement(record: ConversationRecord | undefined): Engagement | undefined {
  return isOpen(record?.engagement) ? record?.engagement : undefined;
}
