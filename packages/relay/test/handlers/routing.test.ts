import { describe, expect, it } from 'vitest';
import { createSharedMinutes } from '../../src/core/shared-minutes.ts';
import type { Context } from '@tillside/protocol';
import { changeRep, changeSite, changeTeam, leaving } from './helpers/change-shop.ts';
import { overflowsOf } from './helpers/overflows.ts';
import { openVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

describe('overflow', () => {
  it('[RT6] names time, nobody and skill as reasons', async () => {
    const sam = await relay.rep('rep_sam');
    await relay.waiting('a');
    expect(await overflowsOf(relay.now)).toMatchObject([{ team: 'team_shared', reason: 'nobody' }]);
    await sam.answer();
    await changeTeam(relay.now, 'team_alpha', { capacity: 1 });
    const ann = await relay.rep('rep_ann');
    await relay.waiting('b');
    await ann.answer();
    await relay.waiting('c');
    expect(await overflowsOf(relay.now)).toHaveLength(1);
    await relay.now.clock.pass(16_500);
    expect(await overflowsOf(relay.now)).toMatchObject([{ reason: 'time' }, { reason: 'nobody' }]);
    expect(sam.last('ring.started')).toMatchObject({ conversation: 'cnv_c' });
  });

  it('[RT6] skips a team whose reps lack the skill, by a rule or by the reason, and says so', async () => {
    await changeSite(relay.now, { reasons: { order: { skills: ['orders'], answers: ['My order'] } } });
    await changeRep(relay.now, 'rep_sam', { skills: ['orders'] });
    const ann = await relay.rep('rep_ann');
    const sam = await relay.rep('rep_sam');
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.attach();
    await visitor.raw({
      type: 'message.send',
      session: visitor.session,
      conversation: 'mine',
      seq: visitor.seqOf('mine'),
      body: { text: 'Where is it?', reason: 'order' },
    });
    await relay.now.clock.pass(300);
    expect(sam.all('ring.started')).toHaveLength(1);
    expect(ann.all('ring.started')).toHaveLength(0);
    expect(await overflowsOf(relay.now)).toMatchObject([{ team: 'team_shared', reason: 'skill' }]);
  });

  it('[RT6] is written of what waited by message and goes live, and of a transfer that nobody took', async () => {
    const { clock } = relay.now;
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.attach();
    const say = (body: { readonly text: string; readonly wants?: 'message' }) =>
      visitor.raw({
        type: 'message.send',
        session: visitor.session,
        conversation: 'mine',
        seq: visitor.seqOf('mine'),
        body,
      });
    await say({ text: 'Later is fine.', wants: 'message' });
    await clock.pass(1_200);
    expect(await overflowsOf(relay.now)).toEqual([]);
    const sam = await relay.rep('rep_sam');
    await say({ text: 'I am here after all.' });
    await clock.pass(300);
    expect(await overflowsOf(relay.now)).toEqual([{ team: 'team_shared', reason: 'nobody', isShared: true }]);
    expect(await sam.answer()).toBe('done');
    await sam.resolve('cnv_v');

    const ann = await relay.rep('rep_ann');
    await relay.waiting('w');
    await ann.answer();
    const bob = await relay.rep('rep_bob');
    expect(await ann.give('cnv_w', { rep: 'rep_bob' })).toBe('done');
    await ann.status('away');
    await bob.status('away');
    await clock.pass(60_000);
    expect(await overflowsOf(relay.now)).toMatchObject([{ reason: 'nobody' }, { reason: 'nobody' }]);
    expect(sam.last('ring.started')).toMatchObject({ conversation: 'cnv_w' });
  });

  it('[RT14] rings whichever team frees first, and stays with the shared rep who answered', async () => {
    await changeTeam(relay.now, 'team_alpha', { capacity: 1 });
    const ann = await relay.rep('rep_ann');
    await relay.waiting('a');
    await ann.answer();
    await relay.waiting('b');
    await relay.now.clock.pass(16_500);
    expect((await relay.engagementOf('cnv_b'))?.teams).toEqual(['team_alpha', 'team_shared']);
    expect(await ann.resolve('cnv_a')).toBe('done');
    await relay.now.clock.pass(300);
    expect(ann.last('ring.started')).toMatchObject({ conversation: 'cnv_b' });
    await ann.answer();
    const sam = await relay.rep('rep_sam');
    await relay.waiting('c');
    await relay.now.clock.pass(16_500);
    expect(await sam.answer()).toBe('done');
    await ann.resolve('cnv_b');
    await relay.now.clock.pass(20_000);
    expect(ann.all('ring.started').filter(({ conversation }) => conversation === 'cnv_c')).toEqual([]);
    const { record } = await relay.now.store.conversations.view('cnv_c');
    expect(record?.owner).toMatchObject({ rep: 'rep_sam', team: 'team_shared' });
  });

  it('[RT10] the journal tells a shared team’s minutes from answer to end', async () => {
    const { clock, store } = relay.now;
    const sam = await relay.rep('rep_sam');
    await relay.waiting('v');
    await sam.answer();
    await sam.say('cnv_v', 'Hello!');
    await clock.pass(90_000);
    expect(await sam.resolve('cnv_v')).toBe('done');
    await clock.pass(60_000);
    const minutes = createSharedMinutes(0, Number.POSITIVE_INFINITY, clock.now());
    for (const row of await store.journal.read('site_alpha', undefined, 100)) minutes.add(row);
    expect(minutes.teams()).toEqual([{ team: 'team_shared', talks: 1, underWay: 0, ms: expect.any(Number) }]);
    expect(Math.round((minutes.teams()[0]?.ms ?? 0) / 1_000)).toBe(90);
  });
});

describe('the choice of rep', () => {
  it('[RT5] who writes the visitor’s language is waited for some time, then anybody answers', async () => {
    await changeTeam(relay.now, 'team_alpha', { capacity: 1 });
    await changeRep(relay.now, 'rep_ann', { languages: ['en'] });
    await changeRep(relay.now, 'rep_bob', { languages: ['de'] });
    const bob = await relay.rep('rep_bob');
    await relay.waiting('a', { language: 'de' });
    await bob.answer();
    const ann = await relay.rep('rep_ann');
    await relay.waiting('b', { language: 'de-AT' });
    await relay.now.clock.pass(14_000);
    expect(ann.all('ring.started')).toHaveLength(0);
    await relay.now.clock.pass(17_000);
    expect(ann.last('ring.started')).toMatchObject({ conversation: 'cnv_b' });
  });

  it('[RT5] a rule’s invitation is held by who writes the language, where one is free', async () => {
    await changeRep(relay.now, 'rep_ann', { languages: ['en'] });
    await changeRep(relay.now, 'rep_bob', { languages: ['de'] });
    for (const id of ['rep_ann', 'rep_bob']) await relay.rep(id);
    const visitor = openVisitor(relay.now.node, 'v');
    visitor.party.context = { page: { url: 'https://alpha.example/', title: '' }, language: 'de' } as Context;
    await visitor.request('leaving');
    expect(visitor.last('invitation.granted')?.rep?.id).toBe('rep_bob');
  });

  it('[RT15] a returning visitor waits for the last rep as long as the site says, and never for one who is gone', async () => {
    await changeTeam(relay.now, 'team_alpha', { capacity: 1 });
    await changeSite(relay.now, { lastRepWithinMs: 10_000 });
    const ann = await relay.rep('rep_ann');
    const visitor = await relay.waiting('v');
    await ann.answer();
    await ann.resolve('cnv_v');
    await relay.waiting('w');
    await ann.answer();
    const bob = await relay.rep('rep_bob');
    await visitor.say('One more thing');
    await relay.now.clock.pass(5_000);
    expect(bob.all('ring.started')).toHaveLength(0);
    await relay.now.clock.pass(6_000);
    expect(bob.last('ring.started')).toMatchObject({ conversation: 'cnv_v' });
    await bob.answer();
    await bob.resolve('cnv_v');
    await bob.status('away');
    await ann.resolve('cnv_w');
    await visitor.say('And another');
    await relay.now.clock.pass(1_000);
    expect(ann.last('ring.started')).toMatchObject({ conversation: 'cnv_v' });
  });

  it('[RT15] the last rep is rung as soon as free, before who has waited less', async () => {
    await changeTeam(relay.now, 'team_alpha', { capacity: 1 });
    await changeSite(relay.now, { lastRepWithinMs: 60_000 });
    const ann = await relay.rep('rep_ann');
    const visitor = await relay.waiting('v');
    await ann.answer();
    await ann.resolve('cnv_v');
    await relay.waiting('w');
    await ann.answer();
    const bob = await relay.rep('rep_bob');
    await visitor.say('One more thing');
    await relay.now.clock.pass(5_000);
    await ann.resolve('cnv_w');
    await relay.now.clock.pass(1_000);
    expect(ann.last('ring.started')).toMatchObject({ conversation: 'cnv_v' });
    expect(bob.all('ring.started')).toHaveLength(0);
  });

  it('[RT7] a rule may ask for a team, before the others of the route', async () => {
    const rules = [leaving({ invite: { text: { en: '{rep}' }, team: 'team_shared' } })];
    await changeSite(relay.now, { playbook: 'p2' }, { version: 'p2', rules });
    for (const id of ['rep_ann', 'rep_sam']) await relay.rep(id);
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.request('leaving', 'p2');
    expect(visitor.last('invitation.granted')?.rep?.id).toBe('rep_sam');
  });
});

describe('sites that share a team', () => {
  it('[RT16] take turns by their shares, however many one of them brings', async () => {
    const { clock, store } = relay.now;
    await changeTeam(relay.now, 'team_shared', { capacity: 1 });
    const { sites } = await store.directory.load();
    const route = sites.find(({ id }) => id === 'site_alpha')?.route ?? [];
    await changeSite(relay.now, { route: route.map((one, place) => (place === 1 ? { ...one, share: 2 } : one)) });
    for (const number of [1, 2, 3, 4, 5, 6, 7, 8]) await relay.waiting(`a${number}`);
    for (const number of [1, 2, 3, 4]) await relay.waiting(`b${number}`, { site: 'site_beta' });
    const sam = await relay.rep('rep_sam');
    const served: string[] = [];
    for (let round = 0; round < 9; round += 1) {
      const { conversation } = sam.last('ring.started') ?? { conversation: '' };
      served.push(conversation.slice('cnv_'.length));
      await sam.answer();
      await sam.resolve(conversation);
      await clock.pass(1_500);
    }
    expect(new Set(served).size).toBe(9);
    expect(served.filter((one) => one.startsWith('a'))).toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'a6']);
    expect(served.filter((one) => one.startsWith('b'))).toEqual(['b1', 'b2', 'b3']);
    // Never three of one site's while the other waits for its turn.
    expect(served.map((one) => one[0]).join('')).not.toMatch(/aaa|bb/);
  });
});
