import type { Store } from '../../../src/ports/index.ts';

/** A store with one thing wrong that only shows when several nodes are at it at once. */
export interface Fault {
  readonly name: string;
  readonly plant: (store: Store) => Store;
}

export const faults: readonly Fault[] = [
  {
    name: 'a rep gets one more than the capacity',
    plant: (store) => ({
      ...store,
      floor: {
        ...store.floor,
        claimRep: (request, nowMs) => {
          const candidates = request.candidates.map((one) => ({ ...one, capacity: one.capacity + 1 }));
          return store.floor.claimRep({ ...request, candidates }, nowMs);
        },
      },
    }),
  },
  {
    name: 'a record is written over what another node wrote',
    plant: (store) => ({
      ...store,
      conversations: {
        ...store.conversations,
        commit: async (record, expected, entries, nowMs) => {
          const answer = await store.conversations.commit(record, expected, entries, nowMs);
          if (answer.kind !== 'stale') return answer;
          return store.conversations.commit(record, answer.current?.revision ?? 0, entries, nowMs);
        },
      },
    }),
  },
  {
    name: 'a stale owner may write',
    plant: (store) => ({
      ...store,
      conversations: {
        ...store.conversations,
        append: ({ conversation, session, seq, kind, by, body, sent }, nowMs) =>
          store.conversations.append({ conversation, session, seq, kind, by, body, sent }, nowMs),
      },
    }),
  },
  {
    name: 'a slot that is not bound yet is given to another',
    plant: (store) => ({
      ...store,
      floor: {
        ...store.floor,
        claimRep: async (request, nowMs) => {
          const { claims } = await store.floor.snapshot(request.team, nowMs);
          const unbound = claims.filter(({ state, claim }) => state === 'unconfirmed' && claim !== request.claim);
          for (const { claim } of unbound) await store.floor.releaseClaim(request.team, claim, nowMs);
          return store.floor.claimRep(request, nowMs);
        },
      },
    }),
  },
  {
    name: 'the same claim takes another slot',
    plant: (store) => {
      let anew = 0;
      return {
        ...store,
        floor: {
          ...store.floor,
          claimRep: (request, nowMs) =>
            store.floor.claimRep({ ...request, claim: `${request.claim}-${(anew += 1)}` }, nowMs),
        },
      };
    },
  },
];
