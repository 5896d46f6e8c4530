import { describe, expect, it } from 'vitest';
import type { AppendResult } from '../../src/ports/index.ts';
import { createAppends } from '../../src/redis/appends.ts';
import type { Reply } from '../../src/redis/link/connection.ts';
import { compact } from '../../src/redis/scripts/compact.ts';
import { cnv, message, sessionOf, t0, textBody } from '../contracts/build.ts';
import { inTurns } from '../contracts/in-turns.ts';
import { connectedTo, interrupted as interruptedAt, linkOf, nameOf } from './helpers/fake-link.ts';
import { useRedis, useStores } from './helpers/use-redis.ts';

const server = useRedis();
const stores = useStores();

const interrupted = (script: string, meanwhile: () => Promise<unknown>) =>
  interruptedAt(server().url, script, meanwhile);

describe('a conversation in one value', () => {
  it('[ST129] is not put back as it was before somebody else wrote and it was compacted again', async () => {
    await server().flush();
    const { conversations, keeping } = await stores.open(server().url);
    await conversations.append(message(1), t0);
    await keeping.compact(cnv, 1, 0);
    let times = 0;
    const link = await interrupted('restore', async () => {
      if ((times += 1) > 1) return;
      await conversations.append(message(2), t0);
      expect(await keeping.compact(cnv, 2, 0)).toBe(true);
    });
    const answer = await createAppends(link, () => 0).append(message(1, { session: sessionOf('b') }), t0);
    expect(answer).toMatchObject({ kind: 'appended', offset: 3 });
    expect((await conversations.read(cnv, 0, 9)).map(({ body }) => body)).toEqual(['a1', 'a2', 'b1'].map(textBody));
    await link.close();
  });

  it('[ST129] takes what is on the way and what comes while it is put back in the order it was asked for', async () => {
    await server().flush();
    const { conversations, keeping } = await stores.open(server().url);
    await conversations.append(message(1), t0);
    await keeping.compact(cnv, 1, 0);
    const client = await connectedTo(server().url);
    const answers: Promise<AppendResult>[] = [];
    const begun = Promise.withResolvers<void>();
    let asked = 0;
    const link = linkOf(async (args) => {
      const name = nameOf(args);
      // The first of what it takes to put it back.
      if (name === 'HGETALL') append(4);
      const answer = await client.sendCommand<Reply & string>([...args]);
      if (name === 'HGETALL') begun.resolve();
      if (name === 'append-entries' && (asked += 1) === 2) await begun.promise;
      if (name === 'restore') append(5);
      return answer;
    });
    const appends = createAppends(link, () => 0);
    function append(seq: number): void {
      answers.push(appends.append(message(seq), t0));
      appends.flush();
    }
    append(2);
    append(3);
    await answers[0];
    expect((await Promise.all(answers)).map(({ kind }) => kind)).toEqual(Array(4).fill('appended'));
    expect((await conversations.read(cnv, 0, 9)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    client.destroy();
  });

  it('[ST129] is given up where it is compacted again and again, and nothing waits for ever', async () => {
    await server().flush();
    const { conversations, keeping } = await stores.open(server().url);
    await conversations.append(message(1), t0);
    await keeping.compact(cnv, 1, 0);
    const link = await interrupted('append-entries', () => keeping.compact(cnv, 1, 0));
    const appends = createAppends(link, () => 0);
    const refused = await Promise.allSettled([appends.append(message(2), t0), appends.append(message(3), t0)]);
    for (const one of refused) expect(one).toMatchObject({ reason: { name: 'StoreUnavailableError' } });
    expect(await conversations.append(message(2), t0)).toMatchObject({ kind: 'appended', offset: 2 });
    await link.close();
  });

  it('[ST128] is not made of what was written to while it was read, nor twice at once', async () => {
    await server().flush();
    const { conversations, keeping } = await stores.open(server().url);
    await conversations.append(message(1), t0);
    let seq = 1;
    const writes = await interrupted('compact', () => conversations.append(message((seq += 1)), t0));
    expect(await compact(writes, cnv, 1, 0)).toBe(false);
    const races = await interrupted('compact', () => keeping.compact(cnv, 2, 0));
    expect(await compact(races, cnv, 2, 0)).toBe(false);
    expect((await conversations.read(cnv, 0, 9)).map(({ offset }) => offset)).toEqual([1, 2]);
    expect(await keeping.compact(cnv, 2, 0)).toBe(false);
    // The same context was set on another value meanwhile.
    const context = { page: { url: 'https://shop.example/', title: 'Shop' } };
    await conversations.setContext(cnv, context);
    const changes = await interrupted('compact', async () => {
      await conversations.append(message(3), t0);
      expect(await keeping.compact(cnv, 3, 0)).toBe(true);
      await conversations.setContext(cnv, context);
    });
    expect(await compact(changes, cnv, 2, 0)).toBe(false);
    expect(await conversations.read(cnv, 0, 9)).toHaveLength(3);
    await Promise.all([writes.close(), races.close(), changes.close()]);
  });

  it('[ST128] is one key, and less than a third of what it was', async () => {
    await server().flush();
    const { conversations, keeping } = await stores.open(server().url);
    const client = await connectedTo(server().url);
    const text = 'Does the strap fit the smaller body as well, and is it in stock in brown?';
    for (let seq = 1; seq <= 10; seq += 1)
      await conversations.append(message(seq, { body: textBody(`${text} ${seq}`) }), t0);
    const bytes = async () => {
      const sizes = await Promise.all((await client.keys('*')).map((key) => client.memoryUsage(key)));
      return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
    };
    const before = await bytes();
    expect(await keeping.compact(cnv, 10, 0)).toBe(true);
    expect(await client.keys('*')).toEqual(['tillside:{vis_1}:log']);
    expect(await bytes()).toBeLessThan(before / 3);
    client.destroy();
  });

  it('[ST128] no more than can be put back at once', async () => {
    await server().flush();
    const { conversations, keeping } = await stores.open(server().url);
    await inTurns(4_000, (seq) => conversations.append(message(seq), t0));
    expect(await keeping.compact(cnv, 4_000, 0)).toBe(true);
    expect(await conversations.append(message(4_001), t0)).toMatchObject({ kind: 'appended', offset: 4_001 });
    expect(await keeping.compact(cnv, 4_001, 0)).toBe(false);
    expect((await conversations.read(cnv, 3_999, 9)).map(({ offset }) => offset)).toEqual([4_000, 4_001]);
  });
});
