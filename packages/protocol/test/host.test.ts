import { describe, expect, it } from 'vitest';
import { WebSocket as NodeWebSocket } from 'ws';
import { createClient, createMemoryOutbox, createVisitorClient } from '@tillside/protocol/client';
import type { ClientOptions, SocketLike } from '@tillside/protocol/client';
import { attached, entry, message, welcomed } from './helpers/frames.ts';
import { createWorld, settled } from './helpers/world.ts';
import type { World } from './helpers/world.ts';

/** A visitor who is connected and attached. */
async function connected(more: Partial<ClientOptions<'visitor'>> = {}) {
  const world = createWorld<'visitor'>(more);
  const client = createVisitorClient(world.options);
  client.connect();
  await settled();
  greet(world);
  return { world, client };
}

function greet({ socket }: World<'visitor'>): void {
  socket().open();
  socket().say(welcomed());
  socket().say(attached());
}

const types = (frames: readonly { readonly type: string }[]): string[] => frames.map(({ type }) => type);

describe('a client on a socket', () => {
  it('[CH1] says hello and talks', async () => {
    const { world, client } = await connected();
    const local = client.send(message('hello'));
    expect(world.sockets.map(({ url }) => url)).toEqual(['wss://relay.example/v1/socket']);
    expect(world.socket().sent).toMatchObject([
      { type: 'hello', cursors: [{ conversation: 'mine' }] },
      { type: 'message.send', seq: 1 },
    ]);
    world.socket().say({ type: 'acked', session: '0'.repeat(31) + '1', conversation: 'mine', seq: 1, offset: 1 });
    expect([client.state(), world.events.at(-1)]).toMatchObject(['up', { type: 'acked', local }]);
    client.close();
    expect([client.state(), world.socket().isClosed, world.timers()]).toEqual(['idle', true, 0]);
  });

  it('[CH2] hears nothing more of a socket it gave up', async () => {
    const { world, client } = await connected();
    const first = world.socket();
    first.end(1006);
    await world.pass(250);
    expect(world.sockets).toHaveLength(2);
    first.open();
    first.say(entry(1));
    first.end(4500);
    expect(client.state()).toBe('connecting');
    greet(world);
    expect(client.state()).toBe('up');
    client.setShown(false);
    world.socket().end(4500);
    expect(client.state()).not.toBe('stopped');
    client.close();
  });

  it('[CH2] does not open a socket that nobody wants any more', async () => {
    let give: (token: string) => void = () => {};
    const credential = { get: () => new Promise<string>((resolve) => (give = resolve)), set: () => {} };
    const world = createWorld<'visitor'>({ credential });
    const client = createVisitorClient(world.options);
    client.connect();
    client.close();
    give('late');
    await settled();
    expect(world.sockets).toEqual([]);
  });

  it('[CH3] asks for the credential before every socket, keeps a new one and drops a bad one', async () => {
    let kept: string | undefined = 'first';
    const credential = { get: () => kept, set: (value: string | undefined) => void (kept = value) };
    const { world, client } = await connected({ credential });
    expect(world.socket().sent[0]).toMatchObject({ credential: 'first' });
    world.socket().say(welcomed({ credential: 'second' }));
    expect(kept).toBe('second');
    world.socket().end(4101);
    expect(kept).toBeUndefined();
    await world.pass(250);
    world.socket().open();
    expect(world.socket().sent[0]).not.toHaveProperty('credential');
    client.close();
  });

  it('[CH3] stops when there is no credential any more, tries again when it cannot be had now', async () => {
    const answers = [() => Promise.reject(new Error('offline')), () => Promise.resolve('ticket'), () => false as const];
    const { world, client } = await (async () => {
      const world = createWorld<'visitor'>({ credential: { get: () => answers.shift()!(), set: () => {} } });
      const client = createVisitorClient(world.options);
      client.connect();
      await world.pass(250);
      return { world, client };
    })();
    expect(world.sockets).toHaveLength(1);
    greet(world);
    world.socket().end(1006);
    await world.pass(1_000);
    expect([client.state(), world.sockets.length]).toEqual(['stopped', 1]);
  });

  it('[CH4] asks for boot after a refused upgrade, and stops where boot says no', async () => {
    const answers = [async () => true, () => Promise.reject(new Error('offline')), async () => false];
    let asked = 0;
    const world = createWorld<'visitor'>({ boot: () => answers[asked++]!() });
    const client = createVisitorClient(world.options);
    client.connect();
    await settled();
    expect(asked).toBe(0);
    world.socket().end(1006);
    await world.pass(250);
    expect([asked, world.sockets.length]).toEqual([1, 2]);
    world.socket().end(1006);
    await world.pass(60_000);
    expect([asked, world.sockets.length, client.state()]).toEqual([3, 2, 'stopped']);
    expect(world.events.at(-1)).toMatchObject({ type: 'link', state: 'stopped', code: 4501 });
  });

  it('[CH8] posts only with a link', async () => {
    const { world, client } = await connected();
    expect(client.post({ type: 'pong' })).toBe(true);
    world.socket().end(1006);
    expect(client.post({ type: 'pong' })).toBe(false);
    expect(types(world.socket().sent)).toEqual(['hello', 'pong']);
    client.close();
  });

  it('[CH1] passes on what the page does', async () => {
    const { world, client } = await connected();
    client.typing('mine');
    client.setContext({ page: { url: 'https://shop.example/', title: 'Shop' } });
    world.socket().say(entry(1));
    client.read('mine', 1);
    client.attach('cnv_b');
    client.detach('cnv_b');
    expect(types(world.socket().sent).slice(1)).toEqual([
      'typing',
      'context.set',
      'read',
      'conversation.attach',
      'conversation.detach',
    ]);
    client.setOnline(false);
    client.setOnline(true);
    await world.pass(250);
    expect(world.sockets).toHaveLength(2);
    client.close();
  });

  it('[CH5] keeps order when a listener sends while effects are being done', async () => {
    const world = createWorld<'visitor'>({
      onEvent: (event) => void (event.type === 'told' && event.frame.type === 'attached' && client.send(message('b'))),
    });
    const client = createVisitorClient(world.options);
    client.send(message('a'));
    client.connect();
    await settled();
    greet(world);
    expect(world.socket().sent.slice(1)).toMatchObject([
      { seq: 1, body: { text: 'a' } },
      { seq: 2, body: { text: 'b' } },
    ]);
    client.close();
  });

  it('[CH5] goes on after a listener failed', async () => {
    const world = createWorld<'visitor'>({
      onEvent(event) {
        if (event.type === 'told' && event.frame.type === 'live') throw new Error('a fault of the page');
      },
    });
    const client = createVisitorClient(world.options);
    client.connect();
    await settled();
    greet(world);
    expect(() => world.socket().say({ type: 'live', conversation: 'mine' })).toThrow('a fault of the page');
    client.send(message('still here'));
    expect(types(world.socket().sent)).toEqual(['hello', 'message.send']);
    client.close();
  });

  it('[CH5] makes nothing of what a listener returns', async () => {
    const never = new Promise<void>(() => {});
    const { world, client } = await connected({
      onEvent: () => never,
      credential: { get: () => 'a', set: () => never },
    });
    world.socket().say(welcomed({ credential: 'b' }));
    client.send(message('at once'));
    expect(types(world.socket().sent)).toEqual(['hello', 'message.send']);
    client.close();
  });
});

it('[CH1] takes the sockets of browsers and of `ws` as they are', () => {
  const ofBrowsers = (url: string): SocketLike => new WebSocket(url);
  const ofNode = (url: string): SocketLike => new NodeWebSocket(url);
  expect([typeof ofBrowsers, typeof ofNode]).toEqual(['function', 'function']);
});

describe('an outbox that is stored', () => {
  it('[CH6] is stored before a frame is sent', async () => {
    const sent: (readonly string[])[] = [];
    const outbox = { save: () => void sent.push(types(world.socket().sent)) };
    const { world, client } = await connected({ outbox });
    client.send(message('a'));
    expect(sent).toEqual([['hello']]);
    expect(types(world.socket().sent)).toEqual(['hello', 'message.send']);
    client.close();
  });

  it('[CH6] that cannot be stored is sent all the same', async () => {
    const save = (): never => {
      throw new Error('quota');
    };
    const { world, client } = await connected({ outbox: { save } });
    client.send(message('a'));
    expect(types(world.socket().sent)).toEqual(['hello', 'message.send']);
    client.close();
  });

  it('[CH7] outlives its page: the next one sends what was left', async () => {
    const outbox = createMemoryOutbox();
    const { client } = await connected({ outbox });
    client.close();
    client.send(message('left'));
    const next = createWorld<'visitor'>({ newSession: () => 'b'.repeat(32) });
    const heir = createClient<'visitor'>(next.options);
    heir.adopt(outbox.items());
    heir.connect();
    await settled();
    next.socket().open();
    next.socket().say(welcomed());
    expect(next.socket().sent).toMatchObject([
      { sessions: ['b'.repeat(32), '0'.repeat(31) + '1'] },
      { type: 'message.send', session: '0'.repeat(31) + '1', seq: 1, body: { text: 'left' } },
    ]);
    heir.close();
    expect(heir.state()).toBe('idle');
  });
});
