import { setTimeout as delay } from 'node:timers/promises';
import { ErrorReply, createClient } from 'redis';
import { afterEach, describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../../src/ports/index.ts';
import type { KeptStore } from '../../src/ports/index.ts';
import { storeError } from '../../src/redis/link/errors.ts';
import { cnv, message, record, relayEntry, t0 } from '../contracts/build.ts';
import { eventually } from './helpers/eventually.ts';
import { everyOperation } from './helpers/every-operation.ts';
import { useRedis, useStores } from './helpers/use-redis.ts';

const stores = useStores();

/** Writes of every shape: gathered, in several steps, one command, one script. */
const writes = (store: KeptStore): readonly (() => Promise<unknown>)[] => {
  const { conversations, floor, directory, journal, visitors, ledger } = everyOperation(store);
  return [
    conversations.append,
    conversations.commit,
    conversations.setContext,
    conversations.touch,
    visitors.commit,
    visitors.advanceLane,
    floor.claimRep,
    floor.enqueue,
    floor.takeGrant,
    floor.noteMissed,
    journal.append,
    ledger.commit,
    directory.apply,
    directory.putSignIn,
    directory.putTicket,
    directory.countFailure,
    directory.secret,
  ];
};

/** What gives back, or only writes over. */
const small = (store: KeptStore): readonly (() => Promise<unknown>)[] => {
  const { floor, directory } = everyOperation(store);
  return [
    floor.renewPresence,
    floor.confirmClaim,
    floor.releaseClaim,
    floor.dequeue,
    floor.pause,
    floor.endGrant,
    floor.resetMissed,
    directory.takeTicket,
    directory.revokeSignIn,
    directory.revokeSignIns,
    directory.clearFailures,
  ];
};

const reads = (store: KeptStore): readonly (() => Promise<unknown>)[] => {
  const { conversations, floor, directory, journal, visitors, ledger } = everyOperation(store);
  return [
    conversations.read,
    conversations.attach,
    conversations.view,
    conversations.recent,
    visitors.load,
    floor.snapshot,
    floor.position,
    floor.rank,
    journal.read,
    ledger.list,
    directory.load,
    directory.signIn,
    directory.waitMs,
  ];
};

describe('a server that is there and cannot serve', () => {
  const server = useRedis();
  afterEach(async () => {
    await server().command('REPLICAOF', 'NO', 'ONE');
    await server().command('CONFIG', 'SET', 'maxmemory', '0');
    await server().flush();
  });

  async function keyCount(): Promise<string> {
    return server().command('DBSIZE');
  }

  it('[ST61] full: what takes memory is unavailable and writes nothing, all else goes on, and it works again', async () => {
    const store = await stores.open(server().url);
    await server().command('CONFIG', 'SET', 'maxmemory', '1');
    for (const write of writes(store)) await expect(write()).rejects.toThrow(StoreUnavailableError);
    expect(await keyCount()).toBe(':0');
    for (const run of [...reads(store), ...small(store)]) await expect(run()).resolves.not.toThrow();
    await server().command('CONFIG', 'SET', 'maxmemory', '0');
    for (const write of writes(store)) await expect(write()).resolves.not.toThrow();
    expect(stores.events).toEqual([]);
  });

  it('[ST61] full in the middle of a commit: nothing of it is there', async () => {
    const store = await stores.open(server().url);
    await store.conversations.append(message(1), t0);
    const before = await store.conversations.view(cnv);
    await server().command('CONFIG', 'SET', 'maxmemory', '1');
    const committing = store.conversations.commit(record(), 0, [relayEntry('c1'), relayEntry('c2')], t0);
    await expect(committing).rejects.toThrow(/OOM/);
    expect(await store.conversations.view(cnv)).toEqual(before);
    expect(await store.conversations.read(cnv, 0, 10)).toHaveLength(1);
  });

  it('[ST61] a replica by now: writes are unavailable, and another connection is tried', async () => {
    const store = await stores.open(server().url);
    await server().command('REPLICAOF', '127.0.0.1', '1');
    // Each of them costs the connection, and the next one waits for another.
    for (const write of writes(store).slice(0, 3)) await expect(write()).rejects.toThrow(StoreUnavailableError);
    expect(stores.events[0]).toMatchObject({
      name: 'store.lost',
      error: expect.stringContaining('READONLY') as string,
    });
    await server().command('REPLICAOF', 'NO', 'ONE');
    await eventually(() => store.conversations.append(message(1), t0));
  });

  it('[ST61] busy with somebody’s endless script: unavailable until it is over', async () => {
    const store = await stores.open(server().url);
    await server().command('CONFIG', 'SET', 'busy-reply-threshold', '50');
    const other = createClient({ url: server().url });
    other.on('error', () => {});
    await other.connect();
    const endless = other.eval('while true do end').catch(() => {});
    await delay(150);
    await expect(store.conversations.append(message(1), t0)).rejects.toThrow(/BUSY/);
    await server().command('SCRIPT', 'KILL');
    await endless;
    other.destroy();
    await eventually(() => store.conversations.append(message(1), t0));
  });

  it('[ST61] that forgot the scripts is sent them again', async () => {
    const store = await stores.open(server().url);
    await store.conversations.append(message(1), t0);
    await server().command('SCRIPT', 'FLUSH');
    expect(await store.conversations.append(message(2), t0)).toMatchObject({ kind: 'appended', offset: 2 });
  });
});

describe('a server that loads its file', () => {
  const server = useRedis({ settings: { 'key-load-delay': '400' } });

  it('[ST59, ST61] is unavailable until it has, and only then is it told that it is back', async () => {
    const store = await stores.open(server().url);
    const fill = "for i = 1, 6000 do redis.call('SET', 'fill' .. i, 'x') end";
    expect(await server().command('EVAL', fill, '0')).toBe('$-1');
    let isReady = false;
    let toldAt: boolean | undefined;
    store.onReconnect(() => (toldAt ??= isReady));
    const back = new Promise<void>((resolve) => void store.onReconnect(resolve));
    const restarting = server()
      .restart()
      .then(() => (isReady = true));
    const refusals: unknown[] = [];
    while (!isReady) {
      await store.conversations.append(message(1), t0).catch((error: unknown) => refusals.push(error));
      await delay(20);
    }
    await restarting;
    await back;
    expect(refusals.length).toBeGreaterThan(0);
    for (const error of refusals) expect(error).toBeInstanceOf(StoreUnavailableError);
    await expect(store.conversations.append(message(1), t0)).resolves.toMatchObject({ seq: 1 });
  });
});

describe('what a server answers', () => {
  const temporary = [
    "OOM command not allowed when used memory > 'maxmemory'.",
    'MISCONF Redis is configured to save RDB snapshots, but it is currently unable to persist to disk.',
    'LOADING Redis is loading the dataset in memory',
    "READONLY You can't write against a read only replica.",
    "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
    'CLUSTERDOWN The cluster is down',
    'TRYAGAIN Multiple keys request during rehashing of slot',
    'NOREPLICAS Not enough good replicas to write.',
    'BUSY Redis is busy running a script.',
    'NOAUTH Authentication required.',
    "NOPERM this user has no permissions to run the 'evalsha' command",
    'MOVED 3999 127.0.0.1:6381',
  ];

  it.each(temporary)('[ST61] %s', (text) => {
    const error = storeError(new ErrorReply(text));
    expect(error).toBeInstanceOf(StoreUnavailableError);
    expect(error.message).toContain(text);
  });

  it.each([
    'WRONGTYPE Operation against a key holding the wrong kind of value',
    'ERR unknown command',
    'NOSCRIPT No matching script.',
  ])('[ST61] %s is a fault of ours', (text) => {
    const reply = new ErrorReply(text);
    expect(storeError(reply)).toBe(reply);
  });

  it('[ST61] anything else that goes wrong on the way is a store that is away', () => {
    const lost = storeError(Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }));
    expect(lost).toBeInstanceOf(StoreUnavailableError);
    const nowhere = storeError(
      new AggregateError([new Error('connect ECONNREFUSED ::1:1'), new Error('and 127.0.0.1')]),
    );
    expect(nowhere.message).toContain('connect ECONNREFUSED ::1:1, and 127.0.0.1');
  });
});
