import { describe, expect, it } from 'vitest';
import { changeSite } from './helpers/change-shop.ts';
import { openVisitor } from './helpers/parties.ts';
import type { TestVisitor } from './helpers/parties.ts';
import { byRep, byVisitor, useTalk } from './helpers/use-talk.ts';

const { relay, talking, bodies, lines, assignmentOf } = useTalk();

describe('what a rep shows', () => {
  it('[HA48] is a product of the shop’s own address alone', async () => {
    const { ann } = await talking();
    const under = await assignmentOf();
    const lamp = { name: 'Lamp', url: 'https://alpha.example/lamp', price: 4_900, currency: 'USD' };
    await byRep(ann, 'product.show', lamp, under);
    expect(ann.last('acked')).toBeDefined();
    for (const url of [
      'https://evil.example/',
      'https://alpha.example@evil.example/',
      'javascript:alert(1)',
      '/lamp',
    ]) {
      const seq = 2;
      await ann.raw({
        type: 'product.show',
        session: ann.session,
        conversation: 'cnv_v',
        seq,
        ...under,
        body: { ...lamp, url },
      });
      expect(ann.last('refused'), url).toMatchObject({ code: 'denied', seq, detail: expect.stringContaining('url') });
    }
    await ann.raw({
      type: 'product.show',
      session: ann.session,
      conversation: 'cnv_v',
      seq: 2,
      ...under,
      body: { ...lamp, image: 'https://cdn.evil.example/x.png' },
    });
    expect(ann.last('refused')).toMatchObject({ code: 'denied', detail: expect.stringContaining('image') });
    expect(await bodies('product')).toEqual([['rep', lamp]]);
  });

  it('[HA48] comes with answers to choose from', async () => {
    const { ann } = await talking();
    const body = { text: 'Which size?', replies: ['S', 'M'] };
    const under = await assignmentOf();
    await ann.raw({ type: 'message.send', session: ann.session, conversation: 'cnv_v', seq: 1, ...under, body });
    expect((await bodies('message')).at(-1)).toEqual(['rep', body]);
  });

  it('[HA48] is fenced like every word, once another rep has the conversation', async () => {
    const { ann } = await talking();
    const { claim, epoch } = await assignmentOf();
    await byRep(ann, 'guide.show', { target: 't1', name: 'Basket' }, { claim, epoch: epoch - 1 });
    expect(ann.last('refused')).toMatchObject({ code: 'fenced' });
    expect(await bodies('guide')).toEqual([]);
  });
});

describe('what a visitor gives', () => {
  it('[HA50] as contact is kept for answers, opens nothing, and is no line of words', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, 'v');
    const given = { name: 'Ada', email: 'ada@mail.example', answers: [{ question: 'Size?', answer: 'M' }] };
    await byVisitor(visitor, 'contact.give', given);
    await relay.now.clock.pass(1_200);
    expect(await bodies('contact')).toEqual([['visitor', given]]);
    expect(await relay.now.store.visitors.load('vis_v')).toMatchObject({ email: 'ada@mail.example' });
    expect(ann.all('ring.started')).toEqual([]);
    expect(JSON.stringify(await relay.now.store.journal.read('site_alpha', undefined, 50))).not.toMatch(/ada|Size/i);
  });

  it('[HA50] as rating is of an engagement of their own, and the journal knows the figure alone', async () => {
    const { visitor } = await talking();
    const { record } = await relay.now.store.conversations.view('cnv_v');
    const engagement = record?.engagement?.id ?? '';
    await byVisitor(visitor, 'rating.give', { engagement, score: 4, comment: 'Kind' });
    expect(visitor.last('acked')).toBeDefined();
    expect(await bodies('rating')).toEqual([['visitor', { engagement, score: 4, comment: 'Kind' }]]);
    expect(await lines()).toContainEqual(['rating.given', '4']);
    await byVisitor(visitor, 'rating.give', { engagement: 'eng_nobodys', score: 5 });
    expect(visitor.last('refused')).toMatchObject({ code: 'invalid', retry: false });
    expect(JSON.stringify(await relay.now.store.journal.read('site_alpha', undefined, 50))).not.toContain('Kind');
  });

  it('[HA50] is taken again under its number, also once another engagement goes on', async () => {
    const { ann, visitor } = await talking();
    const { record } = await relay.now.store.conversations.view('cnv_v');
    const body = { engagement: record?.engagement?.id ?? '', score: 2 };
    const seq = visitor.seqOf('mine');
    const frame = { type: 'rating.give', session: visitor.session, conversation: 'mine', seq, body } as const;
    await visitor.raw(frame);
    await ann.command('engagement.resolve', 'cnv_v', { ...(await assignmentOf()), disposition: 'Other' });
    await visitor.say('One more thing');
    visitor.clear();
    await visitor.raw(frame);
    expect(visitor.frames.map(({ type }) => type)).toEqual(['acked']);
    expect(await bodies('rating')).toHaveLength(1);
  });

  it('[HA51] of its behaviour is kept with consent to that alone', async () => {
    const visitor = openVisitor(relay.now.node, 'v');
    const report = { page: 'product', device: 'phone' as const, timings: [], exits: [] };
    const kinds = async () => (await lines()).map(([kind]) => kind);
    await visitor.lane('page.report', report).sent;
    await visitor.lane('consent.set', { state: 'granted', purposes: ['functional'] }).sent;
    await visitor.lane('page.report', report).sent;
    expect(await kinds()).not.toContain('page.reported');
    await visitor.lane('consent.set', { state: 'granted', purposes: ['functional', 'analytics'] }).sent;
    await visitor.lane('page.report', report).sent;
    expect(await kinds()).toContain('page.reported');
  });
});

describe('what is being typed', () => {
  const type = (visitor: TestVisitor, text: string) => visitor.raw({ type: 'typing', conversation: 'mine', text });

  it('[HA52] reaches reps where the site shows it and the visitor agreed, and nobody else', async () => {
    const { ann, visitor } = await talking();
    const seen = async () => {
      await relay.now.clock.pass(6_000);
      ann.clear();
      await type(visitor, 'I would li');
      await relay.now.clock.settle();
      return ann.last('typing.seen')?.text;
    };
    expect(await seen()).toBeUndefined();
    await changeSite(relay.now, { livePreview: true });
    expect(await seen()).toBeUndefined();
    await visitor.lane('consent.set', { state: 'granted' }).sent;
    expect(await seen()).toBe('I would li');
    await visitor.lane('consent.set', { state: 'denied' }).sent;
    expect(await seen()).toBeUndefined();
    expect(ann.last('typing.seen')).toBeDefined();
  });
});
