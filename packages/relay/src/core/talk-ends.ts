import type { JournalKind } from '../ports/index.ts';

/** Lines of the journal after which a talk is its rep's no more, and the slot free: it is over, or went elsewhere. */
export const talkEnds: ReadonlySet<JournalKind> = new Set<JournalKind>([
  'engagement.resolved',
  'engagement.queued',
  'engagement.by_message',
  'engagement.transferred',
]);
