import type { Store } from '../../../src/ports/index.ts';
import type { Scheduler } from './scheduler.ts';

/** Where each operation that looks at the clock takes the time: handlers leave it out, which means the store's own, and that is ours here. */
const timeAt: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  floor: {
    ...{ setStatus: 3, pause: 3, renewPresence: 3, rank: 1, claimRep: 1, confirmClaim: 3, releaseClaim: 2 },
    ...{ restoreClaim: 2, takeGrant: 2, endGrant: 2, assignByMessage: 1, recount: 1, time: 1, snapshot: 1 },
  },
  conversations: { append: 1, commit: 3, touch: 2 },
  visitors: { commit: 2, advanceLane: 4 },
  journal: { append: 2, appendWithin: 4, counted: 2 },
  ledger: { commit: 2 },
};

/** A node's way to the store: each call waits for its turn and happens at the run's time. No bell is ever heard. */
export function gatedStore(store: Store, node: string, scheduler: Scheduler, now: () => number): Store {
  function gate<Port extends object>(port: Port, times: Readonly<Record<string, number>>): Port {
    return new Proxy(port, {
      get(target, name, receiver) {
        const member: unknown = Reflect.get(target, name, receiver);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]) =>
          scheduler.call(node, String(name), () => {
            const args = [...given];
            const place = times[String(name)];
            if (place !== undefined) args[place] = now();
            return Reflect.apply(member, target, args) as Promise<unknown>;
          });
      },
    });
  }
  return {
    ...store,
    floor: gate(store.floor, timeAt['floor'] ?? {}),
    conversations: gate(store.conversations, timeAt['conversations'] ?? {}),
    visitors: gate(store.visitors, timeAt['visitors'] ?? {}),
    journal: gate(store.journal, timeAt['journal'] ?? {}),
    ledger: gate(store.ledger, timeAt['ledger'] ?? {}),
    bus: { ring: () => {}, listen: async () => () => {} },
  };
}
