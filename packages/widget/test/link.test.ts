import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createLink } from '../src/link/create-link.ts';
import { entry } from './helpers/fake-link.ts';
import { stubLocks } from './helpers/fake-locks.ts';
import { socket, sockets } from './helpers/fake-socket.ts';
import { SITE } from './helpers/shop.ts';
import { useLink } from './helpers/use-link.ts';

const prefix = `tillside:${SITE}:`;
const keys = () =>
  Object.keys(localStorage)
    .map((key) => key.replace(prefix, '').replace(/^outbox:.*/, 'outbox'))
    .toSorted();
const order = { type: 'order.report', conversation: 'visitor', body: { value: 100, currency: 'USD' } } as const;
const message = (text: string) => ({ type: 'message.send', conversation: 'mine', body: { text } }) as const;
const pageEvent = (type: 'pagehide' | 'pageshow', persisted: boolean) =>
  window.dispatchEvent(Object.assign(new Event(type), { persisted }));

const page = useLink();
const { open, settle } = page;

describe('the socket', () => {
  it('[LI1] opens only when it is wanted, and closes when it is not', async () => {
    const link = open();
    await settle();
    expect(sockets).toEqual([]);
    link._want(true);
    await settle();
    expect(socket().url).toBe(`wss://relay.example/v1/socket?site=${SITE}`);
    socket().welcome();
    expect(link._state()).toBe('up');
    link._want(false);
    expect(socket().isClosed).toBe(true);
    expect(link._state()).toBe('idle');
  });

  it('[LI1] opens for a frame that has to be told, and closes once it is acknowledged', async () => {
    const link = open();
    link._send(order);
    await settle();
    socket().welcome();
    link._want(false);
    expect(socket().isClosed).toBe(false);
    expect(socket().types()).toContain('order.report');
    socket().ackAll();
    expect(socket().isClosed).toBe(true);
  });

  it('[LI1] says where the visitor is', async () => {
    const link = open();
    const context = { page: { url: 'https://shop.example/', title: 'Shop' } };
    link._context(context);
    link._want(true);
    await settle();
    socket().welcome();
    expect(socket().sent[0]).toMatchObject({ type: 'hello', context });
  });

  it('[LI2] keeps the credential it was given, says it in the next hello, and tells once that there is consent', async () => {
    const link = open();
    link._want(true);
    await settle();
    socket().welcome({ credential: 'k1.abc' });
    expect(socket().sent[0]).not.toHaveProperty('credential');
    expect(socket().sent.at(-1)).toMatchObject({ type: 'consent.set', body: { state: 'granted' } });
    expect(page.store._get('credential')).toBe('k1.abc');
    socket().ackAll();
    socket().drop(1012);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(sockets).toHaveLength(2);
    socket().welcome({ credential: 'k1.renewed' });
    expect(socket().sent[0]).toMatchObject({ type: 'hello', credential: 'k1.abc' });
    expect(socket().types()).not.toContain('consent.set');
    expect(page.store._get('credential')).toBe('k1.renewed');
  });

  it('[LI2] says that there is consent before anything else of a new visitor', async () => {
    const link = open();
    link._send(order);
    await settle();
    socket().welcome({ credential: 'k1.abc' });
    expect(
      socket()
        .types()
        .filter((type) => /\./.test(type)),
    ).toEqual(['consent.set', 'order.report']);
  });

  it('[LI3] after a refused upgrade asks boot for the reason, and gives up when it is final', async () => {
    page.boot.mockResolvedValue(null);
    open()._want(true);
    await settle();
    socket().drop(1006);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(page.boot).toHaveBeenCalledTimes(1);
    expect(sockets).toHaveLength(1);
    expect(page.events.at(-1)).toMatchObject({ type: 'link', state: 'stopped' });
  });

  it('[LI3] goes on trying a relay that is away, and at once when the network is back', async () => {
    open()._want(true);
    await settle();
    socket().welcome();
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    window.dispatchEvent(new Event('offline'));
    socket().drop(1006);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(sockets).toHaveLength(1);
    Object.defineProperty(navigator, 'onLine', { value: true, configurable: true });
    window.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(300);
    expect(sockets).toHaveLength(2);
  });

  it('[LI4] closes when the page is put aside, and is resumed when it comes back', async () => {
    open()._want(true);
    await settle();
    socket().welcome();
    pageEvent('pagehide', true);
    expect(socket().isClosed).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sockets).toHaveLength(1);
    pageEvent('pageshow', true);
    await settle();
    expect(sockets).toHaveLength(2);
  });

  it('[LI4] the first pageshow belongs to the page load and changes nothing', async () => {
    open()._want(true);
    await settle();
    socket().welcome();
    pageEvent('pageshow', false);
    await settle();
    expect(sockets).toHaveLength(1);
    expect(socket().isClosed).toBe(false);
  });
});

describe('the outbox', () => {
  // Of a visitor whom the relay knows.
  beforeEach(() => page.store._set('credential', 'k1.abc'));

  it('[LI5] holds a frame in storage before it is sent, until a minute after it is acknowledged', async () => {
    const link = open();
    link._want(true);
    await settle();
    const kept: string[][] = [];
    vi.spyOn(socket(), 'send').mockImplementation(() => void kept.push(keys()));
    socket().welcome();
    link._send(message('Hello'));
    expect(kept.at(-1)).toContain('outbox');
    socket().tell({
      type: 'acked',
      session: link._outbox()[0]?.frame.session ?? '',
      conversation: 'mine',
      seq: 1,
      offset: 1,
    });
    const pass = async (seconds: number): Promise<void> => {
      for (let second = 0; second < seconds; second++) {
        await vi.advanceTimersByTimeAsync(1_000);
        socket().tell({ type: 'ping' });
      }
    };
    await pass(59);
    expect(keys()).toContain('outbox');
    await pass(2);
    expect(keys()).not.toContain('outbox');
  });

  it.each([
    ['with Web Locks', true],
    ['without', false],
  ])('[LI6] what a page could not send the next page sends, under its own numbers (%s)', async (_name, hasLocks) => {
    if (hasLocks) stubLocks();
    const first = open();
    first._send(message('Kept'));
    const [item] = first._outbox();
    await settle();
    page.endings[0]?.abort();
    await settle();
    expect(keys()).toContain('owed');
    const next = open();
    next._want(false);
    await vi.advanceTimersByTimeAsync(10);
    socket().welcome();
    expect(socket().sent.find(({ type }) => type === 'message.send')).toEqual(item?.frame);
    expect(Object.keys(localStorage).filter((key) => key.includes('outbox:'))).toHaveLength(1);
    socket().ackAll();
    expect(socket().isClosed).toBe(true);
  });

  it('[LI10] the conversation is asked for when somebody listens, from its beginning, although the link stood before', async () => {
    const link = createLink(page.host());
    link._send(order);
    await settle();
    socket().welcome();
    const hello = socket().sent[0];
    expect(hello?.type === 'hello' && hello.cursors).toEqual([]);
    const told = entry('message', { text: 'before' }, { offset: 1 });
    socket().tell(told);
    link._listen((event) => page.events.push(event));
    // Nobody heard the first welcome, with the visitor's id and the relay's time: there is a second.
    await settle();
    expect(sockets).toHaveLength(2);
    socket().welcome();
    const again = socket().sent[0];
    expect(again?.type === 'hello' && again.cursors).toEqual([{ conversation: 'mine', offset: 0, chain: '' }]);
    socket().tell(told);
    const heard = page.events.flatMap((event) => (event.type === 'told' ? [event.frame.type] : []));
    expect(heard.filter((type) => type !== 'drain')).toEqual(['welcomed', 'attached', 'live', 'entry.added']);
  });

  it('[LI10] who listens while a socket opens has the welcome of that one: no other is opened', async () => {
    const link = createLink(page.host());
    link._send(order);
    await settle();
    link._listen((event) => page.events.push(event));
    await settle();
    socket().welcome();
    await settle();
    expect(sockets).toHaveLength(1);
    expect(socket().isClosed).toBe(false);
    const heard = page.events.flatMap((event) => (event.type === 'told' ? [event.frame.type] : []));
    expect(heard).toEqual(['welcomed', 'attached', 'live']);
  });

  it('[LI6] the outbox of a living tab is its own', async () => {
    stubLocks();
    const first = open();
    first._send(message('Mine'));
    await settle();
    const sessions = first._outbox().map(({ frame }) => frame.session);
    const second = open();
    second._want(true);
    await settle();
    expect(second._outbox()).toEqual([]);
    expect(first._outbox().map(({ frame }) => frame.session)).toEqual(sessions);
  });

  it('[LI7] a page that comes back after another took its outbox goes on as before: what both send under one number is one', async () => {
    stubLocks();
    const first = open();
    first._want(true);
    await settle();
    socket().welcome();
    first._send(message('One'));
    const session = first._outbox()[0]?.frame.session;
    pageEvent('pagehide', true);
    await settle();
    const second = open();
    second._want(true);
    await settle();
    expect(second._outbox()[0]?.frame.session).toBe(session);
    page.endings[1]?.abort();
    pageEvent('pageshow', true);
    await settle();
    socket().welcome();
    first._send(message('Two'));
    expect(socket().sent.at(-1)).toMatchObject({ type: 'message.send', session, seq: 2, body: { text: 'Two' } });
    // Its outbox is kept again, beside the other's.
    expect(keys().filter((key) => key === 'outbox')).toHaveLength(2);
  });
});

describe('withdrawn consent', () => {
  it('[LI8] is told where the relay still hears it; then the socket closes, and nothing of who this was goes on', async () => {
    const link = open();
    link._want(true);
    await settle();
    socket().welcome({ credential: 'k1.abc' });
    link._send(message('Hello'));
    const session = link._outbox()[0]?.frame.session;
    const before = socket();
    link._want(false);
    link._forget();
    page.store._allow(0);
    expect(before.sent.at(-1)).toMatchObject({ type: 'consent.set', body: { state: 'denied' } });
    expect(before.isClosed).toBe(true);
    expect(link._outbox()).toEqual([]);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(sockets).toHaveLength(1);
    link._want(true);
    await settle();
    socket().welcome();
    expect(socket().sent[0]).not.toHaveProperty('credential');
    expect(JSON.stringify(socket().sent)).not.toContain(session);
  });

  it('[LI8] without a socket nothing is told', async () => {
    const link = open();
    link._forget();
    await settle();
    expect(sockets).toEqual([]);
  });
});
