import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { RedisServer } from '../../../../test/helpers/redis-server.ts';
import { StoreUnavailableError } from '../../src/ports/index.ts';
import { keys } from '../../src/redis/keys.ts';
import { slotOf } from '../../src/redis/slot.ts';
import { message, t0, visitorRecord } from '../contracts/build.ts';
import { untilHeard } from './helpers/asking.ts';
import { eventually } from './helpers/eventually.ts';
import { useRedisCluster, useStores } from './helpers/use-redis.ts';

const stores = useStores();
const conversations = Array.from({ length: 30 }, (_, index) => `cnv_c${index}`);

/** Of three masters, whose slots lie in a row. */
const partOf = (conversation: string) => Math.floor((slotOf(keys.log(conversation)) * 3) / 16_384);
const firstOf = (part: number) => conversations.find((one) => partOf(one) === part) ?? '';
const countOn = async (node: RedisServer) => Number((await node.command('DBSIZE')).slice(1));

describe('a cluster of three masters', () => {
  const cluster = useRedisCluster();

  it('[ST89] keeps each conversation at its own, whichever server showed the way', async () => {
    for (const { url } of cluster().nodes) {
      await cluster().flush();
      const store = await stores.open(url);
      const appended = await Promise.all(
        conversations.map((conversation) => store.conversations.append(message(1, { conversation }), t0)),
      );
      expect(appended.every(({ kind }) => kind === 'appended')).toBe(true);
      for (const [part, node] of cluster().nodes.entries()) {
        expect(conversations.filter((one) => partOf(one) === part).length).toBeGreaterThan(0);
        expect(await countOn(node)).toBeGreaterThan(0);
      }
    }
  });

  it('[ST89] bells cross from every master to every relay', async () => {
    await cluster().flush();
    const [here, there] = [await stores.open(cluster().nodes[0]!.url), await stores.open(cluster().nodes[2]!.url)];
    await untilHeard(here, there);
    for (const part of [0, 1, 2]) {
      const conversation = firstOf(part);
      const heard = Promise.withResolvers<void>();
      const stop = await there.bus.listen(`cnv/${conversation}`, () => heard.resolve());
      await here.conversations.append(message(1, { conversation }), t0);
      await heard.promise;
      stop();
    }
  });

  it('[ST89] all visitors are found, over all masters', async () => {
    await cluster().flush();
    const store = await stores.open(cluster().url);
    const ids = conversations.map((one) => `vis_${one.slice('cnv_'.length)}`);
    for (const visitor of ids) await store.visitors.commit(visitorRecord({ visitor }), 0, t0);
    const found: string[] = [];
    let from: string | undefined;
    do {
      const page = await store.keeping.visitors(from, 3);
      found.push(...page.records.map(({ visitor }) => visitor));
      from = page.next;
    } while (from !== undefined);
    expect(found.sort()).toEqual(ids.sort());
  });
});

/** The master's own word for whom it sends others to. */
const idOf = async (node: RedisServer) =>
  (await node.command('EVAL', "return redis.status_reply(redis.call('CLUSTER', 'MYID'))", '0')).slice(1);

describe('a slot that moves', () => {
  const cluster = useRedisCluster();

  it('[ST89] is followed, on its way and after it', async () => {
    const store = await stores.open(cluster().url);
    const conversation = firstOf(0);
    const slot = String(slotOf(keys.log(conversation)));
    const append = (seq: number) => store.conversations.append(message(seq, { conversation }), t0);
    const [from, to] = [cluster().nodes[0]!, cluster().nodes[1]!];
    const run = async (node: RedisServer, ...words: readonly string[]) =>
      expect([words, await node.command(...words)]).toEqual([words, '+OK']);

    await append(1);
    await run(to, 'CLUSTER', 'SETSLOT', slot, 'IMPORTING', await idOf(from));
    await run(from, 'CLUSTER', 'SETSLOT', slot, 'MIGRATING', await idOf(to));
    const held = [keys.log(conversation), keys.state(conversation), keys.senders(conversation)];
    await run(from, 'MIGRATE', '127.0.0.1', String(to.port), '', '0', '5000', 'KEYS', ...held);
    // The old server has nothing of it any more and sends on whoever asks; the new one serves those alone.
    await expect(append(2)).resolves.toMatchObject({ kind: 'appended' });
    const toId = await idOf(to);
    for (const node of cluster().nodes.toReversed()) await node.command('CLUSTER', 'SETSLOT', slot, 'NODE', toId);
    await expect(append(3)).resolves.toMatchObject({ kind: 'appended' });
    expect((await store.conversations.read(conversation, 0, 10)).map(({ offset }) => offset)).toEqual([1, 2, 3]);
    expect(await countOn(from)).toBe(0);
  });
});

describe('a master that dies', () => {
  const cluster = useRedisCluster({ replicas: 1, settings: { 'cluster-node-timeout': '1000' } });

  it('[ST89] takes only its own part along, and its replica takes its place', async () => {
    const store = await stores.open(cluster().nodes[0]!.url);
    const [lost, other] = [firstOf(0), firstOf(1)];
    const append = (conversation: string, seq: number) =>
      store.conversations.append(message(seq, { conversation }), t0);
    await append(lost, 1);
    await append(other, 1);
    // A master acknowledges what its replica has not yet: nothing of that is promised where it dies the moment after.
    const [master, replica] = [cluster().nodes[0]!, cluster().nodes[3]!];
    await expect.poll(() => countOn(replica)).toBe(await countOn(master));
    let heard = 0;
    await store.bus.listen(`cnv/${other}`, () => (heard += 1));

    cluster().nodes[0]!.kill('SIGKILL');
    await expect(append(lost, 2)).rejects.toThrow(StoreUnavailableError);
    await expect(eventually(() => append(other, 2))).resolves.toMatchObject({ kind: 'appended' });
    const until = performance.now() + 20_000;
    let answer: unknown;
    while (answer === undefined && performance.now() < until) {
      answer = await append(lost, 2).catch(() => delay(50));
    }
    expect(answer).toMatchObject({ kind: expect.stringMatching(/^(appended|duplicate)$/) as string });
    expect((await store.conversations.read(lost, 0, 10)).map(({ offset }) => offset)).toEqual([1, 2]);
    // Bells too, though they were heard at the one that died.
    await untilHeard(store, store);
    await append(other, 3);
    await expect.poll(() => heard).toBeGreaterThan(0);
    // Each of the three has a replica, which a store says as it opens.
    const unsafe = Array.from({ length: 3 }, () => 'store.unsafe');
    await expect.poll(() => stores.events.map(({ name }) => name)).toEqual([...unsafe, 'store.lost', 'store.back']);
  });
});
