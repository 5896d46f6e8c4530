import type { Playbook } from '@tillside/rules';
import type { VisitorRecord } from '../ports/index.ts';

const dayMs = 86_400_000;
const defaultDays = 180;
const leastDays = 30;

/** Until when a "no, thanks" said now binds, by the playbook that invited. It is kept as an instant: no later playbook shortens it. */
export function declinedUntil(playbook: Playbook | undefined, now: number): number {
  const days = Math.max(leastDays, playbook?.limits?.declinedDays ?? defaultDays);
  return now + days * dayMs;
}

export function isDisturbable(record: VisitorRecord | undefined, now: number): boolean {
  return (record?.declinedUntil ?? 0) <= now;
}

/** The visitor opened the chat: what was said before does not bind any more. `undefined`: nothing bound. */
export function liftDecline({ declinedUntil: until, ...record }: VisitorRecord): VisitorRecord | undefined {
  return until === undefined ? undefined : record;
}
