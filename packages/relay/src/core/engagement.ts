import type { ConversationRecord, Engagement } from '../ports/index.ts';

/** Until it is resolved, a visitor's next word belongs to it. */
export function isOpen(engagement: Engagement | undefined): boolean {
  return engagement !== undefined && engagement.state !== 'resolved';
}

/** The open engagement of a record, if it has one. */
export function openEngagement(record: ConversationRecord | undefined): Engagement | undefined {
  return isOpen(record?.engagement) ? record?.engagement : undefined;
}
