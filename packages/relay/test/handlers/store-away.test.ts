import { afterEach, describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../../src/ports/index.ts';
import type { FloorPort, Store } from '../../src/ports/index.ts';
import { createTestWorld } from './helpers/node.ts';
import type { TestRelayWorld } from './helpers/node.ts';
import { openRep, openVisitor } from './helpers/parties.ts';

let relay: TestRelayWorld | undefined;
afterEach(() => relay?.close());

/** A floor that cannot be reached while it is away, and a store that says when it is back. */
function createOutage() {
  let isAway = false;
  const listeners = new Set<() => void>();
  const wrap = (store: Store): Store => ({
    ...store,
    floor: new Proxy<FloorPort>(store.floor, {
      get(target, name, receiver) {
        const member: unknown = Reflect.get(target, name, receiver);
        if (typeof member !== 'function') return member;
        return async (...args: readonly unknown[]) => {
          if (isAway) throw new StoreUnavailableError('away');
          return Reflect.apply(member, target, args) as Promise<unknown>;
        };
      },
    }),
    onReconnect: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  return {
    wrap,
    begin: () => void (isAway = true),
    end() {
      isAway = false;
      for (const listener of listeners) listener();
    },
  };
}

describe('a store that was away for a minute', () => {
  it('[HA30] finds no rep lost before each had a lease’s time to say otherwise', async () => {
    const outage = createOutage();
    relay = await createTestWorld(outage.wrap);
    const { clock, store, addNode } = relay;
    const other = await addNode('node_b');
    const reps = [await openRep(other, 'rep_ann'), await openRep(other, 'rep_bob')];
    for (const [index, name] of ['u', 'v'].entries()) {
      await reps[index]?.status('available');
      await clock.pass(200);
      await openVisitor(other, name).say('Hello?');
      await clock.pass(300);
      await reps[index]?.answer();
      await reps[index]?.status('away');
    }
    const owner = async (conversation: string) => (await store.conversations.view(conversation)).record?.owner?.rep;
    expect([await owner('cnv_u'), await owner('cnv_v')]).toEqual(['rep_ann', 'rep_bob']);
    outage.begin();
    relay.kill(other);
    await clock.pass(60_000);
    outage.end();
    // Ann's console found another node meanwhile, Bob's never will.
    await clock.pass(6_000);
    expect([await owner('cnv_u'), await owner('cnv_v')]).toEqual(['rep_ann', 'rep_bob']);
    await openRep(relay.node, 'rep_ann');
    await clock.pass(6_000);
    expect([await owner('cnv_u'), await owner('cnv_v')]).toEqual(['rep_ann', undefined]);
  });

  it('[HA29] is told to the operator once, whatever the floor tried meanwhile, and anew the next time', async () => {
    const outage = createOutage();
    relay = await createTestWorld(outage.wrap);
    const { clock, node } = relay;
    const failures = () => node.events.filter(({ name }) => name === 'floor.failed').length;
    await openRep(node, 'rep_ann');
    await clock.pass(6_000);
    for (let time = 1; time < 3; time += 1) {
      outage.begin();
      for (let bell = 0; bell < 5; bell += 1) node.floor.poke('team_alpha');
      await clock.pass(60_000);
      expect(failures()).toBe(time);
      outage.end();
      await clock.pass(6_000);
    }
    expect(failures()).toBe(2);
  });
});
