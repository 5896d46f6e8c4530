// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SocketLike } from '@tillside/protocol/client';
import { calls, posts, streams, stubFetch } from './helpers/fake-http.ts';

const session = '0'.repeat(32);
const hello = {
  type: 'hello',
  version: 1,
  sessions: [session],
  cursors: [{ conversation: 'mine', offset: 0, chain: '' }],
};
const welcomed = { type: 'welcomed', node: 'n1', credential: 'k1.a.b' };
const attached = { type: 'attached', conversation: 'mine', state: 'ok' };
const entry = (offset: number) => ({ type: 'entry.added', conversation: 'mine', offset, chain: `c${offset}` });
const message = (seq: number, text = 'hi') => ({
  type: 'message.send',
  session,
  conversation: 'mine',
  seq,
  body: { text },
});

/** What the protocol's client hears. */
interface Heard {
  readonly socket: SocketLike;
  readonly frames: { readonly type: string }[];
  readonly codes: (number | undefined)[];
}

let createHttpSocket: (url: string) => SocketLike;
/** Streams take a few turns of the event loop to pass on what they were given. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
/** Time goes on, and what it brings is done. */
const pass = async (ms: number): Promise<void> => {
  await vi.advanceTimersByTimeAsync(ms);
  await settle();
};

async function open(first: object = hello): Promise<Heard> {
  const socket = createHttpSocket('wss://socket.relay.example/v1/socket?site=site_1');
  const frames: { readonly type: string }[] = [];
  const codes: (number | undefined)[] = [];
  socket.addEventListener('open', () => socket.send(JSON.stringify(first)));
  socket.addEventListener('message', ({ data }) => frames.push(JSON.parse(String(data)) as { type: string }));
  socket.addEventListener('close', ({ code }) => codes.push(code));
  await settle();
  return { socket, frames, codes };
}

async function say({ socket }: Heard, ...frames: readonly object[]): Promise<void> {
  for (const frame of frames) socket.send(JSON.stringify(frame));
  await settle();
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  vi.resetModules();
  stubFetch();
  ({ createHttpSocket } = await import('../src/link/http-socket.ts'));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('a socket over HTTP', () => {
  it('[HS1] opens a stream with hello, the credential in a header alone, and gives on what it carries', async () => {
    const heard = await open({ ...hello, credential: 'k1.old.one' });
    const [stream] = streams();
    expect(stream).toMatchObject({ lines: [hello], headers: { authorization: 'Visitor k1.old.one' } });
    expect(stream!.lines[0]).not.toHaveProperty('credential');
    expect(stream!.query.toString()).toBe('site=site_1');
    stream!.say(welcomed, attached, { type: 'live' });
    await settle();
    expect(heard.frames.map(({ type }) => type)).toEqual(['welcomed', 'attached', 'live']);
    await say(heard, message(1));
    expect(posts()[0]!.headers).toMatchObject({ authorization: 'Visitor k1.a.b' });
  });

  it('[HS1] reads lines however they are cut into pieces, letters of several bytes among them', async () => {
    const heard = await open();
    const bytes = new TextEncoder().encode(`${JSON.stringify({ type: 'x', text: 'Grüße 👋' })}\n{"type":"y"}\n{"ty`);
    for (const byte of bytes) streams()[0]!.write(Uint8Array.of(byte));
    await settle();
    expect(heard.frames).toEqual([{ type: 'x', text: 'Grüße 👋' }, { type: 'y' }]);
  });

  it('[HS2] sends one POST at a time; what comes meanwhile goes together with the next, in order', async () => {
    const heard = await open();
    streams()[0]!.say(welcomed);
    await settle();
    await say(heard, message(1), message(2));
    await say(heard, message(3), { type: 'typing', conversation: 'mine' });
    expect(posts().map(({ lines }) => lines)).toEqual([[message(1), message(2)]]);
    posts()[0]!.say({ type: 'acked', seq: 2 });
    posts()[0]!.end();
    await settle();
    expect(heard.frames.at(-1)).toEqual({ type: 'acked', seq: 2 });
    expect(posts()[1]!.lines).toEqual([message(3), { type: 'typing', conversation: 'mine' }]);
  });

  it('[HS2] keeps a POST within what the relay takes, however much waits', async () => {
    const heard = await open();
    streams()[0]!.say(welcomed);
    await settle();
    const long = '€'.repeat(4_000);
    await say(heard, ...[1, 2, 3, 4, 5, 6].map((seq) => message(seq, long)));
    const sent: number[] = [];
    while (sent.length < 6) {
      const post = posts().at(-1)!;
      expect(Buffer.byteLength(post.lines.map((line) => JSON.stringify(line)).join('\n'))).toBeLessThan(65_536);
      sent.push(...post.lines.map((line) => Number(line['seq'])));
      post.end();
      await settle();
    }
    expect(sent).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('[HS2] says where the visitor is ahead of numbered frames, whichever node takes them', async () => {
    const context = { page: { url: 'https://shop.example/', title: '' } };
    const heard = await open({ ...hello, context });
    streams()[0]!.say(welcomed);
    await settle();
    await say(heard, message(1));
    expect(posts()[0]!.lines).toEqual([{ type: 'context.set', context }, message(1)]);
    posts()[0]!.end();
    await settle();
    await say(heard, { type: 'typing', conversation: 'mine' });
    expect(posts()[1]!.lines).toEqual([{ type: 'typing', conversation: 'mine' }]);
    posts()[1]!.end();
    await settle();
    const other = { type: 'context.set', context: { page: { url: 'https://shop.example/cart', title: '' } } };
    await say(heard, other, message(2));
    expect(posts()[2]!.lines).toEqual([other, message(2)]);
  });

  it('[HS3] asks for the next stream where the last one ends, from the cursor it came to', async () => {
    const heard = await open();
    streams()[0]!.say(welcomed, attached, entry(1), entry(2), { type: 'next', after: 'a.b.c.d' });
    streams()[0]!.end();
    await settle();
    expect(heard.codes).toEqual([]);
    const [, second] = streams();
    expect(second!.query.get('after')).toBe('a.b.c.d');
    expect(second!.headers).toMatchObject({ authorization: 'Visitor k1.a.b' });
    expect(second!.lines).toEqual([{ ...hello, cursors: [{ conversation: 'mine', offset: 2, chain: 'c2' }] }]);
    await say(heard, { type: 'session.add', session: '1'.repeat(32) }, { type: 'pong' });
    second!.say({ ...attached, state: 'reset' }, { type: 'next', after: 'e' });
    second!.end();
    await settle();
    expect(streams()[2]!.lines).toEqual([{ ...hello, sessions: [session, '1'.repeat(32)] }]);
    expect(posts()).toEqual([]);
    // Silence means nothing is new: no stream that follows is given up for it.
    await pass(15_000);
    expect(streams()).toHaveLength(3);
  });

  it('[HS4] a stream that is cut closes it with 1006, and so do a refusal and a POST without an answer', async () => {
    const cut = await open();
    streams()[0]!.say(welcomed, entry(1));
    await settle();
    streams()[0]!.cut();
    await settle();
    expect(cut.codes).toEqual([1006]);

    const ended = await open();
    streams()[1]!.say(welcomed);
    streams()[1]!.end();
    await settle();
    expect(ended.codes).toEqual([1006]);

    const refused = await open();
    streams()[2]!.refuse(403);
    await settle();
    expect(refused.codes).toEqual([1006]);

    const silent = await open();
    streams()[3]!.say(welcomed);
    await say(silent, message(1));
    await pass(1_000);
    posts()[0]!.cut();
    await settle();
    expect(silent.codes).toEqual([1006]);
    expect(streams()[3]!.isAborted).toBe(true);
  });

  it('[HS4] the last line of a stream, or of a POST’s answer, is its close code', async () => {
    const blocked = await open();
    streams()[0]!.say({ type: 'closed', code: 4503, reason: 'blocked' });
    await settle();
    const fast = await open();
    streams()[1]!.say(welcomed);
    await say(fast, message(1));
    posts()[0]!.say({ type: 'acked', seq: 1 }, { type: 'closed', code: 4013, reason: 'too many' });
    posts()[0]!.end();
    await settle();
    expect([blocked.codes, fast.codes]).toEqual([[4503], [4013]]);
    expect(fast.frames.at(-1)).toMatchObject({ type: 'acked' });
    const again = await open();
    await say(again, { type: 'conversation.attach', conversation: 'mine', offset: 0, chain: '' });
    expect(again.codes).toEqual([4010]);
  });

  it('[HS5] where no byte comes within 5 s streams are polled, for the rest of the page', async () => {
    const heard = await open();
    expect(streams()[0]!.query.get('mode')).toBeNull();
    await pass(4_900);
    expect(streams()).toHaveLength(1);
    await pass(200);
    expect(streams()[0]!.isAborted).toBe(true);
    expect(streams()[1]!.query.get('mode')).toBe('poll');
    streams()[1]!.say(welcomed, attached, { type: 'next', after: 'x' });
    streams()[1]!.end();
    await settle();
    expect(streams()[2]!.query.toString()).toBe('site=site_1&mode=poll&after=x');
    await pass(19_000);
    expect(streams()).toHaveLength(3);
    expect(heard.codes).toEqual([]);
    heard.socket.close();
    await open();
    expect(streams()[3]!.query.get('mode')).toBe('poll');
  });

  it('[HS5] so it is where the first bytes came and nothing after them', async () => {
    const heard = await open();
    streams()[0]!.say(welcomed);
    await pass(28_000);
    heard.socket.close();
    await open();
    expect(streams()[1]!.query.get('mode')).toBe('poll');
  });

  it('[HS6] closed by the page it says what it had to say, and hears nothing any more', async () => {
    const heard = await open();
    streams()[0]!.say(welcomed);
    await say(heard, message(1));
    heard.socket.send(JSON.stringify(message(2)));
    heard.socket.close();
    await settle();
    expect(posts().map(({ isKeptAlive, lines }) => [isKeptAlive, lines])).toEqual([
      [false, [message(1)]],
      [true, [message(2)]],
    ]);
    expect(streams()[0]!.isAborted).toBe(true);
    const before = calls.length;
    posts()[0]!.say({ type: 'acked', seq: 1 });
    posts()[0]!.end();
    await settle();
    expect(heard.frames.map(({ type }) => type)).toEqual(['welcomed']);
    expect([heard.codes, calls.length]).toEqual([[], before]);
  });
});
