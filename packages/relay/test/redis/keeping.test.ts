import { describe, expect, it } from 'vitest';
import { readJournal } from '../../src/redis/commands/read-journal.ts';
import { readSenders } from '../../src/redis/commands/read-senders.ts';
import { eraseConversation } from '../../src/redis/scripts/erase-conversation.ts';
import { cnv, message, sessionOf, t0 } from '../contracts/build.ts';
import { interrupted } from './helpers/fake-link.ts';
import { useRedis, useStores } from './helpers/use-redis.ts';

const server = useRedis();
const stores = useStores();
const site = 'site_1';

async function opened() {
  await server().flush();
  return stores.open(server().url);
}

describe('what is kept, while somebody else is at it', () => {
  it('[ST123] a row of the journal that is amended while it is read is read once', async () => {
    const { journal, keeping } = await opened();
    await journal.append(
      site,
      [1, 2, 3, 4].map((n) => ({ key: `k${n}`, kind: 'offer.made' as const })),
      t0,
    );
    const amended = { number: 3, item: { key: 'n3', kind: 'offer.granted' as const } };
    const link = await interrupted(server().url, 'ZREVRANGEBYSCORE', () => keeping.amendJournal(site, [amended]));
    const rows = await readJournal(link, site, undefined, 3);
    expect(rows.map(({ number, kind }) => [number, kind])).toEqual([
      [4, 'offer.made'],
      [3, 'offer.granted'],
      [2, 'offer.made'],
    ]);
    await link.close();
  });

  it('[ST121] who begins another conversation while the old one is taken away stays on the list of the site', async () => {
    const { conversations } = await opened();
    await conversations.append(message(1), t0);
    await conversations.touch(site, cnv, t0);
    const link = await interrupted(server().url, 'untouch', async () => {
      await conversations.append(message(1), t0 + 5);
      await conversations.touch(site, cnv, t0 + 5);
    });
    expect(await eraseConversation(link, site, cnv, 1)).toBe(true);
    expect(await conversations.recent(site, t0 + 9, 9)).toEqual([{ conversation: cnv, at: t0 + 5 }]);
    // What nobody came back to leaves it.
    expect(await eraseConversation(link, site, cnv, 2)).toBe(false);
    await link.close();
    const { keeping } = await stores.open(server().url);
    expect(await keeping.eraseConversation(site, cnv, 1)).toBe(true);
    expect(await conversations.recent(site, t0 + 9, 9)).toEqual([]);
  });

  it('[ST122] sessions are known also where the conversation becomes one value, or goes, while they are looked for', async () => {
    const { conversations, keeping } = await opened();
    await conversations.append(message(1), t0);
    const becomes = await interrupted(server().url, 'HKEYS', () => keeping.compact(cnv, 1, 0));
    expect(await readSenders(becomes, cnv)).toEqual([sessionOf('a')]);
    // Rows again.
    await conversations.append(message(2), t0);
    const goes = await interrupted(server().url, 'HKEYS', () => keeping.eraseConversation(site, cnv));
    expect(await readSenders(goes, cnv)).toEqual([]);
    await Promise.all([becomes.close(), goes.close()]);
  });

  it('[ST125] finds the keys of letters that left among those of thirty days', async () => {
    const { keeping } = await opened();
    const key = 'tillside:{mail}:settled';
    const fill = `for n = 1, 5000 do redis.call('ZADD', KEYS[1], n, 'transcript/' .. n % 2500 .. '/' .. n) end`;
    await server().command('EVAL', fill, '1', key);
    await keeping.eraseMails(cnv, ['7', '2499']);
    expect(await server().command('ZCARD', key)).toBe(':4996');
    for (const one of ['7/7', '7/2507', '2499/2499', '2499/4999'])
      expect(await server().command('ZSCORE', key, `transcript/${one}`)).toBe('$-1');
  });
});
