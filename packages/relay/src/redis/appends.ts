import { StoreUnavailableError } from '../ports/index.ts';
import type { AppendRequest, AppendResult, NowMs } from '../ports/index.ts';
import type { Link } from './link/link.ts';
import { appendEntries } from './scripts/append-entries.ts';

/** Entries in one script: more would keep the server from everybody else for milliseconds. */
const groupSize = 100;

interface Member {
  readonly request: AppendRequest;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (why: Error) => void;
}

interface Group {
  readonly nowMs: NowMs;
  readonly members: Member[];
}

export interface Appends {
  append(request: AppendRequest, nowMs?: NowMs): Promise<AppendResult>;
  /** Sends what was gathered so far. */
  flush(): void;
}

/**
 * Gathers the appends of one turn of the event loop: one script for all of a slot, instead of a command, a promise and a bell each.
 *
 * @param slotOf what may go into one script: on a server that is no cluster, everything
 */
export function createAppends(link: Link, slotOf: (conversation: string) => number): Appends {
  let groups: Group[] = [];
  // Of each slot the group that the next one joins.
  let latest = new Map<number, Group>();
  let turn: NodeJS.Immediate | undefined;

  function groupFor(request: AppendRequest, nowMs: NowMs): Group {
    const slot = slotOf(request.conversation);
    const last = latest.get(slot);
    if (last !== undefined && last.nowMs === nowMs && last.members.length < groupSize) return last;
    const group: Group = { nowMs, members: [] };
    groups.push(group);
    latest.set(slot, group);
    return group;
  }

  async function send({ members, nowMs }: Group): Promise<void> {
    try {
      const results = await appendEntries(
        link,
        members.map(({ request }) => request),
        nowMs,
      );
      members.forEach(({ resolve }, index) => resolve(results[index] as AppendResult));
    } catch (error) {
      // A fault lies in one of them, a full store in none: each is asked alone, which the append rule makes safe.
      const isShared = error instanceof StoreUnavailableError || members.length === 1;
      if (isShared) for (const { reject } of members) reject(error as Error);
      else for (const member of members) await send({ members: [member], nowMs });
    }
  }

  function flush(): void {
    clearImmediate(turn);
    turn = undefined;
    const ready = groups;
    groups = [];
    latest = new Map();
    for (const group of ready) void send(group);
  }

  return {
    append: (request, nowMs) =>
      new Promise((resolve, reject) => {
        groupFor(request, nowMs).members.push({ request, resolve, reject });
        turn ??= setImmediate(flush);
      }),
    flush,
  };
}
