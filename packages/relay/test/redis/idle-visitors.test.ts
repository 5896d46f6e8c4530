import { createClient } from 'redis';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestRelay } from '../../src/testing.ts';
import type { TestRelay } from '../../src/testing.ts';
import { hello, newSession, openRaw } from '../relay/raw-socket.ts';
import type { Raw } from '../relay/raw-socket.ts';
import { openStore } from './helpers/open-store.ts';
import { useRedis } from './helpers/use-redis.ts';

const server = useRedis();
const ends: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

/** What the server was asked, by the command; scripts by what they call too. Without the links' own pings and the relay's own rounds. */
async function watchStore(): Promise<{ about(id: string): Promise<readonly string[]> }> {
  const client = createClient({ url: server().url });
  client.on('error', () => {});
  await client.connect();
  const asked: string[] = [];
  await client.monitor((line) => void asked.push(line));
  ends.push(() => client.destroy());
  const other = createClient({ url: server().url });
  await other.connect();
  ends.push(() => other.destroy());
  let marks = 0;
  return {
    /** Everything that has come to the server by now and names this. */
    async about(id) {
      const mark = `seen-by-now-${(marks += 1)}`;
      await other.echo(mark);
      await expect.poll(() => asked.some((line) => line.includes(mark))).toBe(true);
      return asked.filter((line) => line.includes(id));
    },
  };
}

async function start(): Promise<TestRelay> {
  await server().flush();
  const store = await openStore(server().url);
  ends.push(() => store.close());
  const relay = await startTestRelay({ store });
  ends.push(() => relay.close());
  return relay;
}

const page = (relay: TestRelay, n: number) => ({
  url: `${relay.origin}/products/${n}`,
  title: `Product ${n}`,
  type: 'product',
});

describe('visitors who only look around', () => {
  it('[ST90] ask nothing of the store while they are idle and go from page to page, until they write', async () => {
    const relay = await start();
    const visitors: { readonly socket: Raw; readonly session: string; readonly id: string }[] = [];
    for (let n = 0; n < 20; n += 1) {
      const socket = await openRaw(relay);
      ends.push(() => socket.close());
      const session = newSession();
      socket.say({ ...hello(undefined, session), context: { page: page(relay, 0) } });
      const { visitor } = await socket.next('welcomed');
      await socket.next('live');
      visitors.push({ socket, session, id: (visitor as { readonly id: string }).id });
    }
    const store = await watchStore();
    for (let n = 1; n <= 5; n += 1)
      for (const { socket } of visitors) socket.say({ type: 'context.set', context: { page: page(relay, n) } });
    // Whatever a visitor said before this is done: a socket's frames are taken in their order.
    for (const { socket } of visitors) {
      socket.say({ type: 'conversation.attach', conversation: 'mine', offset: 0, chain: '' });
      await socket.next('live');
    }
    for (const { id } of visitors) {
      const tag = `{${id}}`;
      const asked = (await store.about(tag)).filter((line) => !line.includes(' lua]'));
      // Of the attach above alone, a script, for there is nothing to replay: nothing of five pages.
      expect(asked.map((line) => /"([A-Z]+)"/.exec(line)?.[1])).toEqual(['EVALSHA']);
      expect(await store.about('/products/')).toEqual([]);
    }

    const [writer] = visitors;
    writer?.socket.say({
      type: 'message.send',
      session: writer.session,
      conversation: 'mine',
      seq: 1,
      body: { text: 'Hello' },
    });
    await writer?.socket.next('acked');
    await expect.poll(async () => (await store.about('/products/5')).length).toBeGreaterThan(0);
  });
});
