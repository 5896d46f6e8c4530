import { describe, expect, it } from 'vitest';
import { attached } from './helpers/frames.ts';
import { createHarness } from './helpers/harness.ts';
import { OWN, DEAD, nextOf, acked, rewind, refused, say, localOf, numbered, brief, ends } from './helpers/outbox.ts';

describe('refused', () => {
  it('[CO10] for good: shown as not sent, and the ones behind go on in another session, where no late copy of theirs fits', () => {
    const h = createHarness();
    h.up();
    say(h, 'a', 'b', 'c', 'd');
    h.told(acked(1));
    h.sent();
    h.told(refused(2, 'too_long', { detail: 'at most 4000' }));
    expect(h.events().at(-1)).toMatchObject({
      type: 'refused',
      local: localOf('b'),
      code: 'too_long',
      detail: 'at most 4000',
    });
    expect(numbered(h.sent())).toMatchObject([
      { session: nextOf(OWN, 1), seq: 1, body: { text: 'c' } },
      { session: nextOf(OWN, 1), seq: 2, body: { text: 'd' } },
    ]);
    expect(brief(h.outbox().map(({ frame }) => frame))).toBe('1a 1c 2d');
    say(h, 'e');
    expect(numbered(h.sent())).toMatchObject([{ session: nextOf(OWN, 1), seq: 3 }]);
  });

  it('[CO10] for good: the ones behind wait for those before it, and so do those behind another', () => {
    const h = createHarness();
    h.up();
    say(h, 'a', 'b', 'c', 'd', 'e');
    h.sent();
    h.told(refused(4, 'too_long'));
    h.told(refused(2, 'too_long'));
    expect(h.sent()).toEqual([]);
    h.told(acked(1));
    expect(brief(h.sent())).toBe('1c');
    h.told(acked(1, h.outbox().at(-1)?.frame.session));
    expect(numbered(h.sent())).toMatchObject([{ body: { text: 'e' } }]);
  });

  it('[CO10] for good with nothing behind it: what is said next goes on in another session, too', () => {
    const h = createHarness();
    h.up();
    say(h, 'a');
    h.sent();
    h.told(refused(1, 'too_long'));
    expect(h.sent()).toEqual([]);
    say(h, 'b');
    expect(numbered(h.sent())).toMatchObject([{ session: nextOf(OWN, 0), seq: 1 }]);
  });

  it('[CO12] for good, twice: the same frames go on under the same sessions wherever they are sent, others under others', () => {
    const sessions = (refusedAt: readonly number[]) => {
      const h = createHarness();
      h.up();
      say(h, 'a', 'b', 'c', 'd', 'e');
      for (const seq of refusedAt) {
        const session = h.outbox().findLast(({ ackedAt }) => ackedAt === 0)?.frame.session ?? '';
        h.told(acked(seq - 1, session));
        h.told({ ...refused(seq, 'too_long'), session });
      }
      return h.outbox().at(-1)?.frame.session;
    };
    const ways = [[1], [2], [3], [1, 1], [1, 2], [2, 1], [1, 1, 1]].map(sessions);
    expect(ways).toEqual([[1], [2], [3], [1, 1], [1, 2], [2, 1], [1, 1, 1]].map(sessions));
    expect(new Set(ways).size).toBe(ways.length);
    for (const session of ways) expect(session).toMatch(/^[0-9a-f]{32}$/);
  });

  it('[CO11] behind one that another heard of: only what is not acknowledged in a while goes again', () => {
    const h = createHarness();
    h.up();
    say(h, 'a', 'b', 'c', 'd');
    h.sent();
    for (const seq of [2, 3, 4]) h.told(refused(seq, 'behind_refused'));
    h.told(acked(2));
    h.pass(149);
    expect(h.sent()).toEqual([]);
    h.pass(1);
    expect(brief(h.sent())).toBe('3c 4d');
    h.told(acked(4));
    h.pass(5_000);
    expect(h.sent()).toEqual([]);
    expect(h.events().filter(({ type }) => type === 'refused')).toEqual([]);
  });

  it('[CO10] for good: what the relay still says of those behind, under their old numbers, is about nothing any more', () => {
    const h = createHarness();
    h.up();
    say(h, 'a', 'b', 'c');
    h.told(refused(1, 'fenced'));
    h.sent();
    for (const seq of [2, 3]) h.told(refused(seq, 'behind_refused'));
    h.pass(5_000);
    expect(h.sent()).toEqual([]);
    expect(h.events().filter(({ type }) => type === 'refused')).toHaveLength(1);
  });

  it('[CO11] behind nothing: a relay that remembers what is over is left for a new socket', () => {
    const h = createHarness();
    h.up();
    say(h, 'a', 'b');
    h.told(acked(1));
    h.told(refused(2, 'behind_refused'));
    expect([h.seen('close').length, h.seen('open').length]).toEqual([1, 1]);
    h.sent();
    h.welcome();
    h.told(attached({ highest: { [OWN]: 1 } }));
    expect(brief(h.sent())).toBe('2b');
  });

  it('[CO10] one after another, each is shown once and the last ones get through', () => {
    const h = createHarness();
    h.up();
    say(h, 'a', 'b', 'c');
    const last = () => h.outbox().at(-1)?.frame.session;
    h.told(refused(1, 'fenced'));
    h.told(refused(2, 'behind_refused'));
    h.told({ ...refused(1, 'fenced'), session: last() });
    h.sent();
    h.told(acked(1, last()));
    expect(ends(h)).toEqual([
      ['refused', 97],
      ['refused', 98],
      ['acked', 99],
    ]);
  });

  it('[CO10] after it was sent twice: no second answer hits the next frame', () => {
    const h = createHarness();
    h.up();
    say(h, 'a');
    h.told(rewind(0));
    h.told(refused(1, 'fenced'));
    say(h, 'b');
    h.told(refused(1, 'fenced'));
    h.told(acked(1, nextOf(OWN, 0)));
    expect(ends(h)).toEqual([
      ['refused', localOf('a')],
      ['acked', localOf('b')],
    ]);
  });

  it('[CO10] as a conflict: its number is taken, and the rest goes on under a new session', () => {
    const h = createHarness();
    h.up();
    say(h, 'a', 'b');
    h.sent();
    h.told(refused(1, 'conflict'));
    expect(h.sent()).toMatchObject([{ type: 'session.add' }, { session: nextOf(OWN, 0), seq: 1, body: { text: 'b' } }]);
    h.sent();
    say(h, 'c');
    expect(numbered(h.sent())).toMatchObject([{ session: nextOf(OWN, 0), seq: 2 }]);
  });

  it('[CO13] for now: sent again after the time it says, and nothing overtakes it', () => {
    const h = createHarness();
    h.up();
    say(h, 'a', 'b');
    h.sent();
    h.told(refused(1, 'rate', { afterMs: 700 }));
    h.told(rewind(0));
    say(h, 'c');
    h.pass(699);
    expect(h.sent()).toEqual([]);
    h.pass(1);
    expect(brief(h.sent())).toBe('1a 2b 3c');
  });

  it('[CO13] for now, without a time: after a second', () => {
    const h = createHarness();
    h.up();
    say(h, 'a');
    h.sent();
    h.told(refused(1, 'rate'));
    h.pass(999);
    expect(h.sent()).toEqual([]);
    h.pass(1);
    expect(brief(h.sent())).toBe('1a');
  });

  it('[CO11] for a frame that is durable or not on its way: nothing happens', () => {
    const h = createHarness();
    h.up();
    say(h, 'a', 'b');
    h.told(acked(1));
    h.told(refused(1, 'fenced'));
    h.told(refused(3, 'fenced'));
    h.told({ ...refused(1, 'fenced'), session: DEAD });
    expect(h.events().map(({ type }) => type)).toEqual(['acked']);
    expect(h.outbox()).toHaveLength(2);
  });
});
