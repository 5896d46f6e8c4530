import { describe, expect, it } from 'vitest';
import { changeRep, changeSite, changeTeam } from './helpers/change-shop.ts';
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
const pick = async (rep: TestRep, takesOver = false) =>
  rep.command('engagement.accept', 'cnv_v', {
    engagement: (await view())?.engagement?.id ?? '',
    ...(takesOver ? { takesOver: true } : {}),
  });

async function left(): Promise<TestVisitor> {
  const visitor = openVisitor(relay.now.node, 'v');
  await visitor.attach();
  await leave(visitor, 'Does it come in blue?');
  await relay.now.clock.pass(1_200);
  return visitor;
}

describe('a message for later', () => {
  it('[HA45] rings nobody, takes no capacity, and is one rep’s at once, by the relay’s choice', async () => {
    const ann = await relay.rep('rep_ann');
    const bob = await relay.rep('rep_bob');
    const visitor = await left();
    expect(visitor.last('acked')).toBeDefined();
    expect(visitor.last('engagement.changed')?.engagement).toMatchObject({ state: 'by_message' });
    expect([...ann.all('ring.started'), ...bob.all('ring.started')]).toEqual([]);
    expect(states(ann, 'mine')).toEqual([['cnv_v', 'by_message']]);
    expect(states(bob, 'queue')).toEqual([['cnv_v', 'by_message']]);
    expect(bob.last('floor.changed')?.queue).toMatchObject([{ rep: 'rep_ann', turned: 'visitor' }]);
    expect((await relay.now.store.floor.snapshot('team_alpha')).claims).toEqual([]);
    await ann.say('cnv_v', 'In navy.');
    expect(ann.last('acked')).toBeDefined();
    await relay.now.clock.pass(1_200);
    expect(visitor.last('engagement.changed')?.engagement).toMatchObject({ state: 'by_message', rep: { name: 'Ann' } });
    expect(await ann.resolve('cnv_v')).toBe('done');
    await relay.now.clock.pass(1_200);
    expect(states(ann, 'mine')).toEqual([]);
    const { byMessage } = await relay.now.store.floor.snapshot('team_alpha');
    expect(byMessage).toEqual([]);
    const rows = (await relay.now.store.journal.read('site_alpha', undefined, 20)).toReversed();
    expect(rows.map(({ kind }) => kind)).toEqual([
      'engagement.opened',
      'engagement.by_message',
      'engagement.assigned',
      'engagement.answered',
      'engagement.first_reply',
      'engagement.message_answered',
      'engagement.resolved',
    ]);
    expect(rows[5]).toMatchObject({ reason: 'in_time', tookMs: 1_200, rep: 'rep_ann' });
  });

  it('[HA45] goes to who has fewest of them, nobody above the limit, and to nobody’s list twice', async () => {
    const { store, node } = relay.now;
    await changeTeam(relay.now, 'team_alpha', { byMessageLimit: 1 });
    const owners: (string | undefined)[] = [];
    for (const name of ['a', 'b', 'c']) {
      const visitor = openVisitor(node, name);
      await visitor.attach();
      await leave(visitor, 'Hello');
      await relay.now.clock.pass(1_200);
      owners.push((await store.conversations.view(`cnv_${name}`)).record?.owner?.rep);
    }
    // Then the route's next team.
    expect(owners).toEqual(['rep_ann', 'rep_bob', 'rep_sam']);
  });

  it('[HA45] takes nobody above the limit where several nodes give some away at once', async () => {
    const { store, node, clock } = relay.now;
    for (const team of ['team_alpha', 'team_shared']) await changeTeam(relay.now, team, { byMessageLimit: 1 });
    const nodes = [node, await relay.now.addNode('node_b'), await relay.now.addNode('node_c')];
    const names = Array.from({ length: 6 }, (_, n) => `m${n}`);
    const visitors = names.map((name, n) => openVisitor(nodes[n % 3] ?? node, name));
    await Promise.all(visitors.map((visitor) => visitor.attach()));
    await Promise.all(visitors.map((visitor) => leave(visitor, 'Hello')));
    await clock.pass(6_000);
    const views = await store.conversations.views(names.map((name) => `cnv_${name}`));
    const owners = views.map(({ record }) => record?.owner?.rep ?? 'nobody').toSorted();
    expect(owners).toEqual(['nobody', 'nobody', 'nobody', 'rep_ann', 'rep_bob', 'rep_sam']);
    const listed = (await store.floor.snapshot('team_alpha')).byMessage.flatMap(({ rep }) => rep ?? []);
    expect(listed.toSorted()).toEqual(['rep_ann', 'rep_bob']);
  });

  it('[HA45] is for who is connected, where nobody is available', async () => {
    const bob = await relay.rep('rep_bob');
    await bob.status('away');
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.attach();
    await leave(visitor, 'Hello');
    await relay.now.clock.pass(1_200);
    expect((await view())?.owner?.rep).toBe('rep_bob');
    expect(states(bob, 'mine')).toEqual([['cnv_v', 'by_message']]);
  });

  it('[HA45] is taken over by any rep of the route, where that is meant, and who had it is told', async () => {
    const ann = await relay.rep('rep_ann');
    const sam = await relay.rep('rep_sam');
    await left();
    expect(await pick(sam)).toBe('not_owner');
    expect(await pick(sam, true)).toBe('done');
    await relay.now.clock.pass(1_200);
    expect(states(sam, 'mine')).toEqual([['cnv_v', 'by_message']]);
    expect(states(ann, 'mine')).toEqual([]);
    expect(ann.last('assignment.ended')).toMatchObject({
      conversation: 'cnv_v',
      cause: 'taken_over',
      by: { id: 'rep_sam', name: 'Sam' },
    });
    await ann.say('cnv_v', 'Mine?');
    expect(ann.last('refused')).toMatchObject({ code: 'fenced' });
    await sam.say('cnv_v', 'In navy.');
    expect(sam.last('acked')).toBeDefined();
  });

  it('[HA45] first answers are held against the site’s target', async () => {
    await changeSite(relay.now, { messageTargetMs: 60_000 });
    const ann = await relay.rep('rep_ann');
    await left();
    expect(ann.last('floor.changed')?.mine[0]?.dueAt).toBeGreaterThan(0);
    await relay.now.clock.pass(60_000);
    await ann.say('cnv_v', 'In navy.');
    await ann.say('cnv_v', 'And in black.');
    const rows = await relay.now.store.journal.read('site_alpha', undefined, 50);
    expect(rows.filter(({ kind }) => kind === 'engagement.message_answered')).toMatchObject([{ reason: 'late' }]);
    await relay.now.clock.pass(1_200);
    expect(ann.last('floor.changed')?.mine[0]).not.toHaveProperty('dueAt');
  });

  it('[HA45] of a rep who works here no more becomes another’s', async () => {
    await left();
    expect((await view())?.owner?.rep).toBe('rep_ann');
    await changeRep(relay.now, 'rep_ann', { isDisabled: true });
    await relay.now.clock.pass(6_000);
    expect((await view())?.owner?.rep).toBe('rep_bob');
  });

  it('[HA45] is what waiting becomes when nobody of the route is there for a minute', async () => {
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.attach();
    await visitor.say('Hello?');
    await relay.now.clock.pass(50_000);
    expect((await view())?.engagement?.state).toBe('queued');
    await relay.now.clock.pass(15_000);
    expect(await view()).toMatchObject({
      owner: { rep: 'rep_ann' },
      engagement: { state: 'by_message', byMessage: { cause: 'no_rep' } },
    });
    expect(visitor.last('engagement.changed')?.engagement).toMatchObject({ state: 'by_message' });
  });

  it('[HA45] is what waiting becomes, too, where only somebody off shift is there, whom nothing rings at', async () => {
    const shift = { reps: ['rep_bob'], days: ['mon' as const], from: '09:00', to: '18:00' };
    await changeTeam(relay.now, 'team_alpha', { shifts: [shift] });
    await changeSite(relay.now, { route: [{ team: 'team_alpha', afterMs: 0 }] });
    const ann = await relay.rep('rep_ann');
    await relay.waiting('v');
    await relay.now.clock.pass(65_000);
    expect(ann.all('ring.started')).toEqual([]);
    expect((await view())?.engagement).toMatchObject({ state: 'by_message', byMessage: { cause: 'no_rep' } });
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

  it('[HA46] goes live also from a connection that was told nothing, as each POST is one over plain HTTP', async () => {
    await left();
    const ann = await relay.rep('rep_ann');
    await openVisitor(relay.now.node, 'v').say('Anybody?');
    await relay.now.clock.pass(300);
    expect(ann.last('ring.started')).toMatchObject({ conversation: 'cnv_v' });
  });

  /** A word that reached the log, and whose relay died before it did anything about it. */
  async function halfSaid(visitor: TestVisitor, text: string) {
    const { session } = visitor;
    const seq = visitor.seqOf('mine');
    const body = JSON.stringify({ text });
    const by = { kind: 'visitor', id: 'vis_v' } as const;
    const entry = { conversation: 'cnv_v', session, seq, kind: 'message' as const, by, body, sent: body };
    await relay.now.store.conversations.append(entry);
    return { type: 'message.send' as const, session, conversation: 'mine' as const, seq };
  }

  it('[HA46, HA29] goes live also where the word comes again because the relay died behind the log', async () => {
    const visitor = await left();
    const ann = await relay.rep('rep_ann');
    const frame = { ...(await halfSaid(visitor, 'Anybody?')), body: { text: 'Anybody?' } };
    await visitor.raw(frame);
    await relay.now.clock.pass(1_200);
    expect(ann.all('ring.started')).toHaveLength(1);
    // What went on since, and fell asleep, is not woken by an echo.
    await ann.answer();
    await relay.now.clock.pass(300);
    await ann.say('cnv_v', 'In navy.');
    await relay.now.clock.pass(306_000);
    expect((await view())?.engagement?.byMessage).toMatchObject({ cause: 'idle' });
    await visitor.raw(frame);
    await relay.now.clock.pass(1_200);
    expect((await view())?.engagement?.state).toBe('by_message');
    expect(ann.all('ring.started')).toHaveLength(1);
  });

  it('[HA45, HA29] is the choice of who waits, also where it comes again because the relay died behind the log', async () => {
    const visitor = await relay.waiting('v');
    const frame = { ...(await halfSaid(visitor, 'Later.')), body: { text: 'Later.', wants: 'message' as const } };
    await visitor.raw(frame);
    expect((await view())?.engagement).toMatchObject({ state: 'by_message', byMessage: { cause: 'visitor' } });
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
