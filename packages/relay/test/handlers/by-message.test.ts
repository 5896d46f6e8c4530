import { describe, expect, it } from 'vitest';
import { openVisitor } from './helpers/parties.ts';
import type { TestRep, TestVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

const leave = (visitor: TestVisitor, text: string) =>
  visitor.raw({
    type: 'message.send',
    session: visitor.session,
    conversation: 'mine',
    seq: visitor.seqOf('mine'),
    body: { text, wants: 'message' },
  });

const view = async () => (await relay.now.store.conversations.view('cnv_v')).record;
const states = (rep: TestRep, list: 'mine' | 'queue') =>
  rep.last('floor.changed')?.[list].map(({ conversation, state }) => [conversation, state]);
const pick = async (rep: TestRep) =>
  rep.command('engagement.accept', 'cnv_v', { engagement: (await view())?.engagement?.id ?? '' });

async function left(): Promise<TestVisitor> {
  const visitor = openVisitor(relay.now.node, 'v');
  await visitor.attach();
  await leave(visitor, 'Does it come in blue?');
  await relay.now.clock.pass(1_200);
  return visitor;
}

describe('a message for later', () => {
  it('[HA45] rings nobody, and lies on the floor of every team of the route until a rep takes it', async () => {
    const ann = await relay.rep('rep_ann');
    const sam = await relay.rep('rep_sam');
    const visitor = await left();
    expect(visitor.last('acked')).toBeDefined();
    expect(visitor.last('engagement.changed')?.engagement).toMatchObject({ state: 'by_message' });
    expect([...ann.all('ring.started'), ...sam.all('ring.started')]).toEqual([]);
    expect(states(ann, 'queue')).toEqual([['cnv_v', 'by_message']]);
    expect(states(sam, 'queue')).toEqual([['cnv_v', 'by_message']]);
    expect(await pick(ann)).toBe('done');
    await relay.now.clock.pass(1_200);
    expect(states(ann, 'mine')).toEqual([['cnv_v', 'by_message']]);
    expect(states(sam, 'queue')).toEqual([]);
    expect(await pick(sam)).toBe('not_owner');
    const { claims } = await relay.now.store.floor.snapshot('team_alpha');
    expect(claims).toEqual([]);
    await ann.say('cnv_v', 'In navy.');
    expect(ann.last('acked')).toBeDefined();
    expect(visitor.last('engagement.changed')?.engagement).toMatchObject({ state: 'by_message', rep: { name: 'Ann' } });
    expect(await ann.resolve('cnv_v')).toBe('done');
    await relay.now.clock.pass(1_200);
    expect(states(ann, 'mine')).toEqual([]);
    const { byMessage } = await relay.now.store.floor.snapshot('team_alpha');
    expect(byMessage).toEqual([]);
    const kinds = (await relay.now.store.journal.read('site_alpha', undefined, 20)).map(({ kind }) => kind);
    expect(kinds.toReversed()).toEqual([
      'engagement.opened',
      'engagement.by_message',
      'engagement.answered',
      'engagement.first_reply',
      'engagement.resolved',
    ]);
  });

  it('[HA45] is taken with nobody there, and stays with a rep who is gone', async () => {
    const visitor = await left();
    const ann = await relay.rep('rep_ann');
    await pick(ann);
    await ann.leave();
    await relay.now.clock.pass(60_000);
    expect((await view())?.owner?.rep).toBe('rep_ann');
    expect(visitor.all('queue.moved')).toEqual([]);
  });

  it('[HA46] goes live when the visitor writes on and somebody is there; while a rep has it, it does not', async () => {
    const visitor = await left();
    await visitor.say('Hello?');
    expect((await view())?.engagement?.state).toBe('by_message');
    const ann = await relay.rep('rep_ann');
    await leave(visitor, 'No hurry.');
    expect((await view())?.engagement?.state).toBe('by_message');
    await visitor.say('Anybody?');
    await relay.now.clock.pass(1_200);
    expect(ann.all('ring.started')).toHaveLength(1);
    expect(await ann.answer()).toBe('done');
    expect((await relay.now.store.floor.snapshot('team_alpha')).byMessage).toEqual([]);
  });

  it('[HA46] with its rep, a further word rings nobody', async () => {
    const visitor = await left();
    const ann = await relay.rep('rep_ann');
    await pick(ann);
    await relay.now.clock.pass(1_200);
    await visitor.say('And the strap?');
    await relay.now.clock.pass(1_200);
    expect((await view())?.engagement?.state).toBe('by_message');
    expect(ann.all('ring.started')).toEqual([]);
  });

  it('[HA45] is the choice of who waits in the queue, too', async () => {
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.attach();
    await visitor.say('Hello?');
    await relay.now.clock.pass(1_200);
    expect((await relay.now.store.floor.snapshot('team_alpha')).queue).toHaveLength(1);
    await leave(visitor, 'Write to me.');
    await relay.now.clock.pass(1_200);
    const { queue, byMessage } = await relay.now.store.floor.snapshot('team_alpha');
    expect([queue.length, byMessage.length]).toEqual([0, 1]);
  });

  it('[HA47] is put back on the list from its record, and taken off where the record says otherwise', async () => {
    const visitor = await left();
    const { floor } = relay.now.store;
    await floor.removeByMessage('team_alpha', 'cnv_v');
    await visitor.attach();
    await relay.now.clock.pass(200);
    expect((await floor.snapshot('team_alpha')).byMessage).toHaveLength(1);
    await floor.putByMessage('team_alpha', { conversation: 'cnv_other', site: 'site_alpha', queuedAt: 0 });
    await relay.now.clock.pass(6_000);
    expect((await floor.snapshot('team_alpha')).byMessage.map(({ conversation }) => conversation)).toEqual(['cnv_v']);
  });
});
