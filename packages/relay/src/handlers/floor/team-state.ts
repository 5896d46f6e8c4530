import type { Claim, ConversationView, FloorSnapshot, QueueItem } from '../../ports/index.ts';

/** A team's floor as a look found it: the slot, and the conversations its claims and its lists name. */
export interface TeamState {
  readonly team: string;
  readonly floor: FloorSnapshot;
  readonly views: ReadonlyMap<string, ConversationView>;
}

export function conversationsOn(floor: FloorSnapshot): readonly string[] {
  return [
    ...new Set([...floor.claims, ...floor.queue, ...floor.byMessage].map((one: Claim | QueueItem) => one.conversation)),
  ];
}

/** Must a look go on to the records, though the slot is as it was? */
export function isAnythingDue({ at, queue, claims, reps, grants }: FloorSnapshot): boolean {
  if (queue.length > 0 || grants.length > 0) return true;
  if (claims.some(({ dueAt }) => dueAt !== undefined && dueAt <= at)) return true;
  return reps.some(({ isLost, load }) => isLost && load > 0);
}
