import type { ConversationRecord, Engagement } from '../../ports/index.ts';
import { relayEntry } from '../entries.ts';
import { consequences } from './consequences.ts';
import type { Effect, Outcome } from './types.ts';

/** What a talk that is taken up again was, before it ended. */
function takenUp(current: Engagement): Engagement {
  const { wrapUpUntil: _until, resolvedAt: _at, disposition: _as, ...kept } = current;
  return { ...kept, state: 'active', reopened: (current.reopened ?? 0) + 1 };
}

function reopenedEntry({ visitor }: ConversationRecord, { id, reopened }: Engagement) {
  return relayEntry(
    `reopened/${id}/${reopened}`,
    'engagement.reopened',
    { kind: 'visitor', id: visitor },
    { engagement: id },
  );
}

/** The visitor writes on while the rep wraps up: the talk goes on with the same rep, under the same assignment. */
export function reopen(
  record: ConversationRecord,
  current: Engagement,
  now: number,
  effects: readonly Effect[] = [],
): Outcome {
  const engagement = takenUp(current);
  const next: ConversationRecord = { ...record, engagement };
  return {
    kind: 'changed',
    record: next,
    entries: [reopenedEntry(next, engagement)],
    effects: [...consequences(next, now), ...effects],
  };
}
