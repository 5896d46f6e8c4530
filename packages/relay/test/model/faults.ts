import type { Store } from '../../src/ports/index.ts';
import { isKept } from './operations/compacting.ts';

/** A store with one thing wrong, as a slip of one line would make it. */
export interface Fault {
  readonly name: string;
  readonly plant: (store: Store) => Store;
}

const inConversations = (plant: (port: Store['conversations']) => Partial<Store['conversations']>): Fault['plant'] => {
  return (store) => ({ ...store, conversations: { ...store.conversations, ...plant(store.conversations) } });
};
const inFloor = (plant: (port: Store['floor']) => Partial<Store['floor']>): Fault['plant'] => {
  return (store) => ({ ...store, floor: { ...store.floor, ...plant(store.floor) } });
};
const inDirectory = (plant: (port: Store['directory']) => Partial<Store['directory']>): Fault['plant'] => {
  return (store) => ({ ...store, directory: { ...store.directory, ...plant(store.directory) } });
};

const inJournal = (plant: (port: Store['journal']) => Partial<Store['journal']>): Fault['plant'] => {
  return (store) => ({ ...store, journal: { ...store.journal, ...plant(store.journal) } });
};

let anew = 0;

export const faults: readonly Fault[] = [
  {
    name: 'what is compacted is gone',
    plant: (store) => {
      if (!isKept(store)) return store;
      const { keeping } = store;
      const compact: typeof keeping.compact = (conversation, top) =>
        keeping.eraseConversation('site_1', conversation, top);
      return { ...store, keeping: { ...keeping, compact } };
    },
  },
  {
    name: 'a budget is one too large',
    plant: inJournal(({ appendWithin }) => ({
      appendWithin: (site, { name, most }, items, instead, nowMs) =>
        appendWithin(site, { name, most: most + 1 }, items, instead, nowMs),
    })),
  },
  {
    name: 'a budget is never new',
    plant: inJournal(({ appendWithin, counted }) => ({
      appendWithin: (site, budget, items, instead) => appendWithin(site, budget, items, instead, 0),
      counted: (site, name) => counted(site, name, 0),
    })),
  },
  {
    name: 'a duplicate is written again',
    plant: inConversations(({ append }) => ({
      append: async (request, nowMs) => {
        const answer = await append(request, nowMs);
        if (answer.kind !== 'duplicate') return answer;
        return append({ ...request, session: `again-${(anew += 1)}`, seq: 1 }, nowMs);
      },
    })),
  },
  {
    name: 'a stale owner may write',
    plant: inConversations(({ append }) => ({
      append: (request, nowMs) => {
        const { conversation, session, seq, kind, by, body, sent } = request;
        return append({ conversation, session, seq, kind, by, body, sent }, nowMs);
      },
    })),
  },
  {
    name: 'what was sent is not compared',
    plant: inConversations(({ append }) => ({
      append: (request, nowMs) => append({ ...request, sent: '' }, nowMs),
    })),
  },
  {
    name: 'a read mark is not a maximum',
    plant: inConversations(({ setRead }) => ({
      setRead: async (conversation, by, offset) => {
        await setRead(conversation, by, offset);
        return offset;
      },
    })),
  },
  {
    name: 'a stale commit is accepted',
    plant: inConversations(({ commit }) => ({
      commit: async (record, expected, entries, nowMs) => {
        const answer = await commit(record, expected, entries, nowMs);
        return answer.kind === 'stale' ? commit(record, answer.current?.revision ?? 0, entries, nowMs) : answer;
      },
    })),
  },
  {
    name: 'any cursor is good',
    plant: inConversations(({ attach }) => ({
      attach: async (...args) => ({ ...(await attach(...args)), state: 'ok' }),
    })),
  },
  {
    name: 'one more than the capacity',
    plant: inFloor(({ claimRep }) => ({
      claimRep: ({ candidates, ...request }, nowMs) =>
        claimRep({ ...request, candidates: candidates.map((one) => ({ ...one, capacity: one.capacity + 1 })) }, nowMs),
    })),
  },
  {
    name: 'the excluded are asked',
    plant: inFloor(({ claimRep }) => ({
      claimRep: (request, nowMs) => claimRep({ ...request, exclude: [] }, nowMs),
    })),
  },
  {
    name: 'the same claim takes another slot',
    plant: inFloor(({ claimRep }) => ({
      claimRep: (request, nowMs) => claimRep({ ...request, claim: `${request.claim}-${(anew += 1)}` }, nowMs),
    })),
  },
  {
    name: 'a serving claim is charged at a full share',
    plant: inFloor(({ claimRep }) => ({
      claimRep: ({ serves, ...request }, nowMs) =>
        claimRep({ ...request, ...(serves === undefined ? {} : { serves: { site: serves.site } }) }, nowMs),
    })),
  },
  {
    name: 'a floor that moved on is not noticed',
    plant: inFloor(({ claimRep, rank }) => ({
      claimRep: async (request, nowMs) => {
        const answer = await claimRep(request, nowMs);
        if (answer.kind === 'claimed' || answer.reason !== 'moved_on' || request.version === undefined) return answer;
        const { version } = await rank(request, nowMs);
        return claimRep({ ...request, version }, nowMs);
      },
    })),
  },
  {
    name: 'weights are not looked at',
    plant: inFloor(({ rank }) => ({
      rank: (request, nowMs) =>
        rank({ ...request, candidates: request.candidates.map((one) => ({ ...one, weight: 1 })) }, nowMs),
    })),
  },
  {
    name: 'those who came back wait like anybody',
    plant: inFloor(({ enqueue }) => ({
      enqueue: (team, item) => enqueue(team, { ...item, isReturned: false }),
    })),
  },
  {
    name: 'one grant more than allowed',
    plant: inFloor(({ takeGrant }) => ({
      takeGrant: (team, request, nowMs) => takeGrant(team, { ...request, most: request.most + 1 }, nowMs),
    })),
  },
  {
    name: 'a missed ring counts as often as it is said',
    plant: inFloor(({ noteMissed }) => ({
      noteMissed: (team, rep, claim) => noteMissed(team, rep, `${claim}-${(anew += 1)}`),
    })),
  },
  {
    name: 'a closed socket is not noticed',
    plant: inFloor(({ renewPresence }) => {
      const everSeen = new Map<string, Set<string>>();
      return {
        renewPresence: (team, node, reps, nowMs) => {
          const seen = new Set([...(everSeen.get(`${team} ${node}`) ?? []), ...reps]);
          everSeen.set(`${team} ${node}`, seen);
          return renewPresence(team, node, [...seen], nowMs);
        },
      };
    }),
  },
  {
    name: 'a ticket is good twice',
    plant: inDirectory(({ takeTicket, putTicket }) => ({
      takeTicket: async (hash, nowMs) => {
        const taken = await takeTicket(hash, nowMs);
        if (taken !== undefined) await putTicket(hash, taken, 60_000, nowMs);
        return taken;
      },
    })),
  },
  {
    name: 'an item is journaled twice',
    plant: (store) => ({
      ...store,
      journal: {
        ...store.journal,
        append: (site, items, nowMs) =>
          store.journal.append(
            site,
            items.map((item) => ({ ...item, key: `${item.key}-${(anew += 1)}` })),
            nowMs,
          ),
      },
    }),
  },
];
