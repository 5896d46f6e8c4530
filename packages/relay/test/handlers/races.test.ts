import { afterEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/index.ts';
import { createTestWorld } from './helpers/node.ts';
import type { TestRelayWorld } from './helpers/node.ts';
import { openRep, openVisitor } from './helpers/parties.ts';

/** Loads as they were after claims were restored, and something that happens once, just before an operation of the store is asked. */
interface Meddler {
  readonly loads: readonly number[];
  before(operation: 'dequeue' | 'commit' | 'confirmClaim', run: () => Promise<void>): void;
}

let relay: TestRelayWorld | undefined;
afterEach(() => relay?.close());

async function createMeddledWorld(): Promise<TestRelayWorld & Meddler> {
  const loads: number[] = [];
  const waiting = new Map<string, () => Promise<void>>();
  const meddle = async (operation: string) => {
    const run = waiting.get(operation);
    waiting.delete(operation);
    await run?.();
  };
  const wrap = (store: Store): Store => ({
    ...store,
    floor: {
      ...store.floor,
      async dequeue(...args) {
        await meddle('dequeue');
        return store.floor.dequeue(...args);
      },
      async restoreClaim(...args) {
        await store.floor.restoreClaim(...args);
        const { reps } = await store.floor.snapshot(args[0]);
        loads.push(...reps.map(({ load }) => load));
      },
      async confirmClaim(...args) {
        await meddle('confirmClaim');
        return store.floor.confirmClaim(...args);
      },
    },
    conversations: {
      ...store.conversations,
      async commit(...args) {
        await meddle('commit');
        return store.conversations.commit(...args);
      },
    },
  });
  const made = await createTestWorld(wrap);
  relay = made;
  return { ...made, loads, before: (operation, run) => void waiting.set(operation, run) };
}

describe('what another node does in between', () => {
  it('[HA15] a conversation that was put back while it left the queue stands in it again', async () => {
    const { node, store, clock, before } = await createMeddledWorld();
    const ann = await openRep(node, 'rep_ann');
    const visitor = openVisitor(node, 'v');
    await visitor.say('Hello?');
    // Bound, but not out of the queue yet, when the rep passes it on and goes away.
    before('dequeue', async () => {
      const { record } = await store.conversations.view('cnv_v');
      await ann.command('engagement.decline', 'cnv_v', { engagement: record?.engagement?.id ?? '' });
      await ann.status('away');
    });
    await ann.status('available');
    await clock.pass(300);
    expect((await store.conversations.view('cnv_v')).record?.engagement?.state).toBe('queued');
    expect((await store.floor.snapshot('team_alpha')).queue).toMatchObject([{ conversation: 'cnv_v' }]);
    expect((await store.floor.snapshot('team_alpha')).claims).toEqual([]);
  });

  it('[HA80] a slot that was passed on before its ring was confirmed is not put back beside its next owner’s', async () => {
    const { node, store, clock, before, loads } = await createMeddledWorld();
    const bea = await openRep(node, 'rep_bea');
    await bea.status('available');
    await clock.pass(200);
    before('confirmClaim', async () => {
      const { record } = await store.conversations.view('cnv_v');
      await bea.command('engagement.decline', 'cnv_v', { engagement: record?.engagement?.id ?? '' });
      const taken = { team: 'team_beta', claim: 'clm_other', site: 'site_beta', conversation: 'cnv_other' };
      const candidates = [{ rep: 'rep_bea', capacity: 1 }];
      await store.floor.claimRep({ ...taken, state: 'unconfirmed', dueAfterMs: 10_000, candidates });
    });
    await openVisitor(node, 'v', 'site_beta').say('Hello?');
    await clock.pass(300);
    expect((await store.floor.snapshot('team_beta')).claims).toMatchObject([{ claim: 'clm_other' }]);
    expect(loads).toEqual([1]);
  });

  it('[HA15] a hold that was given back under a raised epoch is not bound any more', async () => {
    const { node, store, clock, before } = await createMeddledWorld();
    const bea = await openRep(node, 'rep_bea');
    await bea.status('available');
    await clock.pass(200);
    const visitor = openVisitor(node, 'v', 'site_beta');
    await visitor.request('leaving');
    const [held] = (await store.floor.snapshot('team_beta')).claims;
    // The yes is about to be bound when a sweeper takes it for abandoned, and the slot goes to somebody else.
    before('commit', async () => {
      const fenced = { conversation: 'cnv_v', site: 'site_beta', visitor: 'vis_v', revision: 0, epoch: 1 };
      await store.conversations.commit(fenced, 0, []);
      await store.floor.releaseClaim('team_beta', held?.claim ?? '');
      await openVisitor(node, 'other', 'site_beta').say('Hello?');
      await clock.settle();
    });
    await visitor.lane('invitation.accept', { invitation: visitor.invitation() }).sent;
    await clock.pass(300);
    expect((await store.floor.snapshot('team_beta')).claims).toMatchObject([{ conversation: 'cnv_other' }]);
    expect((await store.conversations.view('cnv_v')).record).toMatchObject({
      engagement: { state: 'queued', invitation: visitor.invitation() },
    });
  });
});
