import type { ConversationRecord, Engagement } from '../../ports/index.ts';
import { consequences, enqueue, overflowed } from './consequences.ts';
import type { ConversationInput, Outcome } from './types.ts';

/** The next teams of the route are asked as well; who was asked stays asked. */
export function ask(
  record: ConversationRecord | undefined,
  { teams, overflows }: Extract<ConversationInput, { kind: 'ask' }>,
  now: number,
): Outcome {
  const current = record?.engagement;
  if (record === undefined || current === undefined) return { kind: 'refused', reason: 'no_engagement' };
  if (current.state !== 'queued') return { kind: 'refused', reason: 'not_queued' };
  // Given to somebody, it waits for nobody else.
  if (current.transfer !== undefined) return { kind: 'refused', reason: 'moved_on' };
  const more = teams.filter((team) => !current.teams.includes(team));
  if (more.length === 0) return { kind: 'already', effects: consequences(record, now) };
  const engagement: Engagement = {
    ...current,
    teams: [...current.teams, ...more],
    // Who was asked before keeps the reason of then.
    ...(overflows === undefined ? {} : { overflows: { ...overflows, ...current.overflows } }),
  };
  const next: ConversationRecord = { ...record, engagement };
  return {
    kind: 'changed',
    record: next,
    entries: [],
    effects: [enqueue(next, engagement), ...overflowed(next, engagement, more)],
  };
}
