import { describe, expect, it } from 'vitest';
import { createReadLog } from '../../src/redis/commands/read-log.ts';
import type { Link } from '../../src/redis/link/link.ts';
import { cnv, message, t0 } from '../contracts/build.ts';
import { linkOf } from './helpers/fake-link.ts';
import { useRedis, useStores } from './helpers/use-redis.ts';

const server = useRedis();
const stores = useStores();

/** An empty log that counts how often it is asked. */
function counting(): { readonly link: Link; readonly asked: string[] } {
  const asked: string[] = [];
  const link = linkOf((command) => {
    asked.push(command.join(' '));
    return Promise.resolve([]);
  });
  return { link, asked };
}

describe('reads of one turn', () => {
  it('[ST68] that ask for the same are one command; others, and later ones, are their own', async () => {
    const { link, asked } = counting();
    const read = createReadLog(link);
    await Promise.all([read(cnv, 3, 50), read(cnv, 3, 50), read(cnv, 4, 50), read(cnv, 3, 51), read('cnv_2', 3, 50)]);
    expect(asked).toHaveLength(4);
    await new Promise((resolve) => setImmediate(resolve));
    await read(cnv, 3, 50);
    expect(asked).toHaveLength(5);
  });

  it('[ST68] give what was there before them', async () => {
    const { conversations } = await stores.open(server().url);
    for (let seq = 1; seq <= 50; seq += 1) {
      const earlier = conversations.read(cnv, 0, 100);
      await conversations.append(message(seq), t0);
      const [first, second] = await Promise.all([conversations.read(cnv, 0, 100), conversations.read(cnv, 0, 100)]);
      expect(first).toHaveLength(seq);
      expect(second).toHaveLength(seq);
      await earlier;
    }
  });

  it('[ST14] a read mark in a long log counts all that is behind it', async () => {
    const { conversations } = await stores.open(server().url);
    const conversation = 'cnv_long';
    const seqs = Array.from({ length: 450 }, (_, index) => index + 1);
    await Promise.all(seqs.map((seq) => conversations.append(message(seq, { conversation }), t0)));
    expect(await conversations.setRead(conversation, 'rep', 10)).toBe(10);
    expect((await conversations.view(conversation)).log.unreadByRep).toBe(440);
    expect(await conversations.setRead(conversation, 'rep', 9_999)).toBe(450);
    expect((await conversations.view(conversation)).log.unreadByRep).toBe(0);
  });
});
