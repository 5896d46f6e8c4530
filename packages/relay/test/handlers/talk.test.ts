import { describe, expect, it } from 'vitest';
import type { StoredFile } from '../../src/ports/index.ts';
import type { FilesPort } from '../../src/ports/index.ts';
import { changeSite } from './helpers/change-shop.ts';
import { openVisitor } from './helpers/parties.ts';
import type { TestRep, TestVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const fileId = (digit: string) => `fil_${digit.repeat(40)}`;
const stored = new Map<string, StoredFile>();
const kept = new Set<string>();
const files: FilesPort = {
  put: () => Promise.reject(new Error('not asked here')),
  read: async () => undefined,
  find: async (id) => stored.get(id),
  keep: async (id) => {
    const was = kept.has(id);
    kept.add(id);
    return stored.has(id) ? was : undefined;
  },
  letGo: async (id) => void kept.delete(id),
  sweep: async () => 0,
};

function upload(digit: string, by: string, conversation = 'cnv_v'): string {
  const id = fileId(digit);
  stored.set(id, {
    id,
    site: 'site_alpha',
    conversation,
    by,
    name: 'lens.png',
    type: 'image/png',
    bytes: 1_234,
    width: 20,
    height: 10,
  });
  return id;
}

const relay = useRelay({ files });

async function talking(): Promise<{ readonly ann: TestRep; readonly visitor: TestVisitor }> {
  stored.clear();
  kept.clear();
  const ann = await relay.rep('rep_ann');
  const visitor = openVisitor(relay.now.node, 'v');
  await visitor.attach();
  await ann.attach('cnv_v');
  await visitor.say('Hello?');
  await relay.now.clock.pass(200);
  await ann.answer();
  await relay.now.clock.pass(200);
  visitor.clear();
  ann.clear();
  return { ann, visitor };
}

const bodies = async (kind: string) =>
  (await relay.now.store.conversations.read('cnv_v', 0, 500))
    .filter((entry) => entry.kind === kind)
    .map(({ by, body }) => [by.kind, JSON.parse(body)]);
const lines = async () =>
  (await relay.now.store.journal.read('site_alpha', undefined, 50)).map(({ kind, reason }) => [kind, reason]);

type Sent = Parameters<TestVisitor['raw']>[0];
const byVisitor = (visitor: TestVisitor, type: 'file.send' | 'contact.give' | 'rating.give', body: object) =>
  visitor.raw({ type, session: visitor.session, conversation: 'mine', seq: visitor.seqOf('mine'), body } as Sent);

async function byRep(rep: TestRep, type: 'product.show' | 'file.send' | 'guide.show', body: object, under: object) {
  const frame = { type, session: rep.session, conversation: 'cnv_v', seq: rep.seqOf('cnv_v'), ...under, body };
  await rep.raw(frame as Parameters<TestRep['raw']>[0]);
}

const assignmentOf = async () => {
  const { record } = await relay.now.store.conversations.view('cnv_v');
  return { epoch: record?.epoch ?? 0, claim: record?.owner?.claim ?? '' };
};

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

describe('a file', () => {
  it('[HA49] is sent by who uploaded it, into the conversation it was uploaded for', async () => {
    const { ann, visitor } = await talking();
    await byVisitor(visitor, 'file.send', { file: upload('a', 'vis_v') });
    expect(visitor.last('acked')).toBeDefined();
    const under = await assignmentOf();
    await byRep(ann, 'file.send', { file: upload('b', 'rep_ann') }, under);
    expect(await bodies('file')).toEqual([
      ['visitor', { file: fileId('a'), name: 'lens.png', type: 'image/png', bytes: 1_234, width: 20, height: 10 }],
      ['rep', { file: fileId('b'), name: 'lens.png', type: 'image/png', bytes: 1_234, width: 20, height: 10 }],
    ]);
    expect(await lines()).toContainEqual(['file.sent', 'image/png, 1234 bytes']);
    expect([...kept].toSorted()).toEqual([fileId('a'), fileId('b')]);
    for (const foreign of [upload('c', 'vis_other'), upload('d', 'vis_v', 'cnv_other'), fileId('e')]) {
      await visitor.raw({
        type: 'file.send',
        session: visitor.session,
        conversation: 'mine',
        seq: 3,
        body: { file: foreign },
      });
      expect(visitor.last('refused')).toMatchObject({ code: 'denied', retry: false });
    }
    expect(kept.size).toBe(2);
  });

  it('[HA49] whose entry is refused goes the way of what nobody sends', async () => {
    const { ann, visitor } = await talking();
    await byRep(ann, 'file.send', { file: upload('a', 'rep_ann') }, { epoch: 0, claim: 'clm_0' });
    expect(ann.last('refused')).toMatchObject({ code: 'fenced' });
    expect(kept.size).toBe(0);
    await byVisitor(visitor, 'file.send', { file: upload('b', 'vis_v') });
    expect(kept.size).toBe(1);
  });

  it('[HA49] asks for an answer as a message does', async () => {
    stored.clear();
    const ann = await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, 'v');
    await byVisitor(visitor, 'file.send', { file: upload('a', 'vis_v') });
    await relay.now.clock.pass(1_200);
    expect(ann.all('ring.started')).toHaveLength(1);
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

describe('pointing at the page', () => {
  const targets = [{ target: 't1', name: 'Basket', role: 'link' as const }];
  const at = (visitor: TestVisitor, url: string) =>
    visitor.raw({ type: 'context.set', context: { page: { url, title: 'Shop', type: 'product' } } });
  const look = async (rep: TestRep) =>
    rep.raw({ type: 'guide.look', ref: 7, conversation: 'cnv_v', ...(await assignmentOf()) });

  it('[HA53] asks the page the visitor is on, and tells the rep who asked', async () => {
    const { ann, visitor } = await talking();
    const bob = await relay.rep('rep_bob');
    await bob.attach('cnv_v');
    const other = openVisitor(relay.now.node, 'v');
    await other.attach();
    await at(other, 'https://alpha.example/old');
    await relay.now.clock.pass(2_000);
    await at(visitor, 'https://alpha.example/now');
    await relay.now.clock.pass(2_000);
    // Another tab says something still later; the page that reps see is the other one.
    await other.raw({ type: 'read', conversation: 'mine', offset: 1 });
    await look(ann);
    await relay.now.clock.settle();
    expect(ann.last('done')).toMatchObject({ ref: 7 });
    expect([visitor.all('guide.asked').length, other.all('guide.asked').length]).toEqual([1, 0]);
    await visitor.raw({ type: 'guide.list', targets });
    await relay.now.clock.pass(500);
    expect(ann.last('guide.listed')).toEqual({ type: 'guide.listed', conversation: 'cnv_v', targets });
    expect(bob.all('guide.listed')).toEqual([]);
    // Nobody asked for this one.
    await visitor.raw({ type: 'guide.list', targets });
    await relay.now.clock.settle();
    expect(ann.all('guide.listed')).toHaveLength(1);
    await visitor.raw({ type: 'guide.answer', offset: 9, state: 'agreed' });
    await relay.now.clock.settle();
    expect(ann.last('guide.moved')).toEqual({ type: 'guide.moved', conversation: 'cnv_v', offset: 9, state: 'agreed' });
  });

  it('[HA53] goes from node to node', async () => {
    const { ann } = await talking();
    const second = await relay.now.addNode('node_b');
    const visitor = openVisitor(second, 'v');
    await visitor.attach();
    await at(visitor, 'https://alpha.example/there');
    await relay.now.clock.pass(2_000);
    await look(ann);
    await relay.now.clock.settle();
    expect(visitor.all('guide.asked')).toHaveLength(1);
    await visitor.raw({ type: 'guide.list', targets });
    await relay.now.clock.settle();
    expect(ann.last('guide.listed')?.targets).toEqual(targets);
  });

  it('[HA53] is for the rep who has the conversation', async () => {
    const { visitor } = await talking();
    const bob = await relay.rep('rep_bob');
    await look(bob);
    expect(bob.last('refused')).toMatchObject({ ref: 7, code: 'not_owner' });
    const ann = await relay.rep('rep_ann');
    await ann.raw({ type: 'guide.look', ref: 8, conversation: 'cnv_v', epoch: 0, claim: 'x' });
    expect(ann.last('refused')).toMatchObject({ ref: 8, code: 'fenced' });
    expect(visitor.all('guide.asked')).toEqual([]);
  });
});
