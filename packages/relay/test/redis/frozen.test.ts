import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../../src/ports/index.ts';
import { cnv, message, t0 } from '../contracts/build.ts';
import { askAllTheTime, awayMs, patienceMs, timed, untilBack, untilHeard } from './helpers/asking.ts';
import { useRedis, useStores } from './helpers/use-redis.ts';

const server = useRedis();
const stores = useStores();

describe('a server that freezes', () => {
  it('[ST58, ST59] leaves nothing open while it is asked on and on, and all stands again by itself, told once', async () => {
    const store = await stores.open(server().url);
    let heard = 0;
    await store.bus.listen('cnv/standing', () => (heard += 1));
    let told = 0;
    store.onReconnect(() => (told += 1));
    const back = untilBack(store);

    server().kill('SIGSTOP');
    const asking = askAllTheTime(store);
    await delay(awayMs);
    const answers = await asking.stop();
    server().kill('SIGCONT');
    await back;

    expect(answers.length).toBeGreaterThan(100);
    for (const { error } of answers) if (error !== undefined) expect(error).toBeInstanceOf(StoreUnavailableError);
    expect(Math.max(...answers.map(({ tookMs }) => tookMs))).toBeLessThan(patienceMs);
    await expect(store.conversations.append(message(1), t0)).resolves.toMatchObject({ kind: 'appended' });
    await untilHeard(store, store);
    store.bus.ring('cnv/standing');
    await untilHeard(store, store);
    expect(heard).toBe(1);
    expect(told).toBe(1);
    expect(stores.events.map(({ name }) => name)).toEqual(['store.lost', 'store.back']);
  });

  it('[ST58] is noticed also where nothing is asked', async () => {
    const store = await stores.open(server().url);
    const back = untilBack(store);
    server().kill('SIGSTOP');
    const from = performance.now();
    while (stores.events.length === 0 && performance.now() - from < 10_000) await delay(20);
    expect(stores.events).toMatchObject([{ name: 'store.lost' }]);
    server().kill('SIGCONT');
    await back;
    await expect(store.ping()).resolves.toBeUndefined();
  });

  it('[ST58] does not keep a store from closing', async () => {
    const store = await stores.open(server().url);
    server().kill('SIGSTOP');
    const pending = timed(() => store.conversations.view(cnv));
    await store.close();
    server().kill('SIGCONT');
    expect((await pending).error).toBeInstanceOf(StoreUnavailableError);
  });
});

describe('a relay that is held up itself', () => {
  it('[ST58] reads what has come meanwhile before it judges the server', async () => {
    const store = await stores.open(server().url);
    const asked = [
      store.conversations.view(cnv),
      store.conversations.append(message(1, { conversation: 'cnv_held' }), t0),
    ];
    // Out of the door first, then asleep for longer than any answer may take.
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2_600);
    await expect(Promise.all(asked)).resolves.toHaveLength(2);
    expect(stores.events).toEqual([]);
  });
});
