import type { RepFrame, VisitorFrame } from '@tillside/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readVectors } from '../../../rules/test/helpers.ts';
import { createTestWorld } from './helpers/node.ts';
import type { TestRelayWorld } from './helpers/node.ts';
import { openRep, openVisitor, traceOf } from './helpers/parties.ts';
import type { TestRep, TestVisitor } from './helpers/parties.ts';
import { changeSite, leaving } from './helpers/change-shop.ts';
import type { Store } from '../../src/ports/index.ts';

const card = '4111 1111 1111 1111';
const bare = card.replaceAll(' ', '');
/** Also with what stands between escaped, as in an address. */
const isPlanted = /4111(?:%20|[^\d]{0,3})1111(?:%20|[^\d]{0,3})1111(?:%20|[^\d]{0,3})1111/;

/** Remembers whatever any port of the store, the bus included, is given. */
function recording(store: Store, heard: string[]): Store {
  const listened = (port: object): object =>
    new Proxy(port, {
      get(target, name, receiver) {
        const value: unknown = Reflect.get(target, name, receiver);
        if (typeof value === 'object' && value !== null) return listened(value);
        if (typeof value !== 'function') return value;
        return (...args: readonly unknown[]): unknown => {
          heard.push(`${String(name)} ${JSON.stringify(args)}`);
          return (value as (...all: readonly unknown[]) => unknown).apply(target, args as unknown[]);
        };
      },
    });
  return listened(store) as Store;
}

let heard: string[];
let relay: TestRelayWorld;
let ann: TestRep;
let visitor: TestVisitor;

beforeEach(async () => {
  heard = [];
  relay = await createTestWorld((store) => recording(store, heard));
  ann = await openRep(relay.node, 'rep_ann');
  await ann.status('available');
  visitor = openVisitor(relay.node, 'v');
  await visitor.attach();
});

afterEach(() => relay.close());

async function talk(): Promise<string> {
  await visitor.say('Hello?');
  await relay.clock.pass(200);
  await ann.answer();
  await relay.clock.pass(200);
  await ann.attach('cnv_v');
  return 'cnv_v';
}

const texts = async () =>
  (await relay.store.conversations.read('cnv_v', 0, 500))
    .filter(({ kind }) => kind === 'message')
    .map(({ body }) => (JSON.parse(body) as { text: string }).text);

/** Everything that left the handlers: to the store and its bells, to parties, to the log. */
const everything = () =>
  [...heard, ...[...ann.frames, ...visitor.frames, ...relay.node.events].map((one) => JSON.stringify(one))].filter(
    (line) => isPlanted.test(line) || line.includes(bare),
  );

describe('card numbers', () => {
  it('[HA90] in any frame of either party reach neither store, bell, journal, log nor the other party', async () => {
    await changeSite(
      relay,
      { playbook: 'p2', livePreview: true, queryKeys: ['q'] },
      { version: 'p2', rules: [leaving({ invite: { held: false, text: { en: 'Hi' } } })] },
    );
    await visitor.lane('consent.set', { state: 'granted' }).sent;
    const conversation = await talk();
    const mine = () => ({ session: visitor.session, conversation: 'mine' as const, seq: visitor.seqOf('mine') });
    const address = `https://alpha.example/pay/${bare}?q=${bare}&utm_source=${encodeURIComponent(card)}#${bare}`;
    const page = { url: address, title: card, type: 'product' };
    const items = [{ id: bare, name: card, quantity: 1 }];
    const engagement = (await relay.store.conversations.view(conversation)).record?.engagement?.id ?? '';
    const fromVisitor: readonly VisitorFrame[] = [
      {
        type: 'context.set',
        context: {
          page,
          cart: { value: 100, currency: 'USD', quantity: 1, items },
          claims: { id: bare, name: card, attributes: { card, number: Number(bare), [`c${bare}`]: true } },
        },
      },
      { type: 'typing', conversation: 'mine', text: card },
      { type: 'guide.list', targets: [{ target: 't1', name: `Pay ${card}`, role: 'button' }] },
      { type: 'message.send', ...mine(), body: { text: `my card is ${card}` } },
      {
        type: 'contact.give',
        ...mine(),
        body: { name: card, email: 'v@mail.example', answers: [{ question: card, answer: card }] },
      },
      { type: 'rating.give', ...mine(), body: { engagement, score: 5, comment: card } },
    ];
    for (const frame of fromVisitor) {
      await visitor.raw(frame);
      await relay.clock.pass(1_100);
    }
    await visitor.lane('order.report', { value: 1, currency: 'USD', coupon: card, items }).sent;
    await visitor.lane('journey.record', {
      startedAt: 1,
      steps: [
        {
          at: 0,
          signal: { name: 'custom', of: bare },
          facts: { 'page.url': address, [`visitor.attributes.${bare}`]: card },
        },
      ],
    }).sent;
    await visitor.lane('invitation.request', {
      rule: card,
      playbook: 'p2',
      arm: card,
      trace: { ...traceOf('leaving'), signal: card, values: [card] },
    }).sent;
    const under = () => ({
      session: ann.session,
      conversation,
      seq: ann.seqOf(conversation),
      ...ann.assignment(conversation),
    });
    const fromRep: readonly RepFrame[] = [
      { type: 'message.send', ...under(), body: { text: `is it ${card}?`, replies: [card, 'No'] } },
      {
        type: 'product.show',
        ...under(),
        body: { name: card, url: `https://alpha.example/p/${bare}`, image: `https://alpha.example/i/${bare}.png` },
      },
      { type: 'guide.show', ...under(), body: { target: 't1', name: card } },
      { type: 'note.add', ...under(), body: { text: card } },
      {
        type: 'engagement.transfer',
        ref: 900,
        conversation,
        ...ann.assignment(conversation),
        to: { team: 'team_shared' },
        note: card,
      },
    ];
    for (const frame of fromRep) {
      await ann.raw(frame);
      await relay.clock.pass(300);
    }
    const kinds = (await relay.store.conversations.read(conversation, 0, 500)).map(({ kind }) => kind);
    for (const kind of ['message', 'contact', 'rating', 'product', 'guide', 'note']) expect(kinds).toContain(kind);
    expect(heard.some((line) => line.startsWith('ring') && line.includes('•'))).toBe(true);
    expect(heard.some((line) => line.startsWith('setContext') && line.includes('•'))).toBe(true);
    expect(everything()).toEqual([]);
  });

  it('[HA90] in an address that mail would go to make it no address', async () => {
    await talk();
    await visitor.raw({
      type: 'contact.give',
      session: visitor.session,
      conversation: 'mine',
      seq: visitor.seqOf('mine'),
      body: { email: `${bare}@mail.example` },
    });
    expect(visitor.last('refused')).toMatchObject({ code: 'invalid' });
    expect(everything()).toEqual([]);
  });

  it('[HA90] in two messages are hidden in the second, of either party, and a code that follows', async () => {
    const conversation = await talk();
    for (const text of ['4111 1111', '1111 1111', 'cvv?', '123', 'I take 2']) await visitor.say(text);
    await ann.say(conversation, '5555 5555');
    await ann.say(conversation, '5555 4444');
    expect(await texts()).toEqual([
      'Hello?',
      '4111 1111',
      '•••• ••••',
      'cvv?',
      '•••',
      'I take 2',
      '5555 5555',
      '•••• ••••',
    ]);
  });

  it('[HA90] begun on another page or before a reconnect are known from the log, and those behind keep their order', async () => {
    await talk();
    await visitor.say('4111 1111');
    const again = openVisitor(relay.node, 'v');
    const sent = [again.say('1111 1111'), again.say('and then'), again.say('more')];
    await Promise.all(sent);
    expect((await texts()).slice(1)).toEqual(['4111 1111', '•••• ••••', 'and then', 'more']);
    expect(again.all('rewind')).toEqual([]);
  });

  it('[HA90] do not make a message that comes again another one, wherever it comes from', async () => {
    await talk();
    await visitor.say('4111 1111');
    const frame: VisitorFrame = {
      type: 'message.send',
      session: visitor.session,
      conversation: 'mine',
      seq: visitor.seqOf('mine'),
      body: { text: '1111 1111 is the rest' },
    };
    await visitor.raw(frame);
    await visitor.say('and 42 more');
    await visitor.raw(frame);
    const elsewhere = openVisitor(relay.node, 'v', 'site_alpha', visitor.session);
    await elsewhere.raw(frame);
    expect([...visitor.all('refused'), ...elsewhere.all('refused')]).toEqual([]);
    expect(elsewhere.last('acked')).toMatchObject({ seq: 3 });
    expect((await texts()).slice(2)).toEqual(['•••• •••• is the rest', 'and 42 more']);
  });

  it('[HA90] are hidden as the browser hides them, row by row', async () => {
    const { rows } = readVectors('masking.json') as {
      readonly rows: readonly { readonly before?: string; readonly text: string; readonly expected: string }[];
    };
    const fitting = rows.filter(({ text, before = 'x' }) => text.trim() !== '' && before.trim() !== '');
    for (const [index, { before, text, expected }] of fitting.entries()) {
      const one = openVisitor(relay.node, `row${index}`);
      if (before !== undefined) await one.say(before);
      await one.say(text);
      const log = await relay.store.conversations.read(one.party.conversation, 0, 50);
      const said = log.findLast(({ kind }) => kind === 'message')?.body ?? '';
      expect(JSON.parse(said), text).toEqual({ text: expected });
    }
    expect(fitting.length).toBeGreaterThan(20);
  });
});
