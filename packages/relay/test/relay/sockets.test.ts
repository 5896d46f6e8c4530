import { afterEach, describe, expect, it, vi } from 'vitest';
import { startTestRelay } from '../../src/testing.ts';
import { changeDirectory } from '../../src/site-file/index.ts';
import { conversationOf } from '../../src/core/ids.ts';
import { hello, message, newSession, openRaw, REP_PATH, visitorPath } from './raw-socket.ts';
import { useRelay } from './use-relay.ts';

const relay = useRelay();
afterEach(() => void vi.useRealTimers());

describe('an upgrade', () => {
  it('[TR15] is refused with a status that says why', async () => {
    await expect(relay.open(visitorPath('site_nope'))).rejects.toThrow('HTTP 404');
    await expect(relay.open(visitorPath(), { origin: 'https://evil.example' })).rejects.toThrow('HTTP 403');
    await expect(relay.open(visitorPath(), { origin: 'null' })).rejects.toThrow('HTTP 403');
    await expect(relay.open(visitorPath(), {})).rejects.toThrow('HTTP 403');
    await expect(relay.open('/v1/elsewhere')).rejects.toThrow('HTTP 404');
    await expect(relay.open(REP_PATH, { host: `shop.localhost:${new URL(relay.now.url).port}` })).rejects.toThrow(
      'HTTP 421',
    );
    await expect(relay.open(REP_PATH, { origin: 'https://evil.example' })).rejects.toThrow('HTTP 403');
  });

  it('[TR15] is refused for a site that is switched off, and boot says so', async () => {
    await changeDirectory(relay.now.store.directory, ({ sites }) => ({
      sites: sites.map((site) => ({ ...site, isEnabled: false })),
    }));
    await relay.now.relay.refresh();
    await expect(relay.open()).rejects.toThrow('HTTP 403');
    const boot = await fetch(`${relay.now.url}/v1/sites/site_halden/boot`);
    expect(boot.status).toBe(403);
    expect(await boot.json()).toMatchObject({
      title: 'Site disabled',
      detail: expect.stringContaining('"enabled": true'),
    });
  });

  it('[TR15] is limited per address', async () => {
    // No second passes, in which a rate would let one more through.
    vi.useFakeTimers({ toFake: ['Date'] });
    const slow = await startTestRelay({
      rates: { framesPerSecond: 10, framesBurst: 40, connectsPerSecond: 1, connectsBurst: 2 },
    });
    const [one, two] = [await openRaw(slow), await openRaw(slow)];
    await expect(openRaw(slow)).rejects.toThrow(/HTTP 429 1/);
    one.close();
    two.close();
    await slow.close();
  });
});

describe('a visitor’s socket', () => {
  it.each([
    ['not JSON', 'hello?'],
    ['an unknown type', '{"type":"message.steal"}'],
    ['a frame before hello', JSON.stringify(message(newSession(), 1))],
    ['hello without a session', '{"type":"hello","version":1,"sessions":[]}'],
    ['an unknown version', '{"type":"hello","version":2,"sessions":["00000000000000000000000000000000"]}'],
    ['16 KB of brackets', '['.repeat(16_000)],
    ['a frame that is too large', JSON.stringify({ type: 'hello', x: 'x'.repeat(17_000) })],
  ])('[TR17] closes with 4500 at %s', async (_, text) => {
    const socket = await relay.open();
    socket.say(text);
    expect(await socket.closed).toBe(4500);
    expect(await relay.now.store.conversations.recent('site_halden', Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
  });

  it('[TR17] closes with 4500 at a second hello, and at binary', async () => {
    const socket = await relay.open();
    socket.say(hello());
    await socket.next('welcomed');
    socket.say(hello());
    expect(await socket.closed).toBe(4500);
  });

  it('takes a new visitor without writing anything', async () => {
    const socket = await relay.open();
    socket.say(hello());
    const { visitor, credential, availability } = await socket.next('welcomed');
    expect(credential).toMatch(/^k1\./);
    expect(availability).toBe('none');
    expect(await socket.next('attached')).toMatchObject({ conversation: 'mine', state: 'ok', top: 0 });
    await socket.next('live');
    expect(await relay.now.store.visitors.load((visitor as { id: string }).id)).toBeUndefined();
  });

  it('knows a visitor again, on every socket', async () => {
    const [session, other] = [newSession(), newSession()];
    const socket = await relay.open();
    socket.say(hello(undefined, session));
    const { visitor, credential } = await socket.next('welcomed');
    socket.say(message(session, 1));
    expect(await socket.next('acked')).toMatchObject({ session, seq: 1, offset: 1 });
    const again = await relay.open();
    again.say(hello(String(credential), other));
    expect(await again.next('welcomed')).toMatchObject({ visitor });
    expect(await again.next('entry.added')).toMatchObject({
      offset: 1,
      session,
      body: { text: 'hello' },
      by: { kind: 'visitor', id: 'mine' },
    });
    socket.say(message(session, 2, 'second'));
    expect(await again.next('entry.added')).toMatchObject({ body: { text: 'second' } });
  });

  it('[TR19] sends away a credential of another site, an old generation, and a blocked visitor', async () => {
    const socket = await relay.open();
    socket.say(hello());
    const { visitor, credential } = await socket.next('welcomed');
    const id = (visitor as { id: string }).id;
    const elsewhere = await relay.open(visitorPath('site_fernway'));
    elsewhere.say(hello(String(credential)));
    expect(await elsewhere.closed).toBe(4101);
    const record = {
      visitor: id,
      site: 'site_halden',
      revision: 0,
      generation: 1,
      isBlocked: false,
      invitations: [],
      orders: [],
      createdAt: 0,
    };
    await relay.now.store.visitors.commit(record, 0);
    const old = await relay.open();
    old.say(hello(String(credential)));
    expect(await old.closed).toBe(4101);
    await relay.now.store.visitors.commit({ ...record, generation: 0, isBlocked: true }, 1);
    const blocked = await relay.open();
    blocked.say(hello(String(credential)));
    expect(await blocked.closed).toBe(4503);
  });

  it('[TR24] tells the first socket when its session goes on elsewhere', async () => {
    const session = newSession();
    const first = await relay.open();
    first.say(hello(undefined, session));
    const { credential } = await first.next('welcomed');
    const second = await relay.open();
    second.say(hello(String(credential), session));
    expect(await first.next('superseded')).toEqual({ type: 'superseded', session });
    second.say(message(session, 1));
    await first.next('entry.added');
  });

  it('refuses what is not of the session, out of order, empty or too long, and stays', async () => {
    const session = newSession();
    const socket = await relay.open();
    socket.say(hello(undefined, session));
    const { visitor } = await socket.next('welcomed');
    socket.say(message(newSession(), 1));
    expect(await socket.next('refused')).toMatchObject({ code: 'denied', seq: 1, retry: false });
    socket.say(message(session, 3));
    expect(await socket.next('rewind')).toMatchObject({ session, highest: 0 });
    socket.say(message(session, 1, '   '));
    expect(await socket.next('refused')).toMatchObject({ code: 'empty', seq: 1 });
    socket.say({ ...message(session, 1), body: { text: 'x'.repeat(4_001) } });
    expect(await socket.next('refused')).toMatchObject({ code: 'invalid', seq: 1 });
    socket.say({ ...message(session, 1), conversation: conversationOf('vis_other') });
    expect(await socket.next('refused')).toMatchObject({ code: 'invalid' });
    socket.say({ type: 'conversation.attach', conversation: conversationOf('vis_other'), offset: 0, chain: '' });
    expect(await socket.next('refused')).toMatchObject({ code: 'unknown_conversation' });
    const log = await relay.now.store.conversations.read(conversationOf((visitor as { id: string }).id), 0, 10);
    expect(log).toEqual([]);
  });

  it('takes what is behind an invalid frame as behind a refused one', async () => {
    const session = newSession();
    const socket = await relay.open();
    socket.say(hello(undefined, session));
    await socket.next('live');
    socket.say({ ...message(session, 1), body: { text: 7 } });
    socket.say(message(session, 2));
    expect(await socket.next('refused')).toMatchObject({ code: 'invalid', seq: 1 });
    expect(await socket.next('refused')).toMatchObject({ code: 'behind_refused', seq: 2, retry: true });
    socket.say(message(session, 1));
    expect(await socket.next('acked')).toMatchObject({ seq: 1 });
  });

  it('[TR20] is refused above its rate, and closed if it goes on', async () => {
    // No second passes, in which a rate would let one more through.
    vi.useFakeTimers({ toFake: ['Date'] });
    const slow = await startTestRelay({
      rates: { framesPerSecond: 1, framesBurst: 5, connectsPerSecond: 100, connectsBurst: 100 },
    });
    const session = newSession();
    const socket = await openRaw(slow);
    socket.say(hello(undefined, session));
    await socket.next('live');
    for (let seq = 1; seq <= 8; seq += 1) socket.say(message(session, seq));
    expect(await socket.next('refused')).toMatchObject({ code: 'rate', retry: true, afterMs: expect.any(Number) });
    for (let seq = 9; seq <= 40; seq += 1) socket.say(message(session, seq));
    expect(await socket.closed).toBe(4013);
    await slow.close();
  });

  it('[TR32] hears its last words, though it was closed before their turn came', async () => {
    const [leaving, session] = [await relay.open(), newSession()];
    leaving.say(hello(undefined, session));
    await leaving.next('live');
    const own = { session, conversation: 'visitor' };
    leaving.say({ ...own, type: 'consent.set', seq: 1, body: { state: 'granted' } });
    const body = { page: 'cart', device: 'desktop', timings: [], exits: [{ by: 'pointer', hasLeft: true }] };
    for (let seq = 2; seq <= 5; seq += 1) leaving.say({ ...own, type: 'page.report', seq, body });
    leaving.close();
    const reported = async () =>
      (await relay.now.store.journal.read('site_halden', undefined, 100)).filter(
        ({ kind }) => kind === 'page.reported',
      );
    await expect.poll(reported).toHaveLength(4);
  });

  it('[TR26] is told of a drain and ends with 1012', async () => {
    const other = await startTestRelay();
    const socket = await openRaw(other);
    socket.say(hello());
    await socket.next('live');
    const drained = other.relay.drain(1_500);
    expect(await socket.next('drain')).toMatchObject({ afterMs: 500 });
    expect(await socket.closed).toBe(1012);
    await drained;
    await other.store.close();
  });
});
