import { StoreUnavailableError } from '../ports/index.ts';
import type { AppendRequest, AppendResult, NowMs } from '../ports/index.ts';
import type { Link } from './link/link.ts';
import { appendEntries } from './scripts/append-entries.ts';
import { compactedAnew, restore, restoredAtMost } from './scripts/restore.ts';

/** Entries in one script: more would keep the server from everybody else for milliseconds. */
const groupSize = 100;

interface Member {
  readonly request: AppendRequest;
  readonly nowMs: NowMs;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (why: Error) => void;
  /** Its place among all that were asked for. */
  readonly place: number;
  /** How often its conversation was put back for it. */
  restored: number;
}

/** Of one slot, at one time, in their order. */
type Group = Member[];

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
  let asked = 0;
  /** Of each conversation that is being put back who waits for it: whoever came later would stand before the first, and find a gap. */
  const waiting = new Map<string, Member[]>();

  function groupFor({ request, nowMs }: Member): Group {
    const slot = slotOf(request.conversation);
    const last = latest.get(slot);
    if (last !== undefined && last[0]?.nowMs === nowMs && last.length < groupSize) return last;
    const group: Group = [];
    groups.push(group);
    latest.set(slot, group);
    return group;
  }

  function join(member: Member): void {
    const others = waiting.get(member.request.conversation);
    if (others !== undefined) {
      others.push(member);
      return;
    }
    groupFor(member).push(member);
    turn ??= setImmediate(flush);
  }

  async function putBack(member: Member): Promise<void> {
    const { conversation } = member.request;
    member.restored += 1;
    if (waiting.has(conversation)) return join(member);
    const members = [member];
    waiting.set(conversation, members);
    try {
      if (member.restored > restoredAtMost) throw compactedAnew();
      await restore(link, conversation);
      waiting.delete(conversation);
      // Who was on the way when the first came back comes back behind those who came meanwhile.
      members.sort((a, b) => a.place - b.place).forEach(join);
      flush();
    } catch (error) {
      waiting.delete(conversation);
      for (const { reject } of members) reject(error as Error);
    }
  }

  async function send(members: Group): Promise<void> {
    try {
      const results = await appendEntries(
        link,
        members.map(({ request }) => request),
        members[0]?.nowMs,
      );
      for (const [index, member] of members.entries()) {
        const result = results[index] as (typeof results)[number];
        if (result.kind === 'compacted') void putBack(member);
        else member.resolve(result);
      }
    } catch (error) {
      // A fault lies in one of them, a full store in none: each is asked alone, which the append rule makes safe.
      const isShared = error instanceof StoreUnavailableError || members.length === 1;
      if (isShared) for (const { reject } of members) reject(error as Error);
      else for (const member of members) await send([member]);
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
        join({ request, nowMs, resolve, reject, place: (asked += 1), restored: 0 });
      }),
    flush,
  };
}
