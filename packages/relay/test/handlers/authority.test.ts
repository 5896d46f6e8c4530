import { describe, expect, it } from 'vitest';
import type { RepFrame, RepFrames } from '@tillside/protocol';
import { repToRelay, visitorToRelay } from '@tillside/protocol/schema';
import { repTable } from '../../src/handlers/rep/table.ts';
import type { RepHandled } from '../../src/handlers/rep/table.ts';
import { visitorTable } from '../../src/handlers/visitor/table.ts';
import { recentConversations } from '../../src/handlers/floor/recent.ts';
import { cnv, message } from '../contracts/build.ts';
import { openVisitor } from './helpers/parties.ts';
import type { TestRep } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

type Assignment = { readonly epoch: number; readonly claim: string };

/** For every frame that names a conversation, one that would do if the rep were allowed. A new frame is a compile error here. */
const frames: {
  readonly [Name in Exclude<keyof RepHandled, 'status.set'>]: (
    conversation: string,
    engagement: string,
    session: string,
    assignment: Assignment,
  ) => RepFrames[Name];
} = {
  'message.send': (conversation, _, session, assignment) => ({
    type: 'message.send',
    session,
    conversation,
    seq: 1,
    ...assignment,
    body: { text: 'Hi' },
  }),
  'note.add': (conversation, _, session) => ({
    type: 'note.add',
    session,
    conversation,
    seq: 1,
    body: { text: 'Hi' },
  }),
  'offer.make': (conversation, _, session, assignment) => ({
    type: 'offer.make',
    session,
    conversation,
    seq: 1,
    ...assignment,
    body: { offer: 'off_alpha-express' },
  }),
  'engagement.transfer': (conversation, _, __, assignment) => ({
    type: 'engagement.transfer',
    ref: 11,
    conversation,
    ...assignment,
    to: { rep: 'rep_bob' },
  }),
  'engagement.finish': (conversation, _, __, assignment) => ({
    type: 'engagement.finish',
    ref: 12,
    conversation,
    ...assignment,
  }),
  'engagement.put-off': (conversation, _, __, assignment) => ({
    type: 'engagement.put-off',
    ref: 13,
    conversation,
    ...assignment,
  }),
  'reason.set': (conversation, _, __, assignment) => ({
    type: 'reason.set',
    ref: 14,
    conversation,
    ...assignment,
    reason: 'order',
  }),
  'product.show': (conversation, _, session, assignment) => ({
    type: 'product.show',
    session,
    conversation,
    seq: 1,
    ...assignment,
    body: { name: 'Lamp', url: 'https://alpha.example/lamp' },
  }),
  'file.send': (conversation, _, session, assignment) => ({
    type: 'file.send',
    session,
    conversation,
    seq: 1,
    ...assignment,
    body: { file: `fil_${'0'.repeat(40)}` },
  }),
  'guide.look': (conversation, _, __, assignment) => ({ type: 'guide.look', ref: 1, conversation, ...assignment }),
  'guide.show': (conversation, _, session, assignment) => ({
    type: 'guide.show',
    session,
    conversation,
    seq: 1,
    ...assignment,
    body: { target: 't1', name: 'Basket' },
  }),
  'engagement.accept': (conversation, engagement) => ({ type: 'engagement.accept', ref: 1, conversation, engagement }),
  'engagement.decline': (conversation, engagement) => ({
    type: 'engagement.decline',
    ref: 1,
    conversation,
    engagement,
  }),
  'engagement.resolve': (conversation, _, __, assignment) => ({
    type: 'engagement.resolve',
    ref: 1,
    conversation,
    ...assignment,
    disposition: 'Other',
  }),
  typing: (conversation) => ({ type: 'typing', conversation }),
  read: (conversation) => ({ type: 'read', conversation, offset: 1 }),
};

async function everything(conversation: string): Promise<unknown> {
  const { store } = relay.now;
  return [
    await store.conversations.view(conversation),
    await store.conversations.read(conversation, 0, 100),
    (await store.floor.snapshot('team_alpha')).claims,
    await store.journal.read('site_alpha', undefined, 100),
  ];
}

describe('what a rep may touch', () => {
  for (const name of Object.keys(frames) as (keyof typeof frames)[]) {
    it(`[HA18] ${name} does nothing to a conversation of a site that the own team does not serve`, async () => {
      const ann = await relay.rep('rep_ann');
      const bea = await relay.rep('rep_bea');
      const visitor = openVisitor(relay.now.node, 'v');
      await visitor.attach();
      await visitor.say('Hello?');
      await relay.now.clock.pass(200);
      if (name !== 'engagement.accept' && name !== 'engagement.decline') {
        await ann.answer();
        await relay.now.clock.pass(200);
      }
      const { record } = await relay.now.store.conversations.view('cnv_v');
      // The stranger even knows the assignment, and says it.
      const frame: RepFrame = frames[name]('cnv_v', record?.engagement?.id ?? '', bea.session, ann.assignment('cnv_v'));
      const before = await everything('cnv_v');
      visitor.clear();
      bea.clear();
      await bea.raw(frame);
      await relay.now.clock.pass(2_000);
      expect(await everything('cnv_v')).toEqual(before);
      expect(visitor.frames).toEqual([]);
      const answers = bea.frames.map((one) => (one.type === 'refused' ? one.code : one.type));
      expect(answers).toEqual('ref' in frame || 'seq' in frame ? ['unknown_conversation'] : []);
      // One that does not exist at all is answered in the very same way.
      bea.clear();
      await bea.raw(frames[name]('cnv_nobody', 'eng_0', bea.session, { epoch: 0, claim: '' }));
      expect(bea.frames.map((one) => (one.type === 'refused' ? one.code : one.type))).toEqual(answers);
    });
  }

  it('[HA18] what the own team serves no more is out of reach, also for who has it', async () => {
    const sam = await relay.rep('rep_sam');
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.say('Hello?');
    await relay.now.clock.pass(200);
    await sam.answer();
    await relay.now.clock.pass(200);
    const { store, node } = relay.now;
    const { sites, revision } = await store.directory.load();
    await store.directory.apply(
      { sites: sites.map((site) => ({ ...site, route: site.route.filter(({ team }) => team !== 'team_shared') })) },
      revision,
    );
    await node.refresh();
    await sam.say('cnv_v', 'Still there?');
    expect(sam.last('refused')).toMatchObject({ code: 'unknown_conversation' });
  });

  it('[HA18] a status is the own one only, and takes nobody’s word for who one is', async () => {
    const ann = await relay.rep('rep_ann');
    await relay.rep('rep_bob');
    await ann.status('away');
    const { reps } = await relay.now.store.floor.snapshot('team_alpha');
    expect(reps.map(({ rep, status }) => [rep, status])).toEqual([
      ['rep_ann', 'away'],
      ['rep_bob', 'available'],
    ]);
    expect(ann.last('done')).toBeDefined();
  });

  it('[HA18] an outcome code that the site does not have is refused', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.say('Hello?');
    await relay.now.clock.pass(200);
    await ann.answer();
    await relay.now.clock.pass(200);
    expect(await ann.resolve('cnv_v', 'Nonsense')).toBe('invalid');
    const stale = { ...ann.assignment('cnv_v'), epoch: 0, disposition: 'Other' };
    expect(await ann.command('engagement.resolve', 'cnv_v', stale)).toBe('fenced');
    const bob = await relay.rep('rep_bob');
    const borrowed = { ...ann.assignment('cnv_v'), disposition: 'Other' };
    expect(await bob.command('engagement.resolve', 'cnv_v', borrowed)).toBe('not_owner');
    expect(await ann.resolve('cnv_v')).toBe('done');
  });

  it('[TR67] a conversation whose record was lost is not unknown, but to be tried again', async () => {
    const ann = await relay.rep('rep_ann');
    await relay.now.store.conversations.append(message(1));
    await ann.raw(frames['note.add'](cnv, '', ann.session, { epoch: 0, claim: '' }));
    expect(ann.last('refused')).toMatchObject({ code: 'store_unavailable', retry: true });
    await ann.raw(frames['note.add']('cnv_nobody', '', ann.session, { epoch: 0, claim: '' }));
    expect(ann.last('refused')).toMatchObject({ code: 'unknown_conversation', retry: false });
  });

  it('[HA33] the list of conversations holds those of the sites the own team serves, latest first', async () => {
    const list = async (rep: TestRep) => {
      const { world } = relay.now.node;
      const answer = await recentConversations(world, world.directory().rep(rep.party.rep)!, undefined);
      return answer.items.map(({ conversation }) => conversation);
    };
    const ann = await relay.rep('rep_ann');
    const sam = await relay.rep('rep_sam');
    for (const [name, site] of [
      ['a', 'site_alpha'],
      ['b', 'site_beta'],
      ['c', 'site_alpha'],
    ] as const) {
      await openVisitor(relay.now.node, name, site).say('Hello?');
      await relay.now.clock.pass(1_000);
    }
    expect(await list(ann)).toEqual(['cnv_c', 'cnv_a']);
    expect(await list(sam)).toEqual(['cnv_c', 'cnv_b', 'cnv_a']);
    await relay.now.clock.pass(10_000);
    await openVisitor(relay.now.node, 'a').say('Anybody?');
    await relay.now.clock.settle();
    expect(await list(ann)).toEqual(['cnv_a', 'cnv_c']);
  });

  it('[HA18] the tables handle every frame of the protocol but the link’s own', () => {
    const own = new Set(['hello', 'session.add', 'conversation.attach', 'conversation.detach', 'pong']);
    const handled = (table: object) =>
      Object.keys(table)
        .filter((name) => !own.has(name))
        .toSorted();
    expect(Object.keys(repTable).toSorted()).toEqual(handled(repToRelay));
    expect(Object.keys(visitorTable).toSorted()).toEqual(handled(visitorToRelay));
    expect([...Object.keys(frames), 'status.set'].toSorted()).toEqual(handled(repToRelay));
  });
});
