import { describe, expect, it } from 'vitest';
import { ringClaimOf } from '../../src/core/ids.ts';
import { releasedKeptMs } from '../../src/ports/index.ts';
import { openRep, openVisitor } from './helpers/parties.ts';
import type { TestRep } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

const recordOf = async (conversation: string) => (await relay.now.store.conversations.view(conversation)).record;
const floorOf = (team: string) => relay.now.store.floor.snapshot(team);

async function available(rep: TestRep): Promise<TestRep> {
  await rep.status('available');
  await relay.now.clock.pass(200);
  return rep;
}

describe('several nodes on one store', () => {
  it('[HA14] the visitor on one, the rep on the other', async () => {
    const { node, clock } = relay.now;
    const second = await relay.now.addNode('node_b');
    const ann = await available(await openRep(second, 'rep_ann'));
    const visitor = openVisitor(node, 'v');
    await visitor.attach();
    expect(node.floor.availability('site_alpha')).toBe('now');
    await visitor.request('leaving');
    await visitor.lane('invitation.accept', { invitation: visitor.invitation() }).sent;
    await clock.settle();
    expect(ann.all('ring.started')).toHaveLength(1);
    await clock.pass(100);
    await ann.answer();
    await clock.pass(200);
    expect(visitor.last('engagement.changed')?.engagement).toMatchObject({ state: 'active', rep: { id: 'rep_ann' } });
    await ann.attach('cnv_v');
    await visitor.raw({ type: 'typing', conversation: 'mine' });
    await clock.settle();
    expect(ann.all('typing.seen')).toHaveLength(1);
  });

  it('[HA14] that all serve one queue give every conversation one rep and take no slot twice', async () => {
    const { node, clock } = relay.now;
    const nodes = [node, await relay.now.addNode('node_b'), await relay.now.addNode('node_c')];
    const visitors = Array.from({ length: 9 }, (_, index) => openVisitor(nodes[index % 3] ?? node, `v${index}`));
    await Promise.all(visitors.map((visitor) => visitor.say('Hello?')));
    await clock.settle();
    const reps = await Promise.all(
      ['rep_ann', 'rep_bob', 'rep_sam'].map((id, index) => openRep(nodes[index] ?? node, id)),
    );
    await Promise.all(reps.map((rep) => rep.status('available')));
    await clock.pass(1_000);
    const claims = [...(await floorOf('team_alpha')).claims, ...(await floorOf('team_shared')).claims];
    expect(claims.map(({ state }) => state)).toEqual(claims.map(() => 'confirmed'));
    expect(claims).toHaveLength(6);
    expect(new Set(claims.map(({ conversation }) => conversation)).size).toBe(6);
    for (const { reps: onFloor } of [await floorOf('team_alpha'), await floorOf('team_shared')]) {
      for (const { load } of onFloor) expect(load).toBeLessThanOrEqual(2);
    }
    expect(reps.flatMap((rep) => rep.all('ring.started'))).toHaveLength(6);
    const waiting = (await floorOf('team_alpha')).queue.map(({ conversation }) => conversation);
    expect(waiting).toHaveLength(3);
    expect((await floorOf('team_shared')).queue.map(({ conversation }) => conversation)).toEqual(waiting);
    for (const { conversation } of claims) expect(waiting).not.toContain(conversation);
  });

  it('[HA14] of which one dies: its reps’ conversations move after lease and grace, through another node', async () => {
    const { node, clock } = relay.now;
    const second = await relay.now.addNode('node_b');
    const ann = await available(await openRep(second, 'rep_ann'));
    const visitor = openVisitor(node, 'v');
    await visitor.attach();
    await visitor.say('Hello?');
    await clock.pass(200);
    await ann.answer();
    await clock.pass(200);
    const bob = await available(await openRep(node, 'rep_bob'));
    relay.now.kill(second);
    await clock.pass(25_000);
    expect((await recordOf('cnv_v'))?.owner?.rep).toBe('rep_ann');
    await clock.pass(8_000);
    expect(bob.all('ring.started')).toMatchObject([{ conversation: 'cnv_v' }]);
    expect((await floorOf('team_alpha')).claims).toHaveLength(1);
  });
});

describe('a presence that ends without a word', () => {
  it('[HA27] is seen by colleagues within a second or so, and the band follows', async () => {
    const { node, clock } = relay.now;
    const ann = await openRep(node, 'rep_ann');
    const second = await relay.now.addNode('node_b');
    await available(await openRep(second, 'rep_bob'));
    expect(node.floor.availability('site_alpha')).toBe('now');
    relay.now.kill(second);
    const isPresent = async () => (await floorOf('team_alpha')).reps.find(({ rep }) => rep === 'rep_bob')?.isPresent;
    while ((await isPresent()) === true) await clock.pass(100);
    await clock.pass(1_200);
    expect(ann.last('floor.changed')?.reps).toMatchObject([{ id: 'rep_ann' }, { id: 'rep_bob', isPresent: false }]);
    expect(node.floor.availability('site_alpha')).toBe('none');
  });
});

describe('what a node that died left half-way', () => {
  const claim = (conversation: string, epoch: number) => ringClaimOf(conversation, epoch, 'team_alpha');
  const candidates = [{ rep: 'rep_ann', capacity: 2 }];

  it('[HA15] a slot taken and never bound: the epoch is raised, then the slot is free', async () => {
    const { store, clock } = relay.now;
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.say('Hello?');
    const ann = await openRep(relay.now.node, 'rep_ann');
    await ann.status('available');
    await store.floor.claimRep({
      team: 'team_alpha',
      claim: 'clm_left',
      site: 'site_alpha',
      conversation: 'cnv_other',
      state: 'unconfirmed',
      dueAfterMs: 10_000,
      candidates,
    });
    await clock.pass(9_000);
    expect((await floorOf('team_alpha')).claims.map((one) => one.claim)).toContain('clm_left');
    await clock.pass(2_000);
    expect((await floorOf('team_alpha')).claims.map((one) => one.claim)).not.toContain('clm_left');
    expect(await recordOf('cnv_other')).toMatchObject({ epoch: 1 });
  });

  it('[HA15] a slot bound and never confirmed: it is confirmed, and the queue is left', async () => {
    const { store, clock } = relay.now;
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.say('Hello?');
    const record = (await recordOf('cnv_v'))!;
    const now = clock.now();
    const owner = { rep: 'rep_ann', team: 'team_alpha', claim: claim('cnv_v', 1) };
    const ann = await openRep(relay.now.node, 'rep_ann');
    await store.floor.setStatus('team_alpha', 'rep_ann', 'available');
    await store.floor.restoreClaim('team_alpha', {
      claim: owner.claim,
      rep: 'rep_ann',
      site: 'site_alpha',
      conversation: 'cnv_v',
      state: 'unconfirmed',
      dueAt: now + 10_000,
      at: now,
    });
    await store.conversations.commit(
      {
        ...record,
        epoch: 1,
        owner,
        engagement: { ...record.engagement!, state: 'ringing', ringingUntil: now + 20_000 },
      },
      record.revision,
      [],
    );
    await clock.pass(1_000);
    expect(await floorOf('team_alpha')).toMatchObject({
      claims: [{ claim: owner.claim, state: 'confirmed', dueAt: now + 20_000 }],
      queue: [],
      byMessage: [],
    });
    expect(ann.all('ring.started')).toHaveLength(1);
  });

  it('[HA15] a slot that the record does not name any more is given back', async () => {
    const { store, clock } = relay.now;
    await relay.rep('rep_ann');
    await store.floor.restoreClaim('team_alpha', {
      claim: 'clm_old',
      rep: 'rep_ann',
      site: 'site_alpha',
      conversation: 'cnv_v',
      state: 'confirmed',
      at: clock.now(),
    });
    await clock.pass(1_000);
    expect((await floorOf('team_alpha')).claims).toEqual([]);
  });

  it('[HA15] a conversation that waits in no queue is put back when the visitor comes to look', async () => {
    const { store, clock } = relay.now;
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.say('Hello?');
    await clock.settle();
    for (const team of ['team_alpha', 'team_shared']) await store.floor.dequeue(team, 'cnv_v');
    const ann = await relay.rep('rep_ann');
    expect(ann.all('ring.started')).toHaveLength(0);
    await openVisitor(relay.now.node, 'v').attach();
    await clock.pass(200);
    expect(ann.all('ring.started')).toHaveLength(1);
  });

  it('[HA15] a slot that the store forgot is taken again when the rep comes to look', async () => {
    const { store, clock } = relay.now;
    const ann = await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.say('Hello?');
    await clock.pass(200);
    await ann.answer();
    await clock.pass(200);
    const [before] = (await floorOf('team_alpha')).claims;
    // So long ago that the floor forgets it with the next release: as a store that went back.
    await store.floor.releaseClaim('team_alpha', before?.claim ?? '', clock.now() - releasedKeptMs - 1);
    const other = { claim: 'clm_other', site: 'site_alpha', conversation: 'cnv_other', state: 'unconfirmed' as const };
    await store.floor.claimRep({ ...other, team: 'team_alpha', dueAfterMs: 10_000, candidates });
    await store.floor.releaseClaim('team_alpha', other.claim);
    await clock.pass(200);
    await ann.attach('cnv_v');
    await clock.pass(200);
    expect((await floorOf('team_alpha')).claims).toMatchObject([{ claim: before?.claim, rep: 'rep_ann' }]);
    expect(ann.last('floor.changed')?.mine).toMatchObject([{ conversation: 'cnv_v' }]);
  });

  it('[HA15] a line in a queue that the record does not know is dropped', async () => {
    const { store, clock } = relay.now;
    await store.floor.enqueue('team_alpha', { conversation: 'cnv_ghost', site: 'site_alpha', queuedAt: 1 });
    await clock.pass(1_000);
    expect((await floorOf('team_alpha')).queue).toEqual([]);
  });
});
