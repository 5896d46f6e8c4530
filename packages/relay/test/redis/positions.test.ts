import { createClient } from 'redis';
import { describe, expect, it } from 'vitest';
import { t0 } from '../contracts/build.ts';
import { useRedis, useStores } from './helpers/use-redis.ts';

const server = useRedis();
const stores = useStores();

describe('places in a queue', () => {
  const team = 'team_1';

  it('[ST87] asked for at once share one reading of the queue, and nobody is told what was before the question', async () => {
    const { floor } = await stores.open(server().url);
    const names = Array.from({ length: 60 }, (_, n) => `cnv_${100 + n}`);
    for (const [n, conversation] of names.entries()) {
      await floor.enqueue(team, { conversation, site: `site_${n % 3}`, queuedAt: t0 + n });
    }
    await server().command('CONFIG', 'RESETSTAT');
    const places = await Promise.all(names.map((name) => floor.position(team, name)));
    expect(places.toSorted((a, b) => a - b)).toEqual(names.map((_, n) => n + 1));
    const client = createClient({ url: server().url });
    client.on('error', () => {});
    await client.connect();
    expect(await client.info('commandstats')).toMatch(/cmdstat_evalsha:calls=1,/);
    client.destroy();
    for (const left of [59, 58, 57]) {
      await floor.dequeue(team, names[59 - left] ?? '');
      const last = await floor.position(team, names[59] ?? '');
      expect(last).toBe(left);
    }
  });
});
