import { describe, expect, it } from 'vitest';
import { openRep, openVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

const recordOf = async (conversation: string) => (await relay.now.store.conversations.view(conversation)).record;
const loadOf = async (team: string, rep: string) =>
  (await relay.now.store.floor.snapshot(team)).reps.find((one) => one.rep === rep)?.load ?? 0;

describe('a ring that is not answered', () => {
  it('[HA10] moves on to the next rep after its time, and the visitor is told', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = await relay.waiting('v');
    expect(ann.all('ring.started')).toHaveLength(1);
    const bob = await relay.rep('rep_bob');
    await relay.now.clock.pass(19_000);
    expect(bob.all('ring.started')).toHaveLength(0);
    await relay.now.clock.pass(2_000);
    expect(ann.last('ring.ended')).toMatchObject({ cause: 'no_answer', conversation: 'cnv_v' });
    expect(bob.all('ring.started')).toHaveLength(1);
    expect(await loadOf('team_alpha', 'rep_ann')).toBe(0);
    expect(visitor.last('engagement.changed')?.engagement).toMatchObject({ state: 'ringing', rep: { id: 'rep_bob' } });
    const [queued] = (await relay.now.store.journal.read('site_alpha', undefined, 1)).filter((row) => row.reason);
    expect(queued).toMatchObject({ kind: 'engagement.queued', reason: 'no_answer', rep: 'rep_ann' });
  });

  it('[HA10] a declined one moves on at once', async () => {
    const ann = await relay.rep('rep_ann');
    await relay.waiting('v');
    const bob = await relay.rep('rep_bob');
    const engagement = { engagement: ann.last('ring.started')?.engagement ?? '' };
    expect(await ann.command('engagement.decline', 'cnv_v', engagement)).toBe('done');
    expect(await ann.command('engagement.decline', 'cnv_v', engagement)).toMatch(/done|not_ringing/);
    await relay.now.clock.settle();
    expect(ann.last('ring.ended')).toMatchObject({ cause: 'declined' });
    expect(bob.all('ring.started')).toHaveLength(1);
  });

  it('[HA10] goes to the shared team at once when the own team has nobody left to ask', async () => {
    const ann = await relay.rep('rep_ann');
    const sam = await relay.rep('rep_sam');
    await relay.waiting('v');
    const engagement = { engagement: ann.last('ring.started')?.engagement ?? '' };
    await ann.command('engagement.decline', 'cnv_v', engagement);
    await relay.now.clock.settle();
    expect(sam.all('ring.started')).toHaveLength(1);
  });

  it('[HA10] rings the same rep again after some peace where nobody else is there', async () => {
    const ann = await relay.rep('rep_ann');
    await relay.waiting('v');
    const engagement = { engagement: ann.last('ring.started')?.engagement ?? '' };
    await ann.command('engagement.decline', 'cnv_v', engagement);
    await relay.now.clock.pass(14_000);
    expect(ann.all('ring.started')).toHaveLength(1);
    await relay.now.clock.pass(3_000);
    expect(ann.all('ring.started')).toHaveLength(2);
    expect(await ann.answer()).toBe('done');
  });

  it('[HA10] a rep who goes away while it rings passes it on', async () => {
    const ann = await relay.rep('rep_ann');
    await relay.waiting('v');
    const bob = await relay.rep('rep_bob');
    await ann.status('away');
    await relay.now.clock.settle();
    expect(bob.all('ring.started')).toHaveLength(1);
    expect(ann.last('ring.ended')).toMatchObject({ cause: 'declined' });
  });
});

describe('a rep who is lost', () => {
  it('[HA12] keeps the conversation for the grace; then it moves to the head of the queue under a new epoch', async () => {
    const { clock, store } = relay.now;
    const bea = await relay.rep('rep_bea');
    const visitor = await relay.waiting('first', { site: 'site_beta' });
    await bea.answer();
    await clock.pass(200);
    const before = bea.assignment(visitor.party.conversation);
    await bea.say(visitor.party.conversation, 'Hello!', before);
    await relay.waiting('second', { site: 'site_beta' });
    await bea.leave();
    await clock.pass(18_000);
    expect((await recordOf('cnv_first'))?.owner?.rep).toBe('rep_bea');
    await clock.pass(4_000);
    expect(await recordOf('cnv_first')).toMatchObject({ epoch: 2, engagement: { state: 'queued' } });
    expect((await store.floor.snapshot('team_beta')).queue.map((item) => item.conversation)).toEqual([
      'cnv_first',
      'cnv_second',
    ]);
    expect(visitor.last('engagement.changed')?.engagement).toMatchObject({ state: 'queued' });
    expect(visitor.last('queue.moved')).toMatchObject({ position: 1 });

    // Back again: what was written under the old assignment is fenced, and the conversation rings anew.
    const back = await openRep(relay.now.node, 'rep_bea');
    await clock.pass(300);
    expect(back.last('ring.started')).toMatchObject({ conversation: 'cnv_first' });
    await back.say(visitor.party.conversation, 'Where were we?', before);
    expect(back.last('refused')).toMatchObject({ code: 'fenced', retry: false, seq: 1 });
    await back.answer();
    await clock.pass(200);
    await back.raw({
      type: 'message.send',
      session: back.session,
      conversation: visitor.party.conversation,
      seq: 1,
      ...back.assignment(visitor.party.conversation),
      body: { text: 'Where were we?' },
    });
    expect(back.last('acked')).toMatchObject({ seq: 1 });
  });

  it('[HA12] who is back within the grace keeps the conversation', async () => {
    const ann = await relay.rep('rep_ann');
    await relay.waiting('v');
    await ann.answer();
    await relay.now.clock.pass(200);
    await ann.leave();
    await relay.now.clock.pass(15_000);
    const back = await openRep(relay.now.node, 'rep_ann');
    await relay.now.clock.pass(60_000);
    expect(await recordOf('cnv_v')).toMatchObject({ epoch: 1, owner: { rep: 'rep_ann' } });
    expect(back.last('floor.changed')?.mine).toMatchObject([{ conversation: 'cnv_v', state: 'active' }]);
  });

  it('[HA12] going away keeps what is being talked about', async () => {
    const ann = await relay.rep('rep_ann');
    await relay.waiting('v');
    await ann.answer();
    await ann.status('away');
    await relay.now.clock.pass(60_000);
    expect(await recordOf('cnv_v')).toMatchObject({ epoch: 1, owner: { rep: 'rep_ann' } });
  });

  it('[HA30] is not taken for lost right after the node began: nobody had the chance to say otherwise', async () => {
    const { clock, node } = relay.now;
    const ann = await relay.rep('rep_ann');
    await relay.waiting('v');
    await ann.answer();
    await node.floor.stop();
    node.registry.remove(ann.party);
    await clock.jump(60_000);
    const fresh = await relay.now.addNode('node_fresh');
    await clock.pass(9_000);
    expect(await recordOf('cnv_v')).toMatchObject({ epoch: 1, owner: { rep: 'rep_ann' } });
    await clock.pass(6_000);
    expect(await recordOf('cnv_v')).toMatchObject({ epoch: 2, engagement: { state: 'queued' } });
    expect(fresh.events.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('[HA30] nor is anybody’s wait over, or a promise nobody saw yet, because nobody seems to be there', async () => {
    const { clock, node, store } = relay.now;
    await relay.rep('rep_bea');
    const invited = openVisitor(node, 'i', 'site_beta');
    await invited.request('leaving');
    const ann = await relay.rep('rep_ann');
    for (const name of ['u', 'v']) {
      await relay.waiting(name);
      await ann.answer();
      await clock.pass(200);
    }
    await relay.waiting('w');
    await clock.pass(20_000);
    await node.floor.stop();
    await clock.jump(45_000);
    const fresh = await relay.now.addNode('node_fresh');
    await clock.pass(2_000);
    expect((await recordOf('cnv_w'))?.engagement).toMatchObject({ state: 'queued' });
    expect((await store.visitors.load('vis_i'))?.invitations[0]?.state).toBe('granted');
    for (const rep of ['rep_ann', 'rep_bea']) await openRep(fresh, rep);
    await clock.pass(15_000);
    expect((await recordOf('cnv_w'))?.engagement).toMatchObject({ state: 'queued' });
  });

  it('[HA30] nor is a promise over before the node had the chance to hear of a yes', async () => {
    const { clock, node } = relay.now;
    await relay.rep('rep_ann');
    const visitor = openVisitor(node, 'v');
    await visitor.request('leaving');
    await visitor.lane('invitation.seen', { invitation: visitor.invitation() }).sent;
    await node.floor.stop();
    await clock.jump(70_000);
    await relay.now.addNode('node_fresh');
    const state = async () => (await relay.now.store.visitors.load('vis_v'))?.invitations[0]?.state;
    await clock.pass(9_000);
    expect(await state()).toBe('seen');
    await clock.pass(3_000);
    expect(await state()).toBe('timed_out');
  });
});

describe('a route that names a team no more', () => {
  it('[HA13] takes the team’s conversations along, and those that wait', async () => {
    const { store, node, clock } = relay.now;
    const ann = await relay.rep('rep_ann');
    await relay.waiting('talking');
    await ann.answer();
    await clock.pass(200);
    await ann.status('away');
    await relay.waiting('waiting');
    const { sites, revision } = await store.directory.load();
    const route = [{ team: 'team_shared', afterMs: 0 }];
    await store.directory.apply({ sites: sites.map((site) => ({ ...site, route })) }, revision);
    await node.refresh();
    await clock.pass(300);
    const sam = await relay.rep('rep_sam');
    expect(sam.all('ring.started').map(({ conversation }) => conversation)).toEqual(['cnv_talking', 'cnv_waiting']);
    expect(await store.floor.snapshot('team_alpha')).toMatchObject({ claims: [], queue: [] });
    await clock.pass(10_000);
    expect(await store.floor.snapshot('team_alpha')).toMatchObject({ claims: [], queue: [] });
  });
});

describe('overflow', () => {
  it('[HA13] the shared team is asked after its time, and who waits first is served first', async () => {
    const { clock, store } = relay.now;
    const bea = await relay.rep('rep_bea');
    await relay.waiting('busy', { site: 'site_beta' });
    await bea.answer();
    const sam = await relay.rep('rep_sam');
    const visitor = await relay.waiting('v', { site: 'site_beta' });
    expect((await recordOf('cnv_v'))?.engagement?.teams).toEqual(['team_beta']);
    await clock.pass(14_000);
    expect(sam.all('ring.started')).toHaveLength(0);
    await clock.pass(2_000);
    expect(sam.all('ring.started')).toHaveLength(1);
    expect((await recordOf('cnv_v'))?.engagement?.teams).toEqual(['team_beta', 'team_shared']);
    const overflowed = (await store.journal.read('site_beta', undefined, 100)).filter(
      ({ kind }) => kind === 'engagement.overflowed',
    );
    expect(overflowed).toMatchObject([{ conversation: 'cnv_v', team: 'team_shared' }]);
    expect(visitor.last('engagement.changed')?.engagement).toMatchObject({ rep: { id: 'rep_sam' } });
    expect((await store.floor.snapshot('team_beta')).queue).toEqual([]);
  });

  it('[HA13] a team with nobody there is skipped at once', async () => {
    const sam = await relay.rep('rep_sam');
    await relay.waiting('v');
    expect(sam.all('ring.started')).toHaveLength(1);
    await relay.waiting('w', { site: 'site_beta' });
    expect(sam.all('ring.started')).toHaveLength(2);
  });

  it('[HA13] with nobody anywhere it waits for whoever comes first', async () => {
    const visitor = await relay.waiting('v');
    expect(visitor.last('engagement.changed')?.engagement).toMatchObject({ state: 'queued' });
    expect(visitor.last('queue.moved')).toMatchObject({ position: 1 });
    expect((await recordOf('cnv_v'))?.engagement?.teams).toEqual(['team_alpha', 'team_shared']);
    const bob = await relay.rep('rep_bob');
    expect(bob.all('ring.started')).toHaveLength(1);
    expect((await relay.now.store.floor.snapshot('team_shared')).queue).toEqual([]);
  });

  it('[HA13] a rep who is free gets the longest waiting, not the newest', async () => {
    for (const name of ['a', 'b', 'c']) await relay.waiting(name, { site: 'site_beta' });
    const bea = await relay.rep('rep_bea');
    const served = [];
    for (let turn = 0; turn < 3; turn += 1) {
      served.push(bea.last('ring.started')?.conversation);
      await bea.answer();
      await relay.now.clock.pass(200);
      expect(await bea.resolve(served.at(-1) ?? '')).toBe('done');
      await relay.now.clock.pass(200);
    }
    expect(served).toEqual(['cnv_a', 'cnv_b', 'cnv_c']);
  });
});
