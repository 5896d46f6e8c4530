import { beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/ports/index.ts';
import { keys } from '../../src/redis/keys.ts';
import { adas, cnv, message, owned, rep, sessionOf, t0 } from '../contracts/build.ts';
import { useRedis, useStores } from './helpers/use-redis.ts';

const server = useRedis();
const stores = useStores();
let store: Store;
beforeEach(async () => {
  await server().flush();
  store = await stores.open(server().url);
});

/** Counts bells; `settled` rings a last one and waits for it, for they come in their order. */
async function ears(...topics: readonly string[]) {
  const heard: Record<string, number> = {};
  for (const topic of topics) {
    heard[topic] = 0;
    await store.bus.listen(topic, () => (heard[topic] = (heard[topic] ?? 0) + 1));
  }
  return {
    async settled(): Promise<Readonly<Record<string, number>>> {
      const last = Promise.withResolvers<void>();
      const stop = await store.bus.listen('site/last', () => last.resolve());
      store.bus.ring('site/last');
      await last.promise;
      stop();
      return heard;
    },
  };
}

describe('appends of one turn', () => {
  it('[ST64] ring one bell a conversation, and none where nothing was written', async () => {
    await store.conversations.append(message(1, { conversation: 'cnv_3' }), t0);
    const { settled } = await ears('cnv/cnv_1', 'cnv/cnv_2', 'cnv/cnv_3');
    await Promise.all(
      [1, 2, 3, 4, 5].flatMap((seq) => [
        store.conversations.append(message(seq), t0),
        store.conversations.append(message(seq, { conversation: 'cnv_2' }), t0),
      ]),
    );
    await store.conversations.append(message(1, { conversation: 'cnv_3' }), t0);
    expect(await settled()).toEqual({ 'cnv/cnv_1': 1, 'cnv/cnv_2': 1, 'cnv/cnv_3': 0 });
  });

  it('[ST64] take effect in their order, also around a commit and at different times', async () => {
    const { append, commit, read } = store.conversations;
    const answers = await Promise.all([
      append(message(1), t0),
      append(message(2), t0 + 1),
      commit(owned, 0, [{ cause: 'opened', kind: 'engagement.opened', by: rep, body: '{}' }], t0),
      append(message(1, { session: sessionOf('b'), by: rep, assignment: adas }), t0),
      append(message(3), t0 + 1),
      append(message(4), t0),
    ]);
    expect(answers.map(({ kind }) => kind)).toEqual([
      'appended',
      'appended',
      'committed',
      'appended',
      'appended',
      'appended',
    ]);
    const entries = await read(cnv, 0, 10);
    expect(entries.map(({ session, seq, at }) => [session.slice(0, 1), seq, at - t0])).toEqual([
      ['a', 1, 0],
      ['a', 2, 1],
      ['r', 1, 0],
      ['b', 1, 0],
      ['a', 3, 1],
      ['a', 4, 0],
    ]);
  });

  it('[ST64] may be more than go into one command', async () => {
    const seqs = Array.from({ length: 350 }, (_, index) => index + 1);
    const answers = await Promise.all(seqs.map((seq) => store.conversations.append(message(seq), t0)));
    expect(answers.map((answer) => answer.kind === 'appended' && answer.offset)).toEqual(seqs);
  });

  it('[ST64] do not suffer from one that cannot be written, of which nothing is', async () => {
    expect(await server().command('LPUSH', keys.log('cnv_bad'), 'x')).toBe(':1');
    const { append, view } = store.conversations;
    const [first, bad, second, other] = await Promise.allSettled([
      append(message(1), t0),
      append(message(1, { conversation: 'cnv_bad' }), t0),
      append(message(2), t0),
      append(message(1, { conversation: 'cnv_2' }), t0),
    ]);
    expect([first.status, second.status, other.status]).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect(bad).toMatchObject({
      status: 'rejected',
      reason: { message: expect.stringContaining('WRONGTYPE') as string },
    });
    expect((await view('cnv_bad')).log.top).toBe(0);
    expect(await server().command('EXISTS', keys.senders('cnv_bad'))).toBe(':0');
    expect((await store.conversations.read(cnv, 0, 10)).map(({ seq }) => seq)).toEqual([1, 2]);
  });
});

describe('signing in and out at once', () => {
  it('[ST37] whoever signs in while all of the rep’s are revoked is out, or in for good', async () => {
    const { directory } = store;
    const signIn = { rep: 'rep_a', at: t0, expiresAt: t0 + 60_000 };
    const put = (hash: string) => directory.putSignIn(hash, signIn);
    await Promise.all(['h1', 'h2', 'h3'].map(put));
    await Promise.all([directory.revokeSignIns('rep_a'), put('h4'), put('h5'), directory.revokeSignIns('rep_a')]);
    for (const hash of ['h1', 'h2', 'h3']) expect(await directory.signIn(hash, t0)).toBeUndefined();
    const left = await server().command('ZCARD', keys.signInsOf('rep_a'));
    const standing = await Promise.all(['h4', 'h5'].map((hash) => directory.signIn(hash, t0)));
    expect(left).toBe(`:${standing.filter((one) => one !== undefined).length}`);
    await directory.revokeSignIns('rep_a');
    for (const hash of ['h4', 'h5']) expect(await directory.signIn(hash, t0)).toBeUndefined();
  });
});
