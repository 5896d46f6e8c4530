import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '@tillside/relay';
import { startTestRelay } from '@tillside/relay/testing';
import type { TestRelay } from '@tillside/relay/testing';
import { connectRep, connectVisitor, texts } from '../helpers/parties.ts';
import type { TestRep, TestVisitor } from '../helpers/parties.ts';
import { patiently } from '../helpers/patiently.ts';
import { startRedisServer } from '../helpers/redis-server.ts';
import type { RedisServer } from '../helpers/redis-server.ts';

let redis: RedisServer;
let first: TestRelay;
let second: TestRelay;
const clients: (TestVisitor | TestRep)[] = [];
const stores: { close(): Promise<void> }[] = [];

async function startNode(): Promise<TestRelay> {
  const store = await patiently(() => openStore({ dataDir: '', redisUrl: redis.url }));
  stores.push(store);
  return startTestRelay({ store });
}

beforeAll(async () => {
  redis = await startRedisServer();
  first = await startNode();
  second = await startNode();
});
afterEach(() => {
  for (const { client } of clients.splice(0)) client.close();
});
afterAll(async () => {
  await first.close();
  await second.close();
  for (const store of stores) await store.close();
  await redis.stop();
});

async function visitorAt(node: TestRelay, credential?: string): Promise<TestVisitor> {
  const visitor = await connectVisitor({ url: node.url, site: 'site_halden', origin: node.origin, credential });
  clients.push(visitor);
  return visitor;
}

async function maraAt(node: TestRelay): Promise<TestRep> {
  const rep = await connectRep({ url: node.url, ...node.reps.mara });
  clients.push(rep);
  return rep;
}

/** Answers whatever rings for this rep; resolves to the conversation. */
async function answer(rep: TestRep): Promise<string> {
  await rep.when('a ring', () => rep.mine().some((item) => item.state === 'ringing'));
  const { conversation, engagement } = rep.mine().find((item) => item.state === 'ringing')!;
  expect(await rep.client.command({ type: 'engagement.accept', conversation, engagement })).toEqual({ isDone: true });
  rep.client.attach(conversation);
  await rep.when('the conversation', () =>
    rep.mine().some((item) => item.conversation === conversation && item.state === 'active'),
  );
  return conversation;
}

async function resolve(rep: TestRep, conversation: string): Promise<void> {
  const { epoch, claim } = rep.mine().find((item) => item.conversation === conversation)!;
  expect(
    await rep.client.command({
      type: 'engagement.resolve',
      conversation,
      epoch,
      claim: claim!,
      disposition: 'Question answered',
    }),
  ).toEqual({ isDone: true });
  await rep.when('it left the floor', () => rep.mine().every((item) => item.conversation !== conversation));
}

describe('two nodes on one Redis', () => {
  it('serve one conversation: the visitor on one, the rep on the other', async () => {
    const mara = await maraAt(second);
    const visitor = await visitorAt(first);
    visitor.say('Does it fit my lenses?');
    const conversation = await answer(mara);
    mara.say(conversation, 'Which mount do you have?');
    await visitor.when('the answer', () => texts(visitor.view('mine')).includes('Which mount do you have?'));
    visitor.client.typing('mine');
    await mara.until(
      'typing',
      (frame): frame is Extract<typeof frame, { type: 'typing.seen' }> => frame.type === 'typing.seen',
    );
    visitor.say('Halden H');
    await mara.when('the reply', () => texts(mara.view(conversation)).includes('Halden H'));
    await visitor.when('the own words', () => texts(visitor.view('mine')).includes('Halden H'));
    const said = ['Does it fit my lenses?', 'Which mount do you have?', 'Halden H'];
    expect(texts(visitor.view('mine'))).toEqual(said);
    expect(texts(mara.view(conversation))).toEqual(said);
    await resolve(mara, conversation);
  });

  it('five tabs at once, over both nodes, are one conversation, one ring and one rep', async () => {
    const mara = await maraAt(second);
    const one = await visitorAt(first);
    const tabs = [
      one,
      ...(await Promise.all([first, second, first, second].map((node) => visitorAt(node, one.credential())))),
    ];
    tabs.forEach((tab, index) => tab.say(`from tab ${index}`));
    const conversation = await answer(mara);
    for (const tab of tabs) await tab.when('all five', () => texts(tab.view('mine')).length === 5);
    const order = texts(tabs[0]!.view('mine'));
    expect([...order].sort()).toEqual([0, 1, 2, 3, 4].map((index) => `from tab ${index}`));
    for (const tab of tabs) expect(texts(tab.view('mine'))).toEqual(order);
    expect(
      mara.frames.filter((frame) => frame.type === 'ring.started' && frame.conversation === conversation),
    ).toHaveLength(1);
    expect(mara.view(conversation).filter((entry) => entry.kind === 'engagement.opened')).toHaveLength(1);
    expect(mara.mine()).toHaveLength(1);
    await resolve(mara, conversation);
  });

  it('a rep who changes nodes within the grace keeps the conversation', async () => {
    const mara = await maraAt(second);
    const visitor = await visitorAt(first);
    visitor.say('One question');
    const conversation = await answer(mara);
    mara.client.close();
    const again = await maraAt(first);
    again.client.attach(conversation);
    await again.when('the conversation', () =>
      again.mine().some((item) => item.conversation === conversation && item.state === 'active'),
    );
    again.say(conversation, 'Here I am');
    await visitor.when('the answer', () => texts(visitor.view('mine')).includes('Here I am'));
    expect(visitor.view('mine').filter((entry) => entry.kind === 'engagement.queued')).toEqual([]);
    await resolve(again, conversation);
  });

  it('a Redis that is killed and comes back loses nothing that was acknowledged, and nobody reloads', async () => {
    const mara = await maraAt(second);
    const visitor = await visitorAt(first);
    visitor.say('before');
    const conversation = await answer(mara);
    await redis.restart();
    visitor.say('while it was away');
    await visitor.when('it was sent', () => texts(visitor.view('mine')).length === 2, 20_000);
    await mara.when('it arrived', () => texts(mara.view(conversation)).includes('while it was away'), 20_000);
    mara.say(conversation, 'after');
    await visitor.when('the answer', () => texts(visitor.view('mine')).includes('after'), 20_000);
    expect(texts(visitor.view('mine'))).toEqual(['before', 'while it was away', 'after']);
    expect(visitor.troubles).toEqual([]);
    expect(mara.troubles).toEqual([]);
    await resolve(mara, conversation);
  });
});
