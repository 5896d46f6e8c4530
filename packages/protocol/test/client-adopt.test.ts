import { describe, expect, it } from 'vitest';
import { limits } from '@tillside/protocol';
import { attached, entry, message } from './helpers/frames.ts';
import { createHarness, sessionId } from './helpers/harness.ts';
import { OWN, DEAD, acked, rewind, say, localOf, numbered, brief, left, ends } from './helpers/outbox.ts';

describe('somebody else', () => {
  it('[CO15] left an outbox: it is sent under its own session and numbers, and kept as ours', () => {
    const h = createHarness();
    h.up();
    h.step({ type: 'adopt', items: [left('a', 4), left('b', 5)] });
    expect(h.sent()).toMatchObject([
      { type: 'session.add', session: DEAD },
      { session: DEAD, seq: 4 },
      { session: DEAD, seq: 5 },
    ]);
    expect(h.outbox()).toHaveLength(2);
    h.told(acked(5, DEAD));
    say(h, 'c');
    expect(numbered(h.sent())).toMatchObject([{ session: OWN, seq: 1 }]);
  });

  it('[CO15] left acknowledged ones: they are sent only if the store went back, and forgotten in their time', () => {
    const h = createHarness();
    h.up();
    h.step({ type: 'adopt', items: [left('a', 1, h.now - 59_000), left('b', 2)] });
    expect(brief(h.sent())).toBe('2b');
    h.told(rewind(0, DEAD));
    expect(brief(h.sent())).toBe('1a 2b');
    h.told(acked(2, DEAD));
    h.step({
      type: 'adopt',
      items: [{ frame: { ...message('x'), session: 'e'.repeat(32), seq: 1 }, ackedAt: h.now - 60_000 }],
    });
    expect(h.outbox().map(({ frame }) => frame.session)).toEqual([DEAD, DEAD]);
  });

  it('[CO15] left nothing new when it is adopted twice', () => {
    const h = createHarness();
    h.up();
    h.step({ type: 'adopt', items: [left('a', 1), left('b', 2)] });
    h.step({ type: 'adopt', items: [left('a', 1), left('b', 2)] });
    expect(brief(h.sent())).toBe('1a 2b');
  });

  it('[CO15] left something before there was a link: `hello` names it and `attached` tells where to go on', () => {
    const h = createHarness();
    h.step({ type: 'adopt', items: [left('a', 1), left('b', 2)] });
    h.step({ type: 'attach', conversation: 'mine' });
    h.step({ type: 'connect' });
    h.welcome();
    expect(h.sent()).toMatchObject([{ sessions: [OWN, DEAD] }]);
    h.told(attached({ highest: { [OWN]: 0, [DEAD]: 1 } }));
    expect(brief(h.sent())).toBe('2b');
  });

  it('[CO16] wrote on under what was adopted, and brings all of it back if the store goes back', () => {
    const h = createHarness();
    h.step({ type: 'adopt', items: [left('a', 1)] });
    h.step({ type: 'attach', conversation: 'mine' });
    h.step({ type: 'connect' });
    h.welcome();
    h.told(attached({ highest: { [OWN]: 0, [DEAD]: 2 } }));
    h.told(attached({ state: 'reset', highest: { [OWN]: 0, [DEAD]: 0 } }));
    expect(brief(h.sent())).toBe('');
    expect(h.seen('missing')).toEqual([]);
    expect(h.outbox()).toEqual([]);
  });

  it('[CO16] speaks for this session, too: it goes on, and what is sent under a number is one entry', () => {
    const h = createHarness();
    h.up();
    say(h, 'a', 'b');
    h.told({ type: 'superseded', session: OWN });
    say(h, 'c');
    expect(brief(h.sent())).toBe('1a 2b 3c');
    // The other one was faster.
    h.told(entry(1, { session: OWN, seq: 1 }));
    expect(h.events().at(-1)).toMatchObject({ type: 'told', local: localOf('a') });
    h.reconnect();
    h.told(attached({ highest: { [OWN]: 2 } }));
    expect(brief(h.sent())).toBe('3c');
    h.told(acked(3));
    expect(ends(h)).toEqual([
      ['acked', localOf('a')],
      ['acked', localOf('b')],
      ['acked', localOf('c')],
    ]);
  });

  it('[CO15] left two sessions of one conversation: the later one waits for the one before', () => {
    const h = createHarness();
    h.up();
    const later = { frame: { ...message('b'), session: 'e'.repeat(32), seq: 1 }, ackedAt: 0 };
    h.step({ type: 'adopt', items: [left('a', 4), later] });
    expect(brief(h.sent())).toBe('4a');
    h.told(acked(4, DEAD));
    expect(brief(h.sent())).toBe('1b');
  });

  it('[CO17] is spoken for as long as there are at most 64 sessions on the socket; the others have the next one, which comes once these are at their end', () => {
    const h = createHarness();
    const most = limits.sessionsPerSocket - 1;
    h.up();
    const items = Array.from({ length: most + 5 }, (_, n) => ({
      frame: { ...message('x'), conversation: `cnv_${n}`, session: sessionId(100 + n), seq: 1, epoch: 1, claim: 'c' },
      ackedAt: 0,
    }));
    h.step({ type: 'adopt', items });
    expect(h.sent().filter(({ type }) => type === 'session.add')).toHaveLength(most);
    for (const { frame } of items.slice(0, most)) {
      h.pass(1_000);
      expect(h.seen('close')).toEqual([]);
      h.told({ ...acked(1, frame.session), conversation: frame.conversation });
      h.sent();
    }
    h.pass(1);
    expect([h.seen('close').length, h.seen('open').length]).toEqual([1, 1]);
    h.welcome();
    h.told(attached());
    const [hello, ...rest] = h.sent();
    const late = items.slice(most).map(({ frame }) => frame);
    expect(hello).toMatchObject({ sessions: { length: limits.sessionsPerSocket } });
    expect(hello && 'sessions' in hello && hello.sessions.slice(0, 6)).toEqual([
      OWN,
      ...late.map(({ session }) => session),
    ]);
    expect(numbered(rest)).toEqual(expect.arrayContaining(late));
    for (const { session, conversation } of late) h.told({ ...acked(1, session), conversation });
    h.pass(20_000);
    expect(h.seen('close')).toEqual([]);
  });
});
