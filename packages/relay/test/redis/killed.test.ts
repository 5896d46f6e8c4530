import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../../src/ports/index.ts';
import { message, t0 } from '../contracts/build.ts';
import { askAllTheTime, awayMs, patienceMs, timed, untilBack, untilHeard } from './helpers/asking.ts';
import { startTcpProxy } from './helpers/tcp-proxy.ts';
import { useRedis, useStores } from './helpers/use-redis.ts';

const server = useRedis();
const stores = useStores();

describe('a server that is killed', () => {
  it('[ST58, ST59] leaves nothing open, also while it stays away, and all stands again by itself, told once', async () => {
    const store = await stores.open(server().url);
    let heard = 0;
    await store.bus.listen('cnv/standing', () => (heard += 1));
    let told = 0;
    store.onReconnect(() => (told += 1));
    const back = untilBack(store);
    const asking = askAllTheTime(store);
    server().kill('SIGKILL');
    await delay(awayMs);
    const answers = await asking.stop();
    const waiting = timed(() => store.ping());
    await server().restart();
    await back;

    for (const { error } of answers) if (error !== undefined) expect(error).toBeInstanceOf(StoreUnavailableError);
    expect(Math.max(...answers.map(({ tookMs }) => tookMs))).toBeLessThan(patienceMs);
    expect((await waiting).tookMs).toBeLessThan(patienceMs);
    await untilHeard(store, store);
    store.bus.ring('cnv/standing');
    await untilHeard(store, store);
    expect(heard).toBe(1);
    expect(told).toBe(1);
  });

  it('[ST67] has lost nothing that was acknowledged, and the log has no gap', async () => {
    const store = await stores.open(server().url);
    const conversation = 'cnv_killed';
    const acknowledged: number[] = [];
    let isOver = false;
    const writing = (async () => {
      for (let seq = 1; !isOver;) {
        const result = await store.conversations.append(message(seq, { conversation }), t0).catch(() => undefined);
        if (result === undefined) await delay(5);
        else {
          acknowledged.push(seq);
          seq += 1;
        }
      }
    })();
    for (let kill = 0; kill < 4; kill += 1) {
      const before = acknowledged.length;
      while (acknowledged.length < before + 30) await delay(5);
      await server().restart();
    }
    isOver = true;
    await writing;
    const entries = await store.conversations.read(conversation, 0, 10_000);
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
    expect(entries.map(({ offset }) => offset)).toEqual(entries.map((_, index) => index + 1));
    expect(entries.length).toBeGreaterThanOrEqual(acknowledged.length);
    expect(acknowledged.length).toBeGreaterThan(120);
  });

  it('[ST59] a bell that could not be listened to can be later', async () => {
    const store = await stores.open(server().url);
    const back = untilBack(store);
    server().kill('SIGKILL');
    const refused = await timed(() => store.bus.listen('cnv/later', () => {}));
    expect(refused.error).toBeInstanceOf(StoreUnavailableError);
    store.bus.ring('cnv/later');
    await server().restart();
    await back;
    const heard = Promise.withResolvers<string>();
    await store.bus.listen('cnv/later', heard.resolve);
    const ringing = setInterval(() => store.bus.ring('cnv/later', 'now'), 20);
    expect(await heard.promise).toBe('now');
    clearInterval(ringing);
  });

  it('[ST59] one who left while it was away is not heard again', async () => {
    const store = await stores.open(server().url);
    const heard: string[] = [];
    const leave = await store.bus.listen('cnv/left', (text) => heard.push(text));
    const back = untilBack(store);
    server().kill('SIGKILL');
    leave();
    await server().restart();
    await back;
    await untilHeard(store, store);
    expect(await server().command('PUBLISH', 'tillside:bell:cnv/left', 'x')).toBe(':0');
    expect(heard).toEqual([]);
  });
});

describe('a server that is back in part', () => {
  it('[ST59] is not back until every connection stands', async () => {
    const proxy = await startTcpProxy(server().port);
    const store = await stores.open(`redis://127.0.0.1:${proxy.port}`);
    expect(proxy.count()).toBe(3);
    let told = 0;
    const back = new Promise<void>((resolve) => {
      store.onReconnect(() => {
        told += 1;
        resolve();
      });
    });
    proxy.allow(2);
    while (proxy.count() < 2) await delay(5);
    // Long enough for the third to have tried several times.
    await delay(1_500);
    expect(told).toBe(0);
    expect(stores.events.map(({ name }) => name)).toEqual(['store.lost']);
    proxy.allow(3);
    await back;
    expect(proxy.count()).toBe(3);
    expect(told).toBe(1);
    const again = untilBack(store);
    proxy.allow(3);
    await again;
    expect(told).toBe(2);
    expect(stores.events.map(({ name }) => name)).toEqual(['store.lost', 'store.back', 'store.lost', 'store.back']);
    await store.close();
    await proxy.close();
  });
});
