import { describe, expect, it } from 'vitest';
import { t0 } from '../contracts/build.ts';
import { floorOf, team } from '../contracts/floor-setup.ts';
import { useRedis, useStores } from './helpers/use-redis.ts';

const server = useRedis();
const stores = useStores();
const key = (name: string) => `tillside:{${team}}:${name}`;

/** Ada with two claims of two, Bob with one of them, and a conversation by message each. */
async function busy() {
  await server().flush();
  const { floor: port, ...rest } = await stores.open(server().url);
  const floor = floorOf({ ...rest, floor: port });
  await floor.ready('rep_ada', 'rep_bob');
  for (const claim of ['clm_1', 'clm_2', 'clm_3']) await floor.claim(claim, { prefer: 'rep_ada' });
  for (const [n, rep] of ['rep_ada', 'rep_bob'].entries())
    await port.putByMessage(team, { conversation: `cnv_${n}`, site: 'site_1', queuedAt: t0, rep });
  expect(await port.recount(team, t0)).toEqual([]);
  return { floor, port, before: await port.snapshot(team, t0) };
}

describe('counting anew', () => {
  it.each([
    ['a load is too low', ['HSET', key('loads'), 'rep_ada', '1'], ['rep_ada']],
    ['a load is too high', ['HINCRBY', key('loads'), 'rep_bob', '7'], ['rep_bob']],
    ['a rep who has none has one', ['HSET', key('loads'), 'rep_cy', '1'], ['rep_cy']],
    ['loads are gone', ['DEL', key('loads')], ['rep_ada', 'rep_bob']],
    ['a count by message is wrong', ['HSET', key('message-loads'), 'rep_bob', '50'], ['rep_bob']],
    ['somebody is missing among the ready', ['ZREM', key('ready'), 'rep_bob'], ['rep_bob']],
    ['somebody stands in the wrong place', ['ZINCRBY', key('ready'), '1', 'rep_ada'], ['rep_ada']],
    ['nobody is ready, as in a store of an earlier version', ['DEL', key('ready')], ['rep_ada', 'rep_bob']],
    ['somebody is ready whom nobody knows', ['ZADD', key('ready'), '1', 'rep_cy'], ['rep_cy']],
  ])('[ST91] finds it where %s, and makes it right', async (_, command, reps) => {
    const { floor, port, before } = await busy();
    await server().command(...command);
    expect(await port.recount(team, t0)).toEqual(reps);
    expect(await port.recount(team, t0)).toEqual([]);
    const { version, ...after } = await port.snapshot(team, t0);
    expect({ ...after, version: before.version }).toEqual(before);
    expect(version).toBe(before.version + 1);
    expect(await floor.claim('clm_4')).toMatchObject({ kind: 'claimed', rep: 'rep_bob' });
    expect(await floor.claim('clm_5')).toMatchObject({ reason: 'at_capacity' });
  });

  it('[ST91] leaves who was gone for long out of the ready, and finds nothing wrong with that', async () => {
    const { port } = await busy();
    const later = t0 + 120_000;
    await port.renewPresence(team, 'n1', ['rep_bob'], later);
    expect(await server().command('ZCARD', key('ready'))).toBe(':1');
    expect(await port.recount(team, later)).toEqual([]);
    await port.renewPresence(team, 'n2', ['rep_ada'], later);
    expect(await server().command('ZCARD', key('ready'))).toBe(':2');
    expect(await port.recount(team, later)).toEqual([]);
  });

  it('[ST65] a list of candidates goes to the store once, however many ask at once, and again when it was forgotten', async () => {
    const { floor } = await busy();
    const candidates = [{ rep: 'rep_bob', capacity: 9 }];
    await server().command('CONFIG', 'RESETSTAT');
    const ask = (n: number) => floor.claim(`clm_many${n}`, { candidates });
    await Promise.all(Array.from({ length: 5 }, (_, n) => ask(n)));
    const calls = "redis.call('INFO', 'commandstats'):match('cmdstat_pexpire:calls=(%d+)')";
    const sent = () => server().command('EVAL', `return tonumber(${calls})`, '0');
    expect(await sent()).toBe(':1');
    await server().command(
      'EVAL',
      `for _, key in ipairs(redis.call('KEYS', '*:roster:*')) do redis.call('DEL', key) end`,
      '0',
    );
    expect(await ask(6)).toMatchObject({ rep: 'rep_bob' });
    expect(await sent()).toBe(':2');
  });
});
