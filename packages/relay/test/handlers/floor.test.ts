import { describe, expect, it } from 'vitest';
import { stepConversation } from '../../src/core/conversation/step.ts';
import { openRep, openVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

describe('what a rep sees', () => {
  it('[HA27] the whole floor as soon as the console connects: status, own conversations, queue, colleagues', async () => {
    await relay.waiting('b', { site: 'site_beta' });
    await relay.waiting('a');
    const ann = await openRep(relay.now.node, 'rep_ann');
    await relay.now.clock.pass(100);
    const floor = ann.last('floor.changed');
    expect(floor).toMatchObject({
      status: 'offline',
      team: 'team_alpha',
      mine: [],
      queue: [{ conversation: 'cnv_a', site: 'site_alpha', state: 'queued', unread: 1 }],
      reps: [
        { id: 'rep_ann', name: 'Ann Archer', status: 'offline', isPresent: true, load: 0, capacity: 2 },
        { id: 'rep_bob', status: 'offline', isPresent: false },
      ],
    });
    expect(floor?.queue[0]).not.toHaveProperty('claim');
  });

  it('[HA27] changes of a tenth of a second in one frame, and nothing that did not change', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = await relay.waiting('v');
    await ann.answer();
    await relay.now.clock.pass(200);
    ann.clear();
    await relay.now.clock.pass(30_000);
    expect(ann.all('floor.changed')).toEqual([]);
    for (let index = 0; index < 10; index += 1) await visitor.say(`message ${index}`);
    await relay.now.clock.pass(100);
    expect(ann.all('floor.changed')).toHaveLength(1);
    expect(ann.last('floor.changed')?.mine).toMatchObject([{ unread: 11, lastText: 'message 9' }]);
  });

  it('[HA27] a colleague who comes and goes', async () => {
    const ann = await relay.rep('rep_ann');
    const bob = await relay.rep('rep_bob');
    const there = () => ann.last('floor.changed')?.reps.find(({ id }) => id === 'rep_bob');
    expect(there()).toMatchObject({ status: 'available', isPresent: true });
    await bob.leave();
    await relay.now.clock.pass(200);
    expect(there()).toMatchObject({ isPresent: false });
  });

  it('[HA28] every window of the rep rings, also one that is opened meanwhile', async () => {
    const first = await relay.rep('rep_ann');
    const second = await openRep(relay.now.node, 'rep_ann');
    const visitor = await relay.waiting('v');
    const third = await openRep(relay.now.node, 'rep_ann');
    await relay.now.clock.settle();
    for (const window of [first, second, third]) {
      expect(window.all('ring.started')).toMatchObject([
        { conversation: 'cnv_v', site: 'site_alpha', engagement: visitor.last('engagement.changed')?.engagement.id },
      ]);
    }
    await second.answer();
    await relay.now.clock.settle();
    for (const window of [first, second, third]) expect(window.last('ring.ended')).toMatchObject({ cause: 'accepted' });
  });

  it('[HA28] a ring that was taken away is gone', async () => {
    const ann = await relay.rep('rep_ann');
    await relay.waiting('v');
    const { conversations } = relay.now.store;
    const { record } = await conversations.view('cnv_v');
    // As another node does it that takes the rep for lost.
    const lost = stepConversation(record, { kind: 'rep_lost', epoch: record?.epoch ?? 0 }, relay.now.clock.now());
    if (lost.kind !== 'changed') throw new Error(lost.kind);
    await conversations.commit(lost.record, record?.revision ?? 0, lost.entries);
    // That node died before it told the floor; this one sees it by itself, and the conversation rings anew.
    await relay.now.clock.pass(6_000);
    expect(ann.all('ring.ended')).toMatchObject([{ cause: 'gone', conversation: 'cnv_v' }]);
    expect(ann.all('ring.started')).toHaveLength(2);
    expect((await relay.now.store.floor.snapshot('team_alpha')).claims).toHaveLength(1);
  });

  it('[HA32] new lines of the journals of the own team’s sites, and of no other', async () => {
    await openVisitor(relay.now.node, 'old', 'site_beta').lane('order.report', { value: 0, currency: 'USD' }).sent;
    const bea = await relay.rep('rep_bea');
    const sam = await relay.rep('rep_sam');
    await openVisitor(relay.now.node, 'a').lane('order.report', { value: 1, currency: 'USD' }).sent;
    await openVisitor(relay.now.node, 'b', 'site_beta').lane('order.report', { value: 2, currency: 'USD' }).sent;
    await relay.now.clock.settle();
    const seen = (rep: typeof bea) =>
      rep.all('activity.added').flatMap(({ items }) => items.map(({ site, value }) => [site, value]));
    expect(seen(bea)).toEqual([['site_beta', 2]]);
    expect(seen(sam).toSorted()).toEqual([
      ['site_alpha', 1],
      ['site_beta', 2],
    ]);
    const late = await openRep(relay.now.node, 'rep_bea');
    await relay.now.clock.settle();
    expect(late.all('activity.added')).toEqual([]);
    await openVisitor(relay.now.node, 'c', 'site_beta').lane('order.report', { value: 3, currency: 'USD' }).sent;
    await relay.now.clock.settle();
    expect(seen(late)).toEqual([['site_beta', 3]]);
  });
});

describe('what a visitor is told', () => {
  it('[HA34] the engagement as it changes, each view once', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = await relay.waiting('v');
    await relay.now.clock.pass(1_000);
    await ann.answer();
    await relay.now.clock.pass(1_000);
    await ann.say('cnv_v', 'Hi');
    await visitor.say('Hi');
    await relay.now.clock.pass(10_000);
    await ann.resolve('cnv_v');
    await relay.now.clock.pass(1_000);
    const states = visitor.all('engagement.changed').map(({ engagement }) => engagement.state);
    expect(states.filter((state) => state !== 'queued')).toEqual(['ringing', 'active', 'resolved']);
    expect(visitor.last('engagement.changed')).toMatchObject({ conversation: 'mine' });
  });

  it('[HA34] the engagement also where the bell was lost, as soon as the floor is looked at', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, 'v');
    const { leave } = await visitor.attach();
    leave();
    await visitor.say('Hello?');
    await relay.now.clock.pass(1_000);
    expect(visitor.last('engagement.changed')?.engagement).toMatchObject({ state: 'ringing' });
    await ann.answer();
    await relay.now.clock.pass(1_000);
    await ann.resolve('cnv_v');
    await relay.now.clock.pass(1_000);
    expect(visitor.last('engagement.changed')?.engagement).toMatchObject({ state: 'resolved' });
  });

  it('[HA34] the engagement when attaching, and then only what changed', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = await relay.waiting('v');
    await ann.answer();
    await relay.now.clock.pass(200);
    const again = openVisitor(relay.now.node, 'v');
    const { engagement } = await again.attach();
    expect(engagement).toMatchObject({ state: 'active', rep: { id: 'rep_ann' } });
    const watched = await ann.attach('cnv_v');
    expect(watched.engagement).toEqual(engagement);
    again.clear();
    await visitor.say('Hi');
    await relay.now.clock.pass(6_000);
    expect(again.all('engagement.changed')).toEqual([]);
    expect((await openVisitor(relay.now.node, 'nobody').attach()).engagement).toBeUndefined();
    await relay.waiting('first', { site: 'site_beta' });
    await relay.waiting('second', { site: 'site_beta' });
    const back = openVisitor(relay.now.node, 'second', 'site_beta');
    expect((await back.attach()).engagement).toMatchObject({ state: 'queued' });
    await relay.now.clock.settle();
    expect(back.all('engagement.changed').map(({ engagement: { position } }) => position)).toEqual([2]);
  });

  it('[HA34] the place in the queue as it moves', async () => {
    const bea = await relay.rep('rep_bea');
    for (const name of ['a', 'b', 'c']) await relay.waiting(name, { site: 'site_beta' });
    const visitor = await relay.waiting('v', { site: 'site_beta' });
    expect(visitor.last('engagement.changed')?.engagement).toMatchObject({ state: 'queued' });
    expect(visitor.last('queue.moved')).toMatchObject({ position: 3 });
    await bea.answer();
    await relay.now.clock.pass(200);
    await bea.resolve('cnv_a');
    await relay.now.clock.pass(500);
    expect(visitor.last('queue.moved')).toMatchObject({ position: 2 });
    const sam = await relay.rep('rep_sam');
    await relay.now.clock.pass(16_000);
    expect(sam.all('ring.started').length).toBeGreaterThan(0);
  });

  it('[HA26] the band of the site’s reps, at most every five seconds', async () => {
    const visitor = openVisitor(relay.now.node, 'v');
    const other = openVisitor(relay.now.node, 'w', 'site_beta');
    const ann = await relay.rep('rep_ann');
    expect(relay.now.node.floor.availability('site_alpha')).toBe('now');
    expect(visitor.all('availability.changed')).toMatchObject([{ availability: 'now' }]);
    await ann.status('away');
    await ann.status('available');
    await ann.status('away');
    await relay.now.clock.pass(1_000);
    expect(relay.now.node.floor.availability('site_alpha')).toBe('none');
    expect(visitor.all('availability.changed')).toHaveLength(1);
    await relay.now.clock.pass(5_000);
    expect(visitor.all('availability.changed')).toMatchObject([{ availability: 'now' }, { availability: 'none' }]);
    expect(other.all('availability.changed')).toEqual([]);
    await relay.rep('rep_sam');
    expect(relay.now.node.floor.availability('site_beta')).toBe('now');
    expect(relay.now.node.floor.availability('site_gone')).toBe('none');
  });

  it('[HA26] soon while every rep is busy', async () => {
    await relay.rep('rep_bea');
    await openVisitor(relay.now.node, 'v', 'site_beta').request('leaving');
    await relay.now.clock.settle();
    expect(relay.now.node.floor.availability('site_beta')).toBe('soon');
  });
});

describe('presence', () => {
  it('[HA31] is said at once when a rep connects or leaves, and again and again in between', async () => {
    const present = async () =>
      (await relay.now.store.floor.snapshot('team_alpha')).reps.map(({ isPresent }) => isPresent);
    const ann = await openRep(relay.now.node, 'rep_ann');
    expect(await present()).toEqual([true]);
    await relay.now.clock.pass(60_000);
    expect(await present()).toEqual([true]);
    await ann.leave();
    expect(await present()).toEqual([false]);
  });

  it('[HA31] ends when the node stops: the rep’s grace begins at once', async () => {
    await openRep(relay.now.node, 'rep_ann');
    await relay.now.node.floor.stop();
    const [ann] = (await relay.now.store.floor.snapshot('team_alpha')).reps;
    expect(ann).toMatchObject({ isPresent: false, isLost: false });
  });

  it('[HA31] a team that becomes part of a route is served from then on', async () => {
    const { store, node, clock } = relay.now;
    const { sites, teams, reps, revision } = await store.directory.load();
    const extra = { ...teams[0]!, id: 'team_extra', name: 'extra' };
    const eve = { ...reps[0]!, id: 'rep_eve', team: 'team_extra', email: 'eve@shop.example', name: 'Eve' };
    const route = [{ team: 'team_extra', afterMs: 0 }];
    await store.directory.apply(
      { teams: [extra], reps: [eve], sites: sites.map((site) => ({ ...site, route })) },
      revision,
    );
    await node.refresh();
    await clock.settle();
    const rep = await relay.rep('rep_eve');
    await relay.waiting('v');
    expect(rep.all('ring.started')).toHaveLength(1);
  });
});
