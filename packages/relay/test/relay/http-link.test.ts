import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { limits } from '@tillside/protocol';
import { changeDirectory } from '../../src/site-file/index.ts';
import { openSqliteStore } from '../../src/sqlite/index.ts';
import { startTestRelay } from '../../src/testing.ts';
import type { TestRelay } from '../../src/testing.ts';
import { describeHttpLink } from './http-link.suite.ts';
import { hello, newSession } from './raw-socket.ts';
import { openStream, post } from './raw-stream.ts';
import type { RawStream } from './raw-stream.ts';

/** Two relays in one process share the one store that an embedded database allows. */
let shared: ReturnType<typeof openSqliteStore> | undefined;
describeHttpLink('SQLite', async () => {
  const store = (shared ??= openSqliteStore({ path: ':memory:' }));
  return {
    store,
    async close() {
      const last = shared;
      shared = undefined;
      await last?.close();
    },
  };
});

describe('a stream', () => {
  let relay: TestRelay;
  const streams: RawStream[] = [];
  beforeEach(async () => {
    relay = await startTestRelay();
  });
  afterEach(async () => {
    vi.useRealTimers();
    for (const stream of streams.splice(0)) stream.cut();
    await relay.close();
  });
  async function open(...[said, ask, node = relay]: [object | string, Parameters<typeof openStream>[2]?, TestRelay?]) {
    const stream = await openStream(node, said, ask);
    streams.push(stream);
    return stream;
  }

  it('[TR42] says to every proxy on the way that it is not to be kept back, stored or changed', async () => {
    const { headers, status } = await open(hello());
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/x-ndjson',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'access-control-allow-origin': relay.origin,
      vary: 'origin',
    });
  });

  it('[TR42] is refused with the status that an upgrade gets, and so is a POST', async () => {
    for (const ask of [openStream, (node: TestRelay, _: object, more: object) => post(node, [], more)]) {
      expect((await ask(relay, hello(), { site: 'site_nope' })).status).toBe(404);
      expect((await ask(relay, hello(), { origin: 'https://evil.example' })).status).toBe(403);
      expect((await ask(relay, hello(), { origin: undefined })).status).toBe(403);
      expect((await ask(relay, hello(), { method: 'PUT' })).status).toBe(405);
      const preflight = await ask(relay, hello(), { method: 'OPTIONS', origin: 'https://shop.example' });
      expect(preflight.status).toBe(204);
      expect(preflight.headers['access-control-allow-headers']).toBe('authorization, content-type');
    }
    await changeDirectory(relay.store.directory, ({ sites }) => ({
      sites: sites.map((site) => ({ ...site, isEnabled: false })),
    }));
    await relay.relay.refresh();
    expect((await openStream(relay, hello())).status).toBe(403);
  });

  it('[TR42] is one of its address’s connections, unless it follows another stream of a visitor who proves it', async () => {
    // No second passes, in which a rate would let one more through.
    vi.useFakeTimers({ toFake: ['Date'] });
    const slow = await startTestRelay({
      rates: { framesPerSecond: 10, framesBurst: 40, connectsPerSecond: 0.001, connectsBurst: 1 },
    });
    const first = await open(hello(), { more: '&mode=poll' }, slow);
    const lines = await first.whole;
    const refused = await openStream(slow, hello());
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '1000']);
    const more = `&after=${String(lines.at(-1)?.['after'])}`;
    expect((await openStream(slow, hello(), { more })).status).toBe(429);
    const next = await open(hello(), { more, credential: String(lines[0]?.['credential']) }, slow);
    expect(next.status).toBe(200);
    next.cut();
    await slow.close();
  });

  it('[TR44] is one of eight of its visitor, and one more ends the oldest', async () => {
    const first = await open(hello());
    const credential = String((await first.next('welcomed'))['credential']);
    const more = '&after=a.b.c.d';
    const known: RawStream[] = [];
    for (let count = 0; count < limits.streamsPerVisitor; count += 1) {
      known.push(await open(hello(), { credential, more }));
    }
    const { visitorsAt } = relay.relay.world.sockets;
    await expect.poll(() => [...visitorsAt('site_halden')].length).toBe(limits.streamsPerVisitor + 1);
    const last = await open(hello(), { credential, more });
    expect((await known[0]?.whole)?.at(-1)).toMatchObject({ type: 'closed', code: 4013 });
    await expect.poll(() => [...visitorsAt('site_halden')].length).toBe(limits.streamsPerVisitor + 1);
    for (const stream of [...known.slice(1), last]) {
      expect(stream.lines.map(({ type }) => type)).not.toContain('closed');
      stream.cut();
    }
    await expect.poll(() => [...visitorsAt('site_halden')].length).toBe(1);
  });

  it('[TR41] that says it follows another one, without a credential, is a first one', async () => {
    const stream = await open(hello(), { more: '&mode=poll&after=a.b.c.d' });
    expect((await stream.whole).map(({ type }) => type)).toEqual(['welcomed', 'attached', 'live', 'next']);
  });

  it.each([
    ['not JSON', 'hello?'],
    ['another frame than hello', '{"type":"pong"}'],
    ['a session that is none', '{"type":"hello","version":1,"sessions":["x"]}'],
    ['brackets', '['.repeat(10_000)],
  ])('[TR43] ends with the close code as its last line at %s', async (_, said) => {
    const stream = await open(said, { credential: 'k1.x.y' });
    expect(await stream.whole).toMatchObject([{ type: 'closed', code: 4500, reason: expect.any(String) }]);
  });

  it('[TR43] ends with 4101 at a credential of another site, and so does a POST without one', async () => {
    const lines = await (await open(hello(), { more: '&mode=poll' })).whole;
    const credential = String(lines[0]?.['credential']);
    const elsewhere = await open(hello(), { site: 'site_fernway', credential });
    expect(await elsewhere.whole).toMatchObject([{ type: 'closed', code: 4101 }]);
    expect((await post(relay, [{ type: 'pong' }], { site: 'site_fernway', credential })).lines).toMatchObject([
      { type: 'closed', code: 4101 },
    ]);
    expect((await post(relay, [{ type: 'pong' }])).lines).toMatchObject([{ type: 'closed', code: 4101 }]);
  });

  it('[TR43] a POST ends at what is no frame of it, and what stood before it holds', async () => {
    const session = newSession();
    const stream = await open(hello(undefined, session));
    const credential = String((await stream.next('welcomed'))['credential']);
    const said = { type: 'message.send', session, conversation: 'mine', body: { text: 'x' } };
    for (const [seq, wrong] of [
      [1, hello()],
      [2, { type: 'session.add', session }],
      [3, { type: 'conversation.attach', conversation: 'mine', offset: 0, chain: '' }],
      [4, 'nonsense'],
      [5, `{"type":"typing","conversation":"mine","text":"${'x'.repeat(limits.visitorFrameBytes)}"}`],
    ] as const) {
      const { lines } = await post(relay, [{ ...said, seq }, wrong, { ...said, seq: seq + 1 }], { credential });
      expect(lines).toContainEqual(expect.objectContaining({ type: 'closed', code: 4500 }));
      await stream.next('entry.added');
    }
    const { lines } = await post(relay, [{ ...said, seq: 6 }], { credential });
    expect(lines).toMatchObject([{ type: 'acked', seq: 6 }]);
  });

  it('[TR43] is told of a drain and ends with 1012', async () => {
    const other = await startTestRelay();
    const stream = await open(hello(), {}, other);
    await stream.next('live');
    const drained = other.relay.drain(1_500);
    expect(await stream.next('drain')).toMatchObject({ afterMs: 500 });
    await drained;
    expect((await stream.whole).at(-1)).toMatchObject({ type: 'closed', code: 1012 });
    await other.store.close();
  });

  it('[TR44] that is not read is paused and then cut, at the bounds of a socket', async () => {
    const session = newSession();
    const stream = await open(hello(undefined, session));
    const credential = String((await stream.next('welcomed'))['credential']);
    await stream.next('live');
    stream.stall();
    const [party] = relay.relay.world.sockets.visitorsAt('site_halden');
    const text = 'x'.repeat(4_000);
    let told = 0;
    // Facts that nobody reads, until the relay gives up.
    while ([...relay.relay.world.sockets.visitorsAt('site_halden')].length > 0 && told < 5_000) {
      party?.link.send({ type: 'typing.seen', conversation: text, by: 'rep' });
      told += 1;
      if (told % 200 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(told).toBeGreaterThan(limits.terminateAboveBytes / 4_100);
    expect(told).toBeLessThan(5_000);
    expect((await post(relay, [{ type: 'pong' }], { credential })).status).toBe(200);
  });

  it('[TR44] a POST above 64 KB is refused whole', async () => {
    const lines = await (await open(hello(), { more: '&mode=poll' })).whole;
    const credential = String(lines[0]?.['credential']);
    expect((await post(relay, ['x'.repeat(limits.postBytes + 1)], { credential })).status).toBe(413);
    expect((await openStream(relay, 'x'.repeat(limits.visitorFrameBytes + 1))).status).toBe(413);
    // Of a stranger it is not read at all.
    const stranger = await post(relay, ['x'.repeat(limits.postBytes + 1)], { credential: `${credential}x` });
    expect(stranger.lines).toMatchObject([{ type: 'closed', code: 4101 }]);
  });

  it('[TR45] frames above the visitor’s rate are refused with the wait, over however many POSTs, and then cut off', async () => {
    // No second passes, in which a rate would let one more through.
    vi.useFakeTimers({ toFake: ['Date'] });
    const slow = await startTestRelay({
      rates: { framesPerSecond: 1, framesBurst: 5, connectsPerSecond: 100, connectsBurst: 100 },
    });
    const session = newSession();
    const stream = await open(hello(undefined, session), {}, slow);
    const credential = String((await stream.next('welcomed'))['credential']);
    const frames = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, index) => ({
        type: 'message.send',
        session,
        conversation: 'mine',
        seq: from + index,
        body: { text: 'x' },
      }));
    expect((await post(slow, frames(1, 4), { credential })).lines.at(-1)).toMatchObject({ type: 'acked', seq: 4 });
    const { lines } = await post(slow, frames(5, 8), { credential });
    expect(lines).toContainEqual(expect.objectContaining({ code: 'rate', retry: true, afterMs: expect.any(Number) }));
    const more = await post(slow, frames(9, 20), { credential });
    expect(more.lines.at(-1)).toMatchObject({ type: 'closed', code: 4013 });
    stream.cut();
    await slow.close();
  });
});
