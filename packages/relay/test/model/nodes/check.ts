import type { Store } from '../../../src/ports/index.ts';

export interface Shape {
  readonly teams: readonly string[];
  readonly conversations: readonly string[];
  readonly capacityOf: (rep: string) => number;
}

/** What must hold at every moment, whatever is under way. */
export interface Check {
  (store: Store, now: number): Promise<void>;
}

/** States in which an owner holds a slot of capacity. */
const live = new Set(['ringing', 'active', 'wrap_up']);

export function createCheck({ teams, conversations, capacityOf }: Shape): Check {
  /** Of each conversation and epoch the owner, once there was one. */
  const owners = new Map<string, string>();
  const epochs = new Map<string, number>();
  const seen = new Map<string, number>();
  const fail = (what: string): never => {
    throw new Error(what);
  };

  return async (store, now) => {
    const [floors, views] = await Promise.all([
      Promise.all(teams.map((team) => store.floor.snapshot(team, now))),
      store.conversations.views(conversations),
    ]);
    for (const { rep, load } of floors.flatMap(({ reps }) => reps)) {
      if (load > capacityOf(rep)) fail(`${rep} has ${load} claims and a capacity of ${capacityOf(rep)}`);
    }
    const owned = new Map<string, number>();
    for (const { record } of views) {
      if (record === undefined) continue;
      const { conversation, epoch, owner, engagement } = record;
      if (epoch < (epochs.get(conversation) ?? 0)) fail(`${conversation}: the epoch went back to ${epoch}`);
      epochs.set(conversation, epoch);
      if (owner === undefined) continue;
      const key = `${conversation} ${epoch}`;
      const named = `${owner.rep} ${owner.claim}`;
      const other = owners.get(key) ?? named;
      if (other !== named) fail(`${key} belongs to ${other} and to ${named}`);
      owners.set(key, named);
      if (live.has(engagement?.state ?? '')) owned.set(owner.rep, (owned.get(owner.rep) ?? 0) + 1);
    }
    for (const [rep, count] of owned) {
      if (count > capacityOf(rep)) fail(`${rep} owns ${count} conversations and has a capacity of ${capacityOf(rep)}`);
    }
    for (const { record, log } of views) {
      const from = seen.get(record?.conversation ?? '') ?? 0;
      if (record === undefined || log.top <= from) continue;
      for (const entry of await store.conversations.read(record.conversation, from, log.top - from)) {
        if (entry.kind !== 'message' || entry.by.kind !== 'rep') continue;
        if (record.owner?.rep !== entry.by.id) {
          fail(`${record.conversation}: ${entry.by.id} wrote entry ${entry.offset}, and it is not theirs`);
        }
      }
      seen.set(record.conversation, log.top);
    }
  };
}
