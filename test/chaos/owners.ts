import type { LogEntry, Wrong } from './check.ts';

/**
 * Follows one log: whose the conversation was, by what the log itself says, and who wrote as its owner. A change of owner and its entry are
 * written in one step, so the log knows.
 */
export function createOwners(blame: (wrong: Wrong, what: string) => void): { follow(entry: LogEntry): void } {
  let owner: string | undefined;
  let former: string | undefined;
  /** By message a conversation may go live again, and then it is no longer its owner's. */
  let isLive = true;

  function leave(): void {
    former = owner;
    owner = undefined;
    isLive = true;
  }

  function take(rep: string, offset: number): void {
    if (isLive && owner !== undefined && owner !== rep)
      blame('two owners', `${rep} had it at ${offset}, and it was ${owner}'s`);
    owner = rep;
    isLive = true;
  }

  return {
    follow({ kind, by, body, offset }) {
      const rep = typeof body === 'object' && body !== null && 'rep' in body ? String(body.rep) : '';
      switch (kind) {
        case 'engagement.rang':
        case 'engagement.accepted':
          return take(rep, offset);
        case 'engagement.assigned':
        case 'engagement.taken_over':
          owner = rep;
          return;
        case 'engagement.by_message':
          isLive = false;
          return;
        case 'engagement.reopened':
          owner = former;
          return;
        case 'engagement.queued':
        case 'engagement.resolved':
        case 'engagement.transferred':
        case 'engagement.opened':
          return leave();
        default:
          if (kind === 'message' && by.kind === 'rep' && by.id !== owner)
            blame('stale owner accepted', `${by.id} wrote at ${offset}, and it was ${owner ?? 'nobody'}'s`);
      }
    },
  };
}
