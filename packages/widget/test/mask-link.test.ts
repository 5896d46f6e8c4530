import { beforeEach, describe, expect, it } from 'vitest';
import { maskLink } from '../src/link/mask-link.ts';
import type { Link, LinkEvent, VisitorSend } from '../src/link/types.ts';
import { readOptions } from '../src/sdk/options.ts';
import { createFakeLink, entry } from './helpers/fake-link.ts';
import { RELAY, SITE } from './helpers/shop.ts';

const CARD = '4242 4242 4242 4242';
const HIDDEN = '•••• •••• •••• 4242';

let sent: VisitorSend[];
let typed: (string | undefined)[];
let events: LinkEvent[];
let tell: (event: LinkEvent) => void;
let link: Link;
beforeEach(() => {
  sent = [];
  typed = [];
  events = [];
  const options = readOptions({ site: SITE, relayUrl: RELAY, locale: 'en' });
  if (!options) throw new Error('wrong options');
  const raw: Link = {
    ...createFakeLink(),
    _send: (frame) => sent.push(frame),
    _typing: (text) => void typed.push(text),
    _listen: (onEvent) => void (tell = onEvent),
  };
  link = maskLink(raw, [], options);
  link._listen((event) => events.push(event));
});

const say = (text: string): void => void link._send({ type: 'message.send', conversation: 'mine', body: { text } });
const lastBody = () => sent.at(-1)?.body;

describe('what a visitor writes', () => {
  it('[LI15] has no card numbers when the link sees it, and that is said', () => {
    say('Hello');
    expect([lastBody(), events]).toEqual([{ text: 'Hello' }, []]);
    say(`My card is ${CARD}`);
    expect(lastBody()).toEqual({ text: `My card is ${HIDDEN}` });
    expect(events).toEqual([{ type: 'masked' }]);
  });

  it('[LI15] nor in a rating, in a contact and its answers, in what is being typed', () => {
    link._send({
      type: 'rating.give',
      conversation: 'mine',
      body: { engagement: 'eng_1', score: 5, comment: `paid with ${CARD}` },
    });
    expect(lastBody()).toEqual({ engagement: 'eng_1', score: 5, comment: `paid with ${HIDDEN}` });
    link._send({
      type: 'contact.give',
      conversation: 'mine',
      body: { name: CARD, email: 'kim@example.com', answers: [{ question: 'Which order?', answer: CARD }] },
    });
    expect(lastBody()).toEqual({
      name: HIDDEN,
      email: 'kim@example.com',
      answers: [{ question: 'Which order?', answer: HIDDEN }],
    });
    link._typing(CARD);
    link._typing();
    expect(typed).toEqual([HIDDEN, undefined]);
  });

  it.each([
    ['My card: 4242 42', 'My card: 4242 42'],
    ['My card: 4242 424', 'My card: •••• •••'],
    ['1234567 and 123456', '••••••• and 123456'],
    ['４２４２-４２４２', '••••-••••'],
    ['2 of 12 in 2027', '2 of 12 in 2027'],
  ])('[LI15] nor the beginning of one, while it is being typed: %s', (text, shown) => {
    link._typing(text);
    expect(typed).toEqual([shown]);
  });

  it('[LI15] also not one that is split over two messages, be the first from another tab or page', () => {
    say('4242 4242');
    say('4242 4242');
    expect(lastBody()).toEqual({ text: '•••• ••••' });
    tell({ type: 'told', frame: entry('message', { text: 'it begins 5555 5555' }, { offset: 1, by: 'visitor' }) });
    say('5555 4444');
    expect(lastBody()).toEqual({ text: '•••• ••••' });
  });

  it('[LI15] leaves alone what nobody wrote', () => {
    const order = {
      type: 'order.report',
      conversation: 'visitor',
      body: { value: 100, currency: 'USD', transactionId: CARD },
    } as const;
    link._send(order);
    expect(sent.at(-1)).toBe(order);
  });
});
