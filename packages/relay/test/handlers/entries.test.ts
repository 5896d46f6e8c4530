import { describe, expect, it } from 'vitest';
import type { VisitorFrame } from '@tillside/protocol';
import { limits } from '@tillside/protocol';
import { answerGap, noteFilled, refuseSequenced } from '../../src/handlers/sequence.ts';
import { openVisitor } from './helpers/parties.ts';
import type { TestRep, TestVisitor } from './helpers/parties.ts';
import { useRelay } from './helpers/use-relay.ts';

const relay = useRelay();

function message(visitor: TestVisitor, seq: number, text: string): VisitorFrame {
  return { type: 'message.send', session: visitor.session, conversation: 'mine', seq, body: { text } };
}

const bodies = async () =>
  (await relay.now.store.conversations.read('cnv_v', 0, 500))
    .filter(({ kind }) => kind === 'message')
    .map(({ body }) => (JSON.parse(body) as { text: string }).text);

/** A visitor in an engagement that Ann answered. */
async function talking(): Promise<{ readonly ann: TestRep; readonly visitor: TestVisitor }> {
  const ann = await relay.rep('rep_ann');
  const visitor = openVisitor(relay.now.node, 'v');
  await visitor.attach();
  await visitor.say('Hello?');
  await relay.now.clock.pass(200);
  await ann.answer();
  await relay.now.clock.pass(200);
  visitor.clear();
  return { ann, visitor };
}

describe('a visitor’s message', () => {
  it('[HA16] is acknowledged with its offset, and again when it comes again', async () => {
    const { visitor } = await talking();
    await visitor.raw(message(visitor, 2, 'One'));
    await visitor.raw(message(visitor, 2, 'One'));
    const [first, second] = visitor.all('acked');
    expect(first).toMatchObject({ session: visitor.session, conversation: 'mine', seq: 2 });
    expect(first?.offset).toBeGreaterThan(0);
    expect(second).toEqual(first);
    expect(await bodies()).toEqual(['Hello?', 'One']);
  });

  it('[HA16] after a gap is not taken: the session goes back to what is known', async () => {
    const { visitor } = await talking();
    await visitor.raw(message(visitor, 4, 'Four'));
    expect(visitor.frames).toEqual([{ type: 'rewind', session: visitor.session, conversation: 'mine', highest: 1 }]);
  });

  it('[HA16] with another body under the same number is a conflict', async () => {
    const { visitor } = await talking();
    await visitor.raw(message(visitor, 1, 'Something else'));
    expect(visitor.last('refused')).toMatchObject({ code: 'conflict', retry: false, seq: 1 });
  });

  it('[HA16] that is empty or too long is refused before it is tried, and writes nothing', async () => {
    const { visitor } = await talking();
    await visitor.raw(message(visitor, 2, ' \n '));
    await visitor.raw(message(visitor, 2, 'x'.repeat(limits.textLength + 1)));
    expect(visitor.all('refused').map(({ code, retry }) => [code, retry])).toEqual([
      ['empty', false],
      ['too_long', false],
    ]);
    expect(await bodies()).toEqual(['Hello?']);
  });

  it('[HA16] of a session the socket does not speak for is refused', async () => {
    const { visitor } = await talking();
    await visitor.raw({ ...message(visitor, 1, 'Hi'), session: 'f'.repeat(32) } as VisitorFrame);
    expect(visitor.last('refused')).toMatchObject({ code: 'denied', retry: false });
    await visitor.raw({
      type: 'consent.set',
      session: 'f'.repeat(32),
      conversation: 'visitor',
      seq: 1,
      body: { state: 'granted' },
    });
    expect(visitor.all('refused')).toHaveLength(2);
    expect(await bodies()).toEqual(['Hello?']);
  });

  it('[HA16] that was in flight behind a refused one is behind_refused, never a rewind, until the place is filled', async () => {
    const { visitor } = await talking();
    await Promise.all([
      visitor.raw(message(visitor, 2, '')),
      visitor.raw(message(visitor, 3, 'Three')),
      visitor.raw(message(visitor, 4, 'Four')),
    ]);
    expect(visitor.all('refused').map(({ seq, code, retry }) => [seq, code, retry])).toEqual([
      [2, 'empty', false],
      [3, 'behind_refused', true],
      [4, 'behind_refused', true],
    ]);
    expect(visitor.all('rewind')).toEqual([]);
    // Renumbered from the refused one on.
    await Promise.all([visitor.raw(message(visitor, 2, 'Three')), visitor.raw(message(visitor, 3, 'Four'))]);
    expect(await bodies()).toEqual(['Hello?', 'Three', 'Four']);
    await visitor.raw(message(visitor, 9, 'Nine'));
    expect(visitor.last('rewind')).toMatchObject({ highest: 3 });
  });

  it('[HA16] behind a refused place, where the store knows still less, is a rewind', async () => {
    const { visitor } = await talking();
    await visitor.raw(message(visitor, 4, ''));
    await visitor.raw(message(visitor, 5, 'Five'));
    expect(visitor.last('rewind')).toMatchObject({ highest: 1 });
  });

  it('[HA16] behind a place that was filled, and that the store lost again, is a rewind', async () => {
    const { visitor } = await talking();
    const place = (seq: number) => ({ session: visitor.session, conversation: 'mine', seq });
    refuseSequenced(visitor.party, place(2), 'empty');
    noteFilled(visitor.party, place(2));
    answerGap(visitor.party, place(3), 1);
    expect(visitor.last('rewind')).toMatchObject({ highest: 1 });
    expect(visitor.all('refused')).toHaveLength(1);
  });

  it('[HA17] and those that follow it without waiting reach the log in their order', async () => {
    const { ann, visitor } = await talking();
    const wanted = Array.from({ length: 16 }, (_, index) => `m${index}`);
    await Promise.all(wanted.map((text) => visitor.say(text)));
    await Promise.all(wanted.map((text) => ann.say('cnv_v', `r${text}`)));
    expect(visitor.all('rewind')).toEqual([]);
    expect(ann.all('rewind')).toEqual([]);
    expect(ann.all('acked').map(({ seq }) => seq)).toEqual(wanted.map((_, index) => index + 1));
    expect(await bodies()).toEqual(['Hello?', ...wanted, ...wanted.map((text) => `r${text}`)]);
  });

  it('[HA16] is full when the engagement is', async () => {
    const { visitor } = await talking();
    const session = 'a'.repeat(32);
    const { store } = relay.now;
    const fill = Array.from({ length: limits.engagementEntries }, (_, index) =>
      store.conversations.append({
        conversation: 'cnv_v',
        session,
        seq: index + 1,
        kind: 'message',
        by: { kind: 'visitor', id: 'vis_v' },
        body: '{"text":"x"}',
        sent: '{"text":"x"}',
      }),
    );
    await Promise.all(fill);
    await visitor.say('One more');
    expect(visitor.last('refused')).toMatchObject({ code: 'full', retry: false, seq: 2 });
  });
});

describe('a message that opens', () => {
  it('[HA35] opens the next engagement after the last was resolved', async () => {
    const { ann, visitor } = await talking();
    await ann.resolve('cnv_v');
    await visitor.say('One more thing');
    await relay.now.clock.pass(300);
    expect(ann.all('ring.started')).toHaveLength(2);
    const { record } = await relay.now.store.conversations.view('cnv_v');
    expect(record?.engagement).toMatchObject({ state: 'ringing', cause: 'visitor' });
  });

  it('[HA35] opens nothing when it comes again after its engagement is over', async () => {
    const { ann, visitor } = await talking();
    await visitor.raw(message(visitor, 2, 'Thanks'));
    await ann.resolve('cnv_v');
    await visitor.raw(message(visitor, 1, 'Hello?'));
    await visitor.raw(message(visitor, 2, 'Thanks'));
    await relay.now.clock.pass(300);
    expect(visitor.all('acked')).toHaveLength(3);
    expect((await relay.now.store.conversations.view('cnv_v')).record?.engagement?.state).toBe('resolved');
  });

  it('[HA35] is answered when it comes again because the relay died before the engagement opened', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, 'v');
    const body = JSON.stringify({ text: 'Hello?' });
    await relay.now.store.conversations.append({
      conversation: 'cnv_v',
      session: visitor.session,
      seq: 1,
      kind: 'message',
      by: { kind: 'visitor', id: 'vis_v' },
      body,
      sent: body,
    });
    await visitor.raw(message(visitor, 1, 'Hello?'));
    await relay.now.clock.pass(300);
    expect(visitor.last('acked')).toMatchObject({ seq: 1, offset: 1 });
    expect(ann.all('ring.started')).toHaveLength(1);
  });

  it('[HA35] makes the visitor known, and puts the cart before the rep at once', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, 'v');
    visitor.party.context = {
      page: { url: 'https://alpha.example/cart', title: 'Cart' },
      cart: { value: 9_900, currency: 'USD', quantity: 1, items: [] },
    };
    await visitor.say('Hello?');
    await relay.now.clock.pass(200);
    expect(await relay.now.store.visitors.load('vis_v')).toMatchObject({ site: 'site_alpha', revision: 1 });
    expect(ann.last('floor.changed')?.mine).toMatchObject([{ cart: { value: 9_900 }, lastText: 'Hello?', unread: 1 }]);
  });
});

describe('a rep’s entries', () => {
  it('[HA16] are refused as fenced under any assignment but the record’s', async () => {
    const { ann, visitor } = await talking();
    const own = ann.assignment('cnv_v');
    await ann.say('cnv_v', 'Hi', { ...own, epoch: own.epoch + 1 });
    expect(ann.last('refused')).toMatchObject({ code: 'fenced', retry: false, conversation: 'cnv_v' });
    const bob = await relay.rep('rep_bob');
    await bob.say('cnv_v', 'Hi', own);
    expect(bob.last('refused')).toMatchObject({ code: 'fenced' });
    expect(await bodies()).toEqual(['Hello?']);
    expect(visitor.all('acked')).toEqual([]);
  });

  it('[HA16] that are in the log stay acknowledged, whoever has the conversation by then', async () => {
    const { ann } = await talking();
    const own = ann.assignment('cnv_v');
    const session = ann.session;
    const frame = {
      type: 'message.send',
      session,
      conversation: 'cnv_v',
      seq: 1,
      ...own,
      body: { text: 'Hi' },
    } as const;
    await ann.raw(frame);
    await ann.resolve('cnv_v');
    await ann.raw(frame);
    expect(ann.last('acked')).toMatchObject({ seq: 1 });
    expect(ann.all('refused')).toEqual([]);
    await ann.raw({ ...frame, seq: 2, body: { text: 'More' } });
    expect(ann.last('refused')).toMatchObject({ seq: 2, code: 'fenced' });
    expect(await bodies()).toEqual(['Hello?', 'Hi']);
  });

  it('[HA16] written while it still rings answer the ring', async () => {
    const ann = await relay.rep('rep_ann');
    const visitor = openVisitor(relay.now.node, 'v');
    await visitor.say('Hello?');
    await relay.now.clock.pass(200);
    await ann.say('cnv_v', 'Here I am');
    await relay.now.clock.pass(200);
    expect((await relay.now.store.conversations.view('cnv_v')).record?.engagement?.state).toBe('active');
    expect(ann.last('ring.ended')).toMatchObject({ cause: 'accepted' });
    const kinds = (await relay.now.store.journal.read('site_alpha', undefined, 10)).map(({ kind }) => kind);
    expect(kinds).toEqual(['engagement.first_reply', 'engagement.answered', 'engagement.opened']);
  });

  it('[HA16] the first reply of an engagement is in the journal once', async () => {
    const { ann, visitor } = await talking();
    await ann.say('cnv_v', 'One');
    await ann.say('cnv_v', 'Two');
    await ann.resolve('cnv_v');
    await visitor.say('Again');
    await relay.now.clock.pass(300);
    await ann.answer();
    await relay.now.clock.pass(200);
    await ann.say('cnv_v', 'Three');
    const replies = (await relay.now.store.journal.read('site_alpha', undefined, 50)).filter(
      ({ kind }) => kind === 'engagement.first_reply',
    );
    expect(replies).toHaveLength(2);
    expect(new Set(replies.map(({ engagement }) => engagement)).size).toBe(2);
  });

  it('[HA20] notes need no assignment: any rep whose team serves the site may add one', async () => {
    await talking();
    const sam = await relay.rep('rep_sam');
    const { session } = sam;
    await sam.raw({ type: 'note.add', session, conversation: 'cnv_v', seq: 1, body: { text: 'Likes red' } });
    expect(sam.last('acked')).toMatchObject({ seq: 1 });
    const last = (await relay.now.store.conversations.read('cnv_v', 0, 50)).at(-1);
    expect(last).toMatchObject({ kind: 'note', by: { kind: 'rep', id: 'rep_sam', name: 'Sam' } });
    await sam.raw({ type: 'note.add', session, conversation: 'cnv_v', seq: 2, body: { text: ' ' } });
    expect(sam.last('refused')).toMatchObject({ code: 'empty' });
  });
});
