import { describe, expect, it } from 'vitest';
import { changeSite, changeTeam } from './helpers/change-shop.ts';
import { openVisitor } from './helpers/parties.ts';
import type { TestRep } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

const recordOf = async (conversation = 'cnv_v') => (await relay.now.store.conversations.view(conversation)).record;
const loadOf = async (rep: string, team = 'team_alpha') =>
  (await relay.now.store.floor.snapshot(team)).reps.find((one) => one.rep === rep)?.load ?? 0;
const itemOf = (rep: TestRep) => rep.last('floor.changed')?.mine[0];

async function talk() {
  const ann = await relay.rep('rep_ann');
  const visitor = await relay.waiting('v');
  await ann.answer();
  await relay.now.clock.pass(300);
  return { ann, visitor };
}

describe('a conversation that is given to somebody', () => {
  it('[HA62] rings at that rep with the note, takes no second slot, and is that rep’s with the whole history', async () => {
    const { ann, visitor } = await talk();
    const bob = await relay.rep('rep_bob');
    expect(await ann.give('cnv_v', { rep: 'rep_bob' }, 'Asks about straps')).toBe('done');
    await relay.now.clock.pass(300);
    expect(bob.all('ring.started')).toHaveLength(1);
    expect(itemOf(bob)).toMatchObject({ state: 'ringing', given: { name: 'Ann', note: 'Asks about straps' } });
    expect([await loadOf('rep_ann'), await loadOf('rep_bob')]).toEqual([0, 1]);
    expect(visitor.last('engagement.changed')?.engagement).toMatchObject({ state: 'ringing', rep: { id: 'rep_bob' } });
    expect(await bob.answer()).toBe('done');
    await relay.now.clock.pass(300);
    expect(ann.last('assignment.ended')).toMatchObject({ cause: 'transferred' });
    await ann.say('cnv_v', 'Still me', { epoch: 1, claim: 'clm_v_1_alpha' });
    expect(ann.last('refused')).toMatchObject({ code: 'fenced' });
  });

  it('[HA62] is refused where nobody could be rung, and what is not this rep’s to give', async () => {
    const { ann } = await talk();
    expect(await ann.give('cnv_v', { rep: 'rep_bob' })).toBe('nobody_there');
    expect(await ann.give('cnv_v', { team: 'team_shared' })).toBe('nobody_there');
    expect(await ann.give('cnv_v', { rep: 'rep_ann' })).toBe('denied');
    expect(await ann.give('cnv_v', { rep: 'rep_bea' })).toBe('denied');
    expect(await ann.give('cnv_v', { team: 'team_beta' })).toBe('denied');
    const bob = await relay.rep('rep_bob');
    expect(await bob.give('cnv_v', { team: 'team_shared' }, undefined, { epoch: 1, claim: 'clm_v_1_alpha' })).toBe(
      'nobody_there',
    );
    const sam = await relay.rep('rep_sam');
    expect(await sam.give('cnv_v', { rep: 'rep_bob' }, undefined, { epoch: 1, claim: 'clm_v_1_alpha' })).toBe(
      'not_owner',
    );
  });

  it('[HA62] comes back to who gave it when it is declined, and then waits for anybody', async () => {
    const { ann } = await talk();
    const bob = await relay.rep('rep_bob');
    const sam = await relay.rep('rep_sam');
    await ann.give('cnv_v', { rep: 'rep_bob' });
    await relay.now.clock.pass(300);
    const { engagement = '' } = bob.last('ring.started') ?? {};
    await bob.command('engagement.decline', 'cnv_v', { engagement });
    await relay.now.clock.pass(300);
    expect(ann.all('ring.started')).toHaveLength(2);
    expect(itemOf(ann)).toMatchObject({ state: 'ringing', given: { name: 'Ann', isReturn: true } });
    expect(sam.all('ring.started')).toHaveLength(0);
    await ann.command('engagement.decline', 'cnv_v', { engagement });
    await relay.now.clock.pass(1_300);
    expect(await recordOf()).toMatchObject({ engagement: { depth: 1, tried: ['rep_bob', 'rep_ann'] } });
    expect((await recordOf())?.engagement).not.toHaveProperty('transfer');
    // Both were asked in vain: the shared team is.
    expect(sam.all('ring.started')).toHaveLength(1);
  });

  it('[HA62] waits for a team that is busy as long as its time, then comes back; nobody else is rung meanwhile', async () => {
    await changeTeam(relay.now, 'team_shared', { capacity: 1 });
    const { ann } = await talk();
    const sam = await relay.rep('rep_sam');
    await relay.waiting('busy', { site: 'site_beta' });
    await sam.answer();
    const bob = await relay.rep('rep_bob');
    await ann.give('cnv_v', { team: 'team_shared' });
    await relay.now.clock.pass(55_000);
    expect(await recordOf()).toMatchObject({ engagement: { state: 'queued', teams: ['team_shared'] } });
    expect(bob.all('ring.started')).toHaveLength(0);
    await relay.now.clock.pass(6_000);
    expect(await recordOf()).toMatchObject({ owner: { rep: 'rep_ann' }, engagement: { state: 'ringing', depth: 1 } });
  });

  it('[HA62] goes to a team that the site names beside its route, for as long as it is there and for nothing else', async () => {
    await changeSite(relay.now, { transferTo: ['team_beta'] });
    const { ann } = await talk();
    const bea = await relay.rep('rep_bea');
    expect(ann.last('floor.changed')?.teams?.map(({ id }) => id)).toContain('team_beta');
    await bea.raw({ type: 'note.add', session: bea.session, conversation: 'cnv_v', seq: 1, body: { text: 'Hm' } });
    expect(bea.last('refused')).toMatchObject({ code: 'unknown_conversation' });
    expect(await ann.give('cnv_v', { team: 'team_beta' })).toBe('done');
    await relay.now.clock.pass(300);
    expect(await bea.answer()).toBe('done');
    await bea.attach('cnv_v');
    await relay.now.clock.pass(300);
    await bea.say('cnv_v', 'Hello from service');
    expect(bea.last('acked')).toBeDefined();
    expect(bea.left).toEqual([]);
    expect(await bea.resolve('cnv_v')).toBe('done');
    await relay.now.clock.pass(300);
    // What the visitor says next is for the shop's own.
    expect(new Set(bea.left)).toEqual(new Set(['cnv_v']));
    expect(ann.left).toEqual([]);
    await bea.raw({ type: 'note.add', session: bea.session, conversation: 'cnv_v', seq: 2, body: { text: 'Hm' } });
    expect(bea.last('refused')).toMatchObject({ code: 'unknown_conversation' });
  });

  /** Ann gave it to a team beside the route, where it waits for Bea, who is busy. */
  async function waitsBeside() {
    await changeTeam(relay.now, 'team_beta', { capacity: 1 });
    await changeSite(relay.now, { transferTo: ['team_beta'] });
    const { ann } = await talk();
    const bea = await relay.rep('rep_bea');
    await relay.waiting('busy', { site: 'site_beta' });
    await bea.answer();
    expect(await ann.give('cnv_v', { team: 'team_beta' })).toBe('done');
    await relay.now.clock.pass(6_000);
    expect(await recordOf()).toMatchObject({ engagement: { state: 'queued', teams: ['team_beta'] } });
  }

  it('[HA62] comes back from a team that the site names no more', async () => {
    await waitsBeside();
    await changeSite(relay.now, { transferTo: [] });
    await relay.now.clock.pass(1_300);
    expect(await recordOf()).toMatchObject({ owner: { rep: 'rep_ann' }, engagement: { state: 'ringing', depth: 1 } });
  });

  it('[HA62] is not forgotten there by a node that has just begun', async () => {
    const { store, node, clock } = relay.now;
    await waitsBeside();
    const { sites, revision } = await store.directory.load();
    await store.directory.apply({ sites: sites.map((site) => ({ ...site, transferTo: [] })) }, revision);
    relay.now.kill(node);
    await relay.now.addNode('node_b');
    await clock.pass(6_000);
    expect(await store.floor.position('team_beta', 'cnv_v')).toBe(1);
    await clock.pass(60_000);
    expect((await recordOf())?.engagement).not.toMatchObject({ teams: ['team_beta'] });
  });

  it('[HA62] by message is the other’s at once, there or not', async () => {
    const { ann } = await talk();
    await ann.under('engagement.put-off', 'cnv_v');
    await relay.now.clock.pass(300);
    expect(await ann.give('cnv_v', { rep: 'rep_bob' })).toBe('done');
    expect(await recordOf()).toMatchObject({ owner: { rep: 'rep_bob' }, engagement: { state: 'by_message' } });
    const bob = await relay.rep('rep_bob');
    expect(await bob.give('cnv_v', { team: 'team_shared' }, 'For you', bob.assignment('cnv_v'))).toBe('done');
    await relay.now.clock.pass(1_300);
    expect(await recordOf()).toMatchObject({ owner: { rep: 'rep_sam', team: 'team_shared' } });
  });
});

describe('a rep who goes away', () => {
  it('[HA63] hands over by choice: what is talked about waits at the head of the queue, before the answer', async () => {
    const { ann, visitor } = await talk();
    await ann.status('away', 'hand_over');
    expect(await recordOf()).toMatchObject({ epoch: 2, engagement: { state: 'queued', isReturned: true } });
    expect(await loadOf('rep_ann')).toBe(0);
    await relay.now.clock.pass(300);
    expect(ann.last('assignment.ended')).toMatchObject({ cause: 'handed_over' });
    expect(visitor.last('engagement.changed')?.engagement).toMatchObject({ state: 'queued', position: 1 });
    const bob = await relay.rep('rep_bob');
    expect(bob.last('ring.started')).toMatchObject({ conversation: 'cnv_v' });
    expect(itemOf(bob)).toMatchObject({ passedBy: { rep: 'rep_ann', name: 'Ann', cause: 'handed_over' } });
  });

  it('[HA63] else keeps what is talked about, and gets nothing new', async () => {
    const { ann } = await talk();
    await ann.status('away', 'drain');
    await relay.waiting('next');
    expect(await recordOf()).toMatchObject({ owner: { rep: 'rep_ann' } });
    expect(ann.all('ring.started')).toHaveLength(1);
  });
});

describe('a rep who lets it ring', () => {
  it('[HA64] is away after two in a row, told why, and back by a choice; the next one sees who did not answer', async () => {
    const ann = await relay.rep('rep_ann');
    await relay.waiting('v');
    await relay.now.clock.pass(21_000);
    expect(ann.last('floor.changed')).toMatchObject({ status: 'available' });
    // Alone: the same rep rings again after some peace.
    await relay.now.clock.pass(16_000);
    expect(ann.all('ring.started')).toHaveLength(2);
    const bob = await relay.rep('rep_bob');
    await relay.now.clock.pass(21_000);
    expect(ann.last('floor.changed')).toMatchObject({ status: 'away', away: 'missed_rings' });
    expect(bob.all('ring.started')).toHaveLength(1);
    expect(itemOf(bob)).toMatchObject({ passedBy: { rep: 'rep_ann', name: 'Ann', cause: 'no_answer' } });
    await ann.status('available');
    await relay.now.clock.pass(300);
    expect(ann.last('floor.changed')).toMatchObject({ status: 'available' });
    expect(ann.last('floor.changed')).not.toHaveProperty('away');
  });

  it('[HA64] not after one that was answered in between, nor where the team does not want it', async () => {
    await changeTeam(relay.now, 'team_alpha', { pauseAfterMissed: 0 });
    const ann = await relay.rep('rep_ann');
    await relay.waiting('v');
    await relay.now.clock.pass(60_000);
    expect(ann.all('ring.started').length).toBeGreaterThan(1);
    expect(ann.last('floor.changed')).toMatchObject({ status: 'available' });
  });
});

describe('a team that takes what rings at once', () => {
  it('[HA65] has it without a ring, also by a yes to an invitation', async () => {
    await changeTeam(relay.now, 'team_alpha', { acceptsAutomatically: true });
    const ann = await relay.rep('rep_ann');
    await relay.waiting('v');
    expect(ann.all('ring.started')).toEqual([]);
    expect(itemOf(ann)).toMatchObject({ conversation: 'cnv_v', state: 'active' });
    const asked = openVisitor(relay.now.node, 'w');
    await asked.request('leaving');
    await asked.lane('invitation.accept', { invitation: asked.invitation() }).sent;
    expect(await recordOf('cnv_w')).toMatchObject({ owner: { rep: 'rep_ann' }, engagement: { state: 'active' } });
    expect(await loadOf('rep_ann')).toBe(2);
  });
});
