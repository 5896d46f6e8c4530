import { describe, expect, it } from 'vitest';
import { changeSite, changeTeam } from './helpers/change-shop.ts';
import { openVisitor } from './helpers/parties.ts';
import type { TestRep } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

const view = async () => (await relay.now.store.conversations.view('cnv_v')).record;
const loadOf = async (rep: string) =>
  (await relay.now.store.floor.snapshot('team_alpha')).reps.find((one) => one.rep === rep)?.load ?? 0;
const itemOf = (rep: TestRep) => rep.last('floor.changed')?.mine[0];

/** Ann talks with the visitor, and had the last word. */
async function talk() {
  const ann = await relay.rep('rep_ann');
  const visitor = openVisitor(relay.now.node, 'v');
  await visitor.attach();
  await visitor.say('Hello?');
  await relay.now.clock.pass(300);
  await ann.answer();
  await relay.now.clock.pass(300);
  await ann.say('cnv_v', 'Hello!');
  await relay.now.clock.pass(300);
  return { ann, visitor };
}

describe('wrapping up', () => {
  it('[HA59] holds the slot until its time; to the visitor the talk is over', async () => {
    await changeTeam(relay.now, 'team_alpha', { wrapUpMs: 30_000 });
    const { ann, visitor } = await talk();
    expect(await ann.resolve('cnv_v')).toBe('done');
    await relay.now.clock.pass(300);
    expect(visitor.last('engagement.changed')?.engagement).toMatchObject({ state: 'resolved' });
    expect(itemOf(ann)).toMatchObject({ state: 'wrap_up', wrapUpUntil: expect.any(Number) as unknown });
    expect(await loadOf('rep_ann')).toBe(1);
    await relay.now.clock.pass(28_000);
    expect(await loadOf('rep_ann')).toBe(1);
    await relay.now.clock.pass(3_000);
    expect(await loadOf('rep_ann')).toBe(0);
    expect((await view())?.engagement?.state).toBe('resolved');
    expect(ann.last('floor.changed')?.mine).toEqual([]);
    expect(ann.all('assignment.ended')).toEqual([]);
  });

  it('[HA59] ends by the rep’s word', async () => {
    await changeTeam(relay.now, 'team_alpha', { wrapUpMs: 30_000 });
    const { ann } = await talk();
    await ann.resolve('cnv_v');
    await relay.now.clock.pass(300);
    expect(await ann.under('engagement.finish', 'cnv_v')).toBe('done');
    expect(await loadOf('rep_ann')).toBe(0);
  });

  it('[HA59] a word of the visitor’s meanwhile goes on with the same rep, and a word after it is the next engagement', async () => {
    await changeTeam(relay.now, 'team_alpha', { wrapUpMs: 30_000 });
    const { ann, visitor } = await talk();
    await ann.resolve('cnv_v');
    await relay.now.clock.pass(300);
    const before = (await view())?.engagement?.id;
    await visitor.say('One more thing');
    await relay.now.clock.pass(300);
    expect(await view()).toMatchObject({ owner: { rep: 'rep_ann' }, engagement: { id: before, state: 'active' } });
    expect(visitor.last('engagement.changed')?.engagement).toMatchObject({ state: 'active' });
    expect(ann.all('ring.started')).toHaveLength(1);
    await relay.now.clock.pass(60_000);
    expect((await view())?.engagement?.state).toBe('active');
    expect(await ann.resolve('cnv_v')).toBe('done');
    await relay.now.clock.pass(35_000);
    await visitor.say('And another');
    expect((await view())?.engagement?.id).not.toBe(before);
  });
});

describe('a talk that falls asleep', () => {
  it('[HA60] goes on by message after the site’s time: its rep keeps it, the slot is free', async () => {
    await changeSite(relay.now, { idleMs: 60_000 });
    const { ann, visitor } = await talk();
    await relay.now.clock.pass(50_000);
    expect((await view())?.engagement?.state).toBe('active');
    await relay.now.clock.pass(15_000);
    expect(await view()).toMatchObject({
      epoch: 1,
      owner: { rep: 'rep_ann' },
      engagement: { state: 'by_message', byMessage: { cause: 'idle' } },
    });
    expect(await loadOf('rep_ann')).toBe(0);
    expect(itemOf(ann)).toMatchObject({ state: 'by_message', turned: 'idle' });
    expect(itemOf(ann)).not.toHaveProperty('dueAt');
    expect(visitor.last('engagement.changed')?.engagement).toMatchObject({ state: 'by_message' });
    // The same assignment: what the rep still wants to say goes out.
    await ann.say('cnv_v', 'Write whenever you like.');
    expect(ann.last('acked')).toMatchObject({ seq: 2 });
  });

  it('[HA60] not while the visitor waits for a word, nor while nobody has said one', async () => {
    await changeSite(relay.now, { idleMs: 60_000 });
    const { visitor } = await talk();
    await visitor.say('And?');
    await relay.now.clock.pass(120_000);
    expect((await view())?.engagement?.state).toBe('active');
  });

  it('[HA60] counts anew for who takes it from a colleague who had the last word', async () => {
    await changeSite(relay.now, { idleMs: 60_000 });
    const { ann } = await talk();
    await relay.now.clock.pass(50_000);
    await ann.status('away', 'hand_over');
    const bob = await relay.rep('rep_bob');
    await bob.answer();
    await relay.now.clock.pass(40_000);
    expect(await view()).toMatchObject({ owner: { rep: 'rep_bob' }, engagement: { state: 'active' } });
    await relay.now.clock.pass(30_000);
    expect(await view()).toMatchObject({ owner: { rep: 'rep_bob' }, engagement: { state: 'by_message' } });
  });

  it('[HA60] the visitor’s next word rings first at its rep, where that one has room', async () => {
    await changeSite(relay.now, { idleMs: 60_000 });
    const { ann, visitor } = await talk();
    const bob = await relay.rep('rep_bob');
    await relay.now.clock.pass(66_000);
    await visitor.say('Back again');
    await relay.now.clock.pass(300);
    expect(await view()).toMatchObject({ epoch: 3, owner: { rep: 'rep_ann' }, engagement: { state: 'ringing' } });
    expect(ann.all('ring.started')).toHaveLength(2);
    expect(bob.all('ring.started')).toHaveLength(0);
    expect(await ann.answer()).toBe('done');
    expect(await loadOf('rep_ann')).toBe(1);
    expect((await relay.now.store.floor.snapshot('team_alpha')).byMessage).toEqual([]);
  });

  it('[HA60] else at whoever is free, and who had it is told once another answers', async () => {
    await changeSite(relay.now, { idleMs: 60_000 });
    const { ann, visitor } = await talk();
    await relay.now.clock.pass(66_000);
    await ann.status('away');
    const bob = await relay.rep('rep_bob');
    await visitor.say('Back again');
    await relay.now.clock.pass(300);
    expect(bob.all('ring.started')).toHaveLength(1);
    await bob.answer();
    await relay.now.clock.pass(300);
    expect(ann.last('assignment.ended')).toMatchObject({ cause: 'went_live', by: { id: 'rep_bob' } });
  });

  it('[HA60] a rep may put it off, and keeps it whatever the visitor writes', async () => {
    const { ann, visitor } = await talk();
    expect(await ann.under('engagement.put-off', 'cnv_v')).toBe('done');
    await relay.now.clock.pass(300);
    expect(await loadOf('rep_ann')).toBe(0);
    await visitor.say('Thanks');
    await relay.now.clock.pass(300);
    expect(await view()).toMatchObject({ owner: { rep: 'rep_ann' }, engagement: { state: 'by_message' } });
  });

  it('[HA60] a slot that was not given back is, from the record', async () => {
    await talk();
    const { record } = await relay.now.store.conversations.view('cnv_v');
    if (record?.engagement === undefined) throw new Error('no engagement');
    const engagement = {
      ...record.engagement,
      state: 'by_message' as const,
      byMessage: { at: 0, cause: 'idle' as const },
    };
    await relay.now.store.conversations.commit({ ...record, engagement }, record.revision, []);
    expect(await loadOf('rep_ann')).toBe(1);
    await relay.now.clock.pass(6_000);
    expect(await loadOf('rep_ann')).toBe(0);
  });
});

describe('what a conversation is about', () => {
  it('[HA61] is said by its rep, or by the page it began on, and told to reps', async () => {
    await changeSite(relay.now, { reasons: { order: { pages: ['/account/*'] } } });
    const ann = await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.raw({
      type: 'context.set',
      context: { page: { url: 'https://alpha.example/account/orders?x=1', title: 'Orders' } },
    });
    await visitor.say('Where is my parcel?');
    await relay.now.clock.pass(300);
    expect((await view())?.engagement?.reason).toBe('order');
    await ann.answer();
    await relay.now.clock.pass(300);
    expect(itemOf(ann)).toMatchObject({ reason: 'order' });
    expect(await ann.command('reason.set', 'cnv_v', { ...ann.assignment('cnv_v'), reason: 'sales' })).toBe('done');
    await relay.now.clock.pass(300);
    expect(itemOf(ann)).toMatchObject({ reason: 'sales' });
  });

  it('[HA61] or by the visitor: what is chosen with the word, before what was answered before the chat', async () => {
    await changeSite(relay.now, { reasons: { order: { answers: ['My order'] } } });
    const visitor = openVisitor(relay.now.node, 'v');
    const { session } = visitor;
    await visitor.raw({
      type: 'contact.give',
      session,
      conversation: 'mine',
      seq: visitor.seqOf('mine'),
      body: { answers: [{ question: 'What is it about?', answer: 'My order' }] },
    });
    await visitor.say('Hello');
    expect((await view())?.engagement?.reason).toBe('order');
    const other = openVisitor(relay.now.node, 'w');
    const body = { text: 'Hello', reason: 'other' as const };
    await other.raw({ type: 'message.send', session: other.session, conversation: 'mine', seq: 1, body });
    expect((await relay.now.store.conversations.view('cnv_w')).record?.engagement?.reason).toBe('other');
  });

  it('[HA61] what was answered before the chat counts also where the first word comes from another page, over another socket; and not for the chat after', async () => {
    await changeSite(relay.now, { reasons: { order: { answers: ['My order'] } } });
    const ann = await relay.rep('rep_ann');
    const first = openVisitor(relay.now.node, 'v');
    await first.raw({
      type: 'contact.give',
      session: first.session,
      conversation: 'mine',
      seq: 1,
      body: { answers: [{ question: 'What is it about?', answer: 'My order' }] },
    });
    const second = openVisitor(relay.now.node, 'v');
    await second.say('Where is it?');
    expect((await view())?.engagement?.reason).toBe('order');
    await relay.now.clock.pass(300);
    await ann.answer();
    expect(await ann.resolve('cnv_v')).toBe('done');
    await second.say('And one more thing');
    const { engagement } = (await view()) ?? {};
    expect([engagement?.state, engagement?.reason]).toEqual(['queued', undefined]);
  });

  it('[HA61] chooses team and skill, as the site’s file says', async () => {
    await changeSite(relay.now, { reasons: { other: { team: 'team_shared' } } });
    const ann = await relay.rep('rep_ann');
    const sam = await relay.rep('rep_sam');
    const visitor = openVisitor(relay.now.node, 'v');
    const body = { text: 'Hello', reason: 'other' as const };
    await visitor.raw({ type: 'message.send', session: visitor.session, conversation: 'mine', seq: 1, body });
    await relay.now.clock.pass(300);
    expect([ann.all('ring.started').length, sam.all('ring.started').length]).toEqual([0, 1]);
  });
});
