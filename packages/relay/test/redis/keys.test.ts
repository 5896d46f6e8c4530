import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from 'redis';
import { describe, expect, it } from 'vitest';
import { everyOperation } from './helpers/every-operation.ts';
import { useRedis, useStores } from './helpers/use-redis.ts';

const server = useRedis();
const stores = useStores();

interface Row {
  readonly key: string;
  readonly type: string;
  readonly isKept: boolean;
  readonly matches: RegExp;
}

/** The table of docs/redis-keys.md. A part in capitals, or an ellipsis, stands for anything. */
function documented(): readonly Row[] {
  const text = readFileSync(join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'redis-keys.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `(tillside:[^`]+)` *\|([^|]+)\|[^|]+\|[^|]+\|[^|]+\|([^|]+)\|$/gm)];
  return rows.map(([, key = '', type = '', lifetime = '']) => {
    const pattern = key.replace(/[{}]/g, '\\$&').replace(/HASH|…/g, '[\\w-]+');
    return { key, type: type.trim(), isKept: lifetime.trim() === 'kept', matches: new RegExp(`^${pattern}$`) };
  });
}

describe('the keys', () => {
  it('[ST65] are those of docs/redis-keys.md, of its types, and have an end where it says so', async () => {
    const rows = documented();
    expect(rows.length).toBeGreaterThan(15);
    const store = await stores.open(server().url);
    const client = createClient({ url: server().url });
    client.on('error', () => {});
    await client.connect();
    const met = new Set<string>();
    for (const operations of Object.values(everyOperation(store))) {
      for (const run of Object.values<() => Promise<unknown>>(operations)) {
        await run();
        for (const key of await client.keys('*')) {
          const row = rows.find(({ matches }) => matches.test(key));
          expect(row, key).toBeDefined();
          expect([key, row?.type.split(' or ')]).toEqual([
            key,
            expect.arrayContaining([await client.type(key)]) as string[],
          ]);
          expect([key, (await client.pTTL(key)) === -1]).toEqual([key, row?.isKept]);
          met.add(row?.key ?? '');
        }
      }
    }
    client.destroy();
    expect([...met].sort()).toEqual(rows.map(({ key }) => key).sort());
  });

  it('[ST65] that end live as long as what they hold, and an hour', async () => {
    const { directory } = await stores.open(server().url);
    const client = createClient({ url: server().url });
    client.on('error', () => {});
    await client.connect();
    const day = 86_400_000;
    const list = 'tillside:{directory}:sign-ins-of:rep_long';
    await directory.putSignIn('long', { rep: 'rep_long', at: 0, expiresAt: 7 * day });
    await directory.putSignIn('short', { rep: 'rep_long', at: 0, expiresAt: day });
    const isAbout = (ms: number, wanted: number) => ms <= wanted + 3_600_000 && ms > wanted + 3_500_000;
    expect(isAbout(await client.pTTL('tillside:{directory}:sign-in:long'), 7 * day)).toBe(true);
    expect(isAbout(await client.pTTL('tillside:{directory}:sign-in:short'), day)).toBe(true);
    expect(isAbout(await client.pTTL(list), 7 * day)).toBe(true);
    // What ended long ago leaves the list with the next sign-in.
    await directory.putSignIn('later', { rep: 'rep_long', at: 3 * day, expiresAt: 10 * day });
    expect(await client.zRange(list, 0, -1)).toEqual(['long', 'later']);
    await directory.putTicket('t', { rep: 'rep_long', signIn: 'long' }, 30_000);
    expect(isAbout(await client.pTTL('tillside:{directory}:ticket:t'), 30_000)).toBe(true);
    client.destroy();
  });
});
