import { describe, expect, it } from 'vitest';
import type { VisitorFrame } from '@tillside/protocol';
import { createFault } from './helpers/fault.ts';
import type { Fault } from './helpers/fault.ts';
import { createTestWorld } from './helpers/node.ts';
import type { TestRelayWorld } from './helpers/node.ts';
import { openRep, openVisitor, traceOf } from './helpers/parties.ts';
import type { TestRep, TestVisitor } from './helpers/parties.ts';

/** The frame again for as long as the store is said to be away, as a client's outbox does it. */
async function insist(visitor: TestVisitor, frame: VisitorFrame, relay: TestRelayWorld): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    visitor.clear();
    await visitor.raw(frame);
    await relay.clock.settle();
    const refused = visitor.last('refused');
    if (refused === undefined) return;
    expect(refused).toMatchObject({ code: 'store_unavailable', retry: true });
  }
  throw new Error('still refused');
}

interface Scene {
  readonly relay: TestRelayWorld;
  readonly ann: TestRep;
  readonly visitor: TestVisitor;
}

async function withScene(run: (scene: Scene, fault: Fault) => Promise<void>): Promise<void> {
  const fault = createFault();
  const relay = await createTestWorld(fault.wrap);
  try {
    const ann = await openRep(relay.node, 'rep_ann');
    await ann.status('available');
    await relay.clock.pass(200);
    const visitor = openVisitor(relay.node, 'v');
    await visitor.attach();
    await run({ relay, ann, visitor }, fault);
    fault.disarm();
  } finally {
    fault.disarm();
    await relay.close();
  }
}

const say = (visitor: TestVisitor): VisitorFrame => ({
  type: 'message.send',
  session: visitor.session,
  conversation: 'mine',
  seq: 1,
  body: { text: 'Hello?' },
});

const request = (visitor: TestVisitor): VisitorFrame => ({
  type: 'invitation.request',
  session: visitor.session,
  conversation: 'visitor',
  seq: 1,
  body: { rule: 'leaving', playbook: 'alpha-1', trace: traceOf('leaving') },
});

const accept = (visitor: TestVisitor): VisitorFrame => ({
  type: 'invitation.accept',
  session: visitor.session,
  conversation: 'visitor',
  seq: 2,
  body: { invitation: `inv_${visitor.session}_1` },
});

const order = (visitor: TestVisitor, seq: number): VisitorFrame => ({
  type: 'order.report',
  session: visitor.session,
  conversation: 'visitor',
  seq,
  body: { transactionId: 'T', value: 60_000, currency: 'USD' },
});

/** One rep has it, it rang once, the floor says what the record says, and the log and the journal have everything once. */
async function expectOneRing({ relay, ann, visitor }: Scene, messages: number): Promise<void> {
  const { conversation } = visitor.party;
  const { record } = await relay.store.conversations.view(conversation);
  expect(record).toMatchObject({ epoch: 1, owner: { rep: 'rep_ann' }, engagement: { state: 'ringing' } });
  const floor = await relay.store.floor.snapshot('team_alpha');
  expect(floor.claims).toMatchObject([{ claim: record?.owner?.claim, state: 'confirmed' }]);
  expect(floor.queue).toEqual([]);
  expect(ann.all('ring.started')).toHaveLength(1);
  const kinds = (await relay.store.conversations.read(conversation, 0, 50)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'message')).toHaveLength(messages);
  expect(kinds.filter((kind) => kind === 'engagement.opened')).toHaveLength(1);
  expect(kinds.filter((kind) => kind === 'engagement.rang')).toHaveLength(1);
  const journal = (await relay.store.journal.read('site_alpha', undefined, 50)).map(({ kind }) => kind);
  expect(journal.filter((kind) => kind === 'engagement.opened')).toHaveLength(1);
}

/** How many operations a clean run takes, so that each of them can fail once. */
async function countOperations(run: (scene: Scene) => Promise<void>): Promise<number> {
  let operations = 0;
  await withScene(async (scene, fault) => {
    fault.reset();
    await run(scene);
    operations = fault.count();
  });
  return operations;
}

async function failEach(run: (scene: Scene) => Promise<void>, prove: (scene: Scene) => Promise<void>): Promise<number> {
  const operations = await countOperations(run);
  for (let nth = 1; nth <= operations; nth += 1) {
    for (const when of ['before', 'after'] as const) {
      await withScene(async (scene, fault) => {
        fault.arm(nth, when);
        await run(scene);
        fault.disarm();
        // Whatever nobody repeats, the floor's own looks make good.
        await scene.relay.clock.pass(6_000);
        await prove(scene);
      });
    }
  }
  return operations;
}

describe('a store that fails once, at any operation, before or after it took effect', () => {
  it('[HA29] a message that opens: one engagement, one ring, one rep', { timeout: 120_000 }, async () => {
    const operations = await failEach(
      ({ visitor, relay }) => insist(visitor, say(visitor), relay),
      (scene) => expectOneRing(scene, 1),
    );
    expect(operations).toBeGreaterThan(10);
  });

  it('[HA29] a yes: the rep who was shown rings, once', { timeout: 120_000 }, async () => {
    const operations = await failEach(
      async ({ visitor, relay }) => {
        await visitor.raw(request(visitor));
        // What fails here is missed: nothing was shown.
        if (visitor.last('invitation.granted') === undefined) await insist(visitor, request(visitor), relay);
        if (visitor.last('invitation.granted') !== undefined) await insist(visitor, accept(visitor), relay);
      },
      async (scene) => {
        const { relay, visitor } = scene;
        const [invitation] = (await relay.store.visitors.load('vis_v'))?.invitations ?? [];
        if (invitation?.state === 'accepted') {
          await expectOneRing(scene, 0);
          const { record } = await relay.store.conversations.view(visitor.party.conversation);
          expect(record?.engagement).toMatchObject({
            id: invitation.engagement,
            cause: 'invitation',
            shown: 'rep_ann',
          });
        } else {
          // The request died half-way: whatever it took is given back in the end.
          await relay.clock.pass(70_000);
          expect((await relay.store.floor.snapshot('team_alpha')).claims).toEqual([]);
          expect((await relay.store.conversations.view(visitor.party.conversation)).record?.engagement).toBeUndefined();
        }
      },
    );
    expect(operations).toBeGreaterThan(15);
  });

  it('[HA29] an order: one line, one entry of the journal', { timeout: 120_000 }, async () => {
    await failEach(
      ({ visitor, relay }) => insist(visitor, order(visitor, 1), relay),
      async ({ relay }) => {
        expect(await relay.store.ledger.list('site_alpha', Number.MAX_SAFE_INTEGER, 10)).toHaveLength(1);
        const journal = await relay.store.journal.read('site_alpha', undefined, 50);
        expect(journal.map(({ kind }) => kind)).toEqual(['order.reported']);
        expect((await relay.store.visitors.load('vis_v'))?.orders).toEqual(['tx/T']);
      },
    );
  });

  it('[HA29] a command of a rep is refused as unknown, and done when it is repeated', async () => {
    await withScene(async ({ relay, ann, visitor }, fault) => {
      await visitor.raw(say(visitor));
      await relay.clock.pass(200);
      const engagement = { engagement: ann.last('ring.started')?.engagement ?? '' };
      fault.arm(3, 'after');
      expect(await ann.command('engagement.accept', 'cnv_v', engagement)).toBe('store_unavailable');
      fault.disarm();
      expect(await ann.command('engagement.accept', 'cnv_v', engagement)).toBe('done');
      await relay.clock.pass(200);
      const [claim] = (await relay.store.floor.snapshot('team_alpha')).claims;
      expect(claim).not.toHaveProperty('dueAt');
    });
  });

  it('[HA17] a rep’s message costs one operation of the store, but for the first of an assignment', async () => {
    await withScene(async ({ relay, ann, visitor }, fault) => {
      await visitor.raw(say(visitor));
      await relay.clock.pass(200);
      await ann.answer();
      await relay.clock.pass(200);
      await ann.say('cnv_v', 'One');
      await relay.clock.pass(200);
      fault.reset();
      for (let index = 0; index < 20; index += 1) await ann.say('cnv_v', `message ${index}`);
      // The rest is looks at the record, which are coalesced.
      expect(fault.count()).toBeLessThan(25);
    });
  });

  it('[HA31] the end of a presence that could not be said is said again', async () => {
    await withScene(async ({ relay, ann }, fault) => {
      fault.arm(1, 'before');
      await expect(ann.leave()).rejects.toThrow('armed');
      fault.disarm();
      await relay.clock.pass(3_000);
      const [rep] = (await relay.store.floor.snapshot('team_alpha')).reps;
      expect(rep).toMatchObject({ isPresent: false });
    });
  });

  it('[HA29] what nobody waits for is logged without what people wrote', async () => {
    await withScene(async ({ relay, visitor }, fault) => {
      await visitor.raw(say(visitor));
      await relay.clock.pass(200);
      fault.arm(1, 'before');
      await visitor.raw({ type: 'read', conversation: 'mine', offset: 1 });
      await relay.clock.settle();
      expect(relay.node.events).toContainEqual(expect.objectContaining({ name: 'work.failed', level: 'warn' }));
      expect(JSON.stringify(relay.node.events)).not.toContain('Hello?');
    });
  });
});
