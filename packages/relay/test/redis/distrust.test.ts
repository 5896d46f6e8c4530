import { afterEach, describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../../src/ports/index.ts';
import type { Store } from '../../src/ports/index.ts';
import type { Reply } from '../../src/redis/link/connection.ts';
import type { Link } from '../../src/redis/link/link.ts';
import { appendEntries } from '../../src/redis/scripts/append-entries.ts';
import { cnv, message, sessionOf, t0 } from '../contracts/build.ts';
import { eventually } from './helpers/eventually.ts';
import { linkOf } from './helpers/fake-link.ts';
import { bulkReply, listReply } from './helpers/fake-server.ts';
import { startTcpProxy } from './helpers/tcp-proxy.ts';
import type { TcpProxy } from './helpers/tcp-proxy.ts';
import { useRedis, useStores } from './helpers/use-redis.ts';

const server = useRedis();
const stores = useStores();
let proxy: TcpProxy | undefined;
afterEach(async () => {
  await proxy?.close();
  proxy = undefined;
});

/** A link whose server answers with this. */
function answering(reply: Reply): { readonly link: Link; readonly dropped: string[] } {
  const dropped: string[] = [];
  const link = linkOf(() => Promise.resolve(reply), { drop: (why) => void dropped.push(why) });
  return { link, dropped };
}

/** Another conversation's entry, as a stream gives it. */
const foreign = (): string => {
  const fields = [
    'c',
    'x',
    's',
    sessionOf('b'),
    'n',
    '1',
    't',
    '1',
    'k',
    'message',
    'b',
    '{"kind":"visitor","id":"vis_2"}',
  ];
  return `*1\r\n*2\r\n${bulkReply('1-0')}${listReply(...fields, 'd', '{"text":"not yours"}')}`;
};

function untilBack(store: Store): Promise<void> {
  return new Promise((resolve) => void store.onReconnect(resolve));
}

describe('an answer that is not to the question', () => {
  it('[ST60] is not believed: what was asked is unknown, and asked again it is answered', async () => {
    proxy = await startTcpProxy(server().port);
    const store = await stores.open(`redis://127.0.0.1:${proxy.port}`);
    const back = untilBack(store);
    proxy.slipIn(listReply('z', 'somebody else’s'));
    const shifted = [1, 2, 3].map((seq) => store.conversations.append(message(seq), t0));
    for (const one of shifted) await expect(one).rejects.toThrow(StoreUnavailableError);
    await back;
    for (const seq of [1, 2, 3]) {
      expect(await store.conversations.append(message(seq), t0)).toMatchObject({ session: sessionOf('a'), seq });
    }
    // On the other connections the stray answer may still be to come.
    const entries = await eventually(() => store.conversations.read(cnv, 0, 10));
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(stores.events[0]).toMatchObject({ name: 'store.lost' });
  });

  it('[ST60] is not believed even where it could be one', async () => {
    proxy = await startTcpProxy(server().port);
    const store = await stores.open(`redis://127.0.0.1:${proxy.port}`);
    const back = untilBack(store);
    proxy.slipIn(foreign());
    const reads = await Promise.allSettled([1, 2, 3].map(() => store.conversations.read('cnv_mine', 0, 10)));
    expect(reads.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    await back;
    expect(await store.conversations.read('cnv_mine', 0, 10)).toEqual([]);
  });

  it('[ST60] drops the connection also where nothing was asked', async () => {
    proxy = await startTcpProxy(server().port);
    const store = await stores.open(`redis://127.0.0.1:${proxy.port}`);
    const back = untilBack(store);
    // The next to come are the answers to pings.
    proxy.slipIn('!what is this\r\n');
    await back;
    await expect(store.ping()).resolves.toBeUndefined();
  });

  it('[ST60] is recognised by session and seq in every append', async () => {
    const gap = (session: string, seq: string): Reply => [session, seq, 'gap', '0'];
    const [first, second] = [gap(sessionOf('a'), '1'), gap(sessionOf('a'), '2')];
    const right = answering([first, second]);
    expect(await appendEntries(right.link, [message(1), message(2)], t0)).toMatchObject([{ seq: 1 }, { seq: 2 }]);
    expect(right.dropped).toEqual([]);
    for (const wrong of [
      [first, gap(sessionOf('b'), '2')],
      [second, first],
      [first, first],
    ]) {
      const { link, dropped } = answering(wrong);
      await expect(appendEntries(link, [message(1), message(2)], t0)).rejects.toThrow(StoreUnavailableError);
      expect(dropped).toHaveLength(1);
    }
  });

  it.each([[[]], [[[sessionOf('a'), '1', 'perhaps']]], ['appended'], [null]])(
    '[ST60] what no script says is a fault, never an answer: %j',
    async (reply) => {
      await expect(appendEntries(answering(reply).link, [message(1)], t0)).rejects.toThrow(/where .* was due/);
    },
  );
});
