import { describe, expect, it } from 'vitest';
import { record } from '../contracts/build.ts';
import { openRep, openVisitor } from './helpers/parties.ts';
import { useInvited } from './helpers/use-invited.ts';

const { relay, loadOf, invitationsOf, journal, invited } = useInvited();

describe('a yes', () => {
  it('[HA6] rings exactly the rep who was shown', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = await invited();
    const bob = await relay.rep('rep_bob');
    await visitor.lane('invitation.accept', { invitation: visitor.invitation() }).sent;
    await relay.now.clock.settle();
    expect(ann.all('ring.started')).toHaveLength(1);
    expect(bob.all('ring.started')).toHaveLength(0);
    expect(await loadOf('team_alpha', 'rep_ann')).toBe(1);
    const { record } = await relay.now.store.conversations.view(visitor.party.conversation);
    expect((await invitationsOf(visitor))[0]).toMatchObject({ state: 'accepted', engagement: record?.engagement?.id });
  });

  it('[HA6] waits like everybody where the promise is gone, and tells who was shown', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = await invited();
    await visitor.lane('invitation.seen', { invitation: visitor.invitation() }).sent;
    await ann.status('away');
    const bob = await relay.rep('rep_bob');
    await visitor.lane('invitation.accept', { invitation: visitor.invitation() }).sent;
    await relay.now.clock.pass(200);
    expect(bob.all('ring.started')).toHaveLength(1);
    expect(visitor.last('engagement.changed')?.engagement).toMatchObject({
      state: 'ringing',
      rep: { id: 'rep_bob' },
      shown: { id: 'rep_ann', name: 'Ann' },
    });
    await bob.answer();
    await relay.now.clock.pass(200);
    expect(await loadOf('team_alpha', 'rep_ann')).toBe(0);
    // It never rang at somebody who is away.
    const entries = await relay.now.store.conversations.read('cnv_v', 0, 50);
    expect(entries.filter(({ kind }) => kind === 'engagement.rang')).toHaveLength(1);
  });

  it('[HA6] waits where the slot it was promised is somebody else’s by now', async () => {
    const { store, node, clock } = relay.now;
    const bea = await relay.rep('rep_bea');
    const visitor = openVisitor(node, 'v', 'site_beta');
    await visitor.request('leaving');
    // As after a store that lost its tail: the slot is forgotten, and taken by another conversation.
    const [held] = (await store.floor.snapshot('team_beta')).claims;
    await store.floor.releaseClaim('team_beta', held?.claim ?? '');
    await openVisitor(node, 'other', 'site_beta').say('Hello?');
    await clock.pass(200);
    await visitor.lane('invitation.accept', { invitation: visitor.invitation() }).sent;
    await clock.pass(200);
    expect(bea.all('ring.started').map(({ conversation }) => conversation)).toEqual(['cnv_other']);
    expect((await store.floor.snapshot('team_beta')).claims).toHaveLength(1);
    expect((await store.conversations.view('cnv_v')).record?.engagement?.state).toBe('queued');
  });

  it('[HA6] that was given to an engagement of another name belongs to that one', async () => {
    const { store, node, clock } = relay.now;
    await relay.rep('rep_ann');
    const visitor = openVisitor(node, 'v');
    await visitor.request('leaving');
    const { frame, sent } = visitor.lane('invitation.accept', { invitation: visitor.invitation() });
    await sent;
    await clock.settle();
    const record = (await store.visitors.load('vis_v'))!;
    // The first try died before it wrote down which engagement it joined.
    const invitations = record.invitations.map((one) => ({ ...one, engagement: 'eng_elsewhere' }));
    await store.visitors.commit({ ...record, invitations }, record.revision);
    await visitor.raw(frame);
    const engagement = (await store.conversations.view('cnv_v')).record?.engagement?.id;
    expect((await invitationsOf(visitor))[0]?.engagement).toBe(engagement);
  });

  it('[HA6] after its time is still a yes', async () => {
    await relay.rep('rep_ann');
    const visitor = await invited();
    await relay.now.clock.pass(64_000);
    expect((await invitationsOf(visitor))[0]?.state).toBe('timed_out');
    await visitor.lane('invitation.accept', { invitation: visitor.invitation() }).sent;
    expect((await invitationsOf(visitor))[0]?.state).toBe('accepted');
    const { record } = await relay.now.store.conversations.view(visitor.party.conversation);
    expect(record?.engagement).toMatchObject({ cause: 'invitation', invitation: visitor.invitation() });
  });

  it('[HA6] to something unknown, or refused before, leads to a conversation that the visitor asked for', async () => {
    await relay.rep('rep_ann');
    const visitor = await invited();
    await visitor.lane('invitation.decline', { invitation: visitor.invitation() }).sent;
    await visitor.lane('invitation.accept', { invitation: visitor.invitation() }).sent;
    expect((await relay.now.store.conversations.view('cnv_v')).record?.engagement?.cause).toBe('visitor');
    expect((await invitationsOf(visitor))[0]?.state).toBe('declined');
    const other = openVisitor(relay.now.node, 'other');
    await other.lane('invitation.accept', { invitation: visitor.invitation() }).sent;
    expect(other.last('acked')).toMatchObject({ seq: 1 });
    expect((await relay.now.store.conversations.view('cnv_other')).record?.engagement).toMatchObject({
      cause: 'visitor',
    });
  });

  it('[HA6] to something unknown is not forgotten where the first try died and the record tells of no talk yet', async () => {
    const { store, node, clock } = relay.now;
    const visitor = openVisitor(node, 'v');
    const body = { invitation: 'inv_unknown' };
    // As when a slot that nobody bound was settled.
    await store.conversations.commit(record({ conversation: 'cnv_v', site: 'site_alpha', visitor: 'vis_v' }), 0, []);
    await store.visitors.advanceLane('vis_v', visitor.session, 1, JSON.stringify(['invitation.accept', body]));
    await visitor.lane('invitation.accept', body).sent;
    await clock.pass(300);
    expect((await store.conversations.view('cnv_v')).record?.engagement).toMatchObject({ state: 'queued' });
  });

  it('[HA6] that comes again, even after the end, opens nothing new', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = await invited();
    const { frame, sent } = visitor.lane('invitation.accept', { invitation: visitor.invitation() });
    await sent;
    await relay.now.clock.pass(200);
    await visitor.raw(frame);
    await ann.answer();
    await relay.now.clock.pass(200);
    await ann.resolve(visitor.party.conversation);
    await visitor.raw(frame);
    await relay.now.clock.pass(200);
    const { record } = await relay.now.store.conversations.view(visitor.party.conversation);
    expect(record?.engagement?.state).toBe('resolved');
    expect(ann.all('ring.started')).toHaveLength(1);
    expect(await loadOf('team_alpha', 'rep_ann')).toBe(0);
  });

  it('[HA6] in another tab, after the end, opens the next engagement', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = await invited();
    await visitor.lane('invitation.accept', { invitation: visitor.invitation() }).sent;
    await relay.now.clock.pass(200);
    await ann.answer();
    await relay.now.clock.pass(200);
    await ann.resolve(visitor.party.conversation);
    const sibling = openVisitor(relay.now.node, 'v');
    await sibling.lane('invitation.accept', { invitation: visitor.invitation() }).sent;
    await relay.now.clock.pass(200);
    expect(ann.all('ring.started')).toHaveLength(2);
    expect((await relay.now.store.conversations.view('cnv_v')).record?.engagement?.cause).toBe('visitor');
  });
});

describe('any other end', () => {
  for (const type of ['invitation.decline', 'invitation.dismiss', 'invitation.time-out'] as const) {
    it(`[HA7] ${type} gives the slot back`, async () => {
      await relay.rep('rep_ann');
      const visitor = await invited();
      await visitor.lane(type, { invitation: visitor.invitation() }).sent;
      expect(await loadOf('team_alpha', 'rep_ann')).toBe(0);
      expect(visitor.last('acked')?.seq).toBe(2);
      const wanted = {
        'invitation.decline': 'declined',
        'invitation.dismiss': 'dismissed',
        'invitation.time-out': 'timed_out',
      };
      expect((await journal()).at(-1)).toBe(`invitation.${wanted[type]}`);
    });
  }

  it('[HA7] closing the box is not a no: the visitor may be invited again', async () => {
    await relay.rep('rep_ann');
    const visitor = await invited();
    await visitor.lane('invitation.dismiss', { invitation: visitor.invitation() }).sent;
    await visitor.request('leaving');
    expect(visitor.all('invitation.granted')).toHaveLength(2);
  });

  it('[HA7] a step to somebody else’s invitation is taken and does nothing', async () => {
    await relay.rep('rep_ann');
    const visitor = await invited();
    const stranger = openVisitor(relay.now.node, 'stranger');
    await stranger.lane('invitation.decline', { invitation: visitor.invitation() }).sent;
    expect(stranger.last('acked')).toMatchObject({ seq: 1 });
    expect((await invitationsOf(visitor))[0]?.state).toBe('granted');
    expect(await loadOf('team_alpha', 'rep_ann')).toBe(1);
    expect(await relay.now.store.visitors.load('vis_stranger')).toBeUndefined();
  });
});

describe('a promise that cannot be kept', () => {
  it('[HA8] is taken back while nobody has seen it, and the visitor is told', async () => {
    const ann = await relay.rep('rep_ann');
    const unseen = await invited('unseen');
    const seen = await invited('seen');
    await seen.lane('invitation.seen', { invitation: seen.invitation() }).sent;
    await ann.status('away');
    await relay.now.clock.settle();
    expect(unseen.last('invitation.withdrawn')).toMatchObject({ invitation: unseen.invitation() });
    expect(seen.all('invitation.withdrawn')).toHaveLength(0);
    expect((await invitationsOf(unseen))[0]?.state).toBe('withdrawn');
    expect((await invitationsOf(seen))[0]?.state).toBe('seen');
    expect(await loadOf('team_alpha', 'rep_ann')).toBe(1);
    expect(await journal()).toContain('invitation.withdrawn');
  });

  it('[HA8] also when the rep’s last socket closed', async () => {
    const ann = await relay.rep('rep_ann');
    const second = await openRep(relay.now.node, 'rep_ann');
    const visitor = await invited();
    await ann.leave();
    await relay.now.clock.settle();
    expect(visitor.all('invitation.withdrawn')).toHaveLength(0);
    await second.leave();
    await relay.now.clock.settle();
    expect(visitor.all('invitation.withdrawn')).toHaveLength(1);
  });

  it('[HA9] ends with its time: timed out, slot back', async () => {
    await relay.rep('rep_ann');
    const visitor = await invited();
    await relay.now.clock.pass(62_000);
    expect(await loadOf('team_alpha', 'rep_ann')).toBe(1);
    await relay.now.clock.pass(2_000);
    expect(await loadOf('team_alpha', 'rep_ann')).toBe(0);
    expect((await invitationsOf(visitor))[0]?.state).toBe('timed_out');
    expect((await journal()).at(-1)).toBe('invitation.timed_out');
    await visitor.request('leaving');
    expect(visitor.all('invitation.granted')).toHaveLength(2);
  });

  it('[HA9] a slot held for an invitation that never came to be is given back', async () => {
    await relay.rep('rep_ann');
    await relay.now.store.floor.claimRep({
      team: 'team_alpha',
      claim: 'clm_orphan',
      site: 'site_alpha',
      conversation: 'cnv_nobody',
      state: 'held',
      dueAfterMs: 5_000,
      candidates: [{ rep: 'rep_ann', capacity: 2 }],
    });
    await relay.now.clock.pass(4_000);
    expect(await loadOf('team_alpha', 'rep_ann')).toBe(1);
    await relay.now.clock.pass(2_000);
    expect(await loadOf('team_alpha', 'rep_ann')).toBe(0);
  });
});
