import { describe, expect, it } from 'vitest';
import { attached, entry } from './helpers/frames.ts';
import { createHarness } from './helpers/harness.ts';
import type { Harness } from './helpers/harness.ts';
import { OWN, nextOf, acked, rewind, say, sayDurably, localOf, brief, passMinute } from './helpers/outbox.ts';

describe('rewind', () => {
  it('[CO8] is followed once in 150 ms, and the ones held back by a timer', () => {
    const h = createHarness();
    h.up();
    say(h, 'a', 'b', 'c');
    h.sent();
    for (let n = 0; n < 5; n++) h.told(rewind(0));
    expect(brief(h.sent())).toBe('1a 2b 3c');
    h.pass(149);
    expect(h.sent()).toEqual([]);
    h.pass(1);
    expect(brief(h.sent())).toBe('1a 2b 3c');
    h.pass(1_000);
    expect(h.sent()).toEqual([]);
  });

  it('[CO9] held back sends nothing that was acknowledged meanwhile', () => {
    const h = createHarness();
    h.up();
    say(h, 'a', 'b');
    h.told(rewind(0));
    h.told(rewind(0));
    h.sent();
    h.told(acked(2));
    h.pass(1_000);
    expect(h.sent()).toEqual([]);
  });

  it('[CO8] acknowledges what lies below, and holds new frames back behind the gap', () => {
    const h = createHarness();
    h.up();
    say(h, 'a', 'b', 'c');
    h.sent();
    h.told(rewind(1));
    h.told(rewind(1));
    say(h, 'd');
    expect(brief(h.sent())).toBe('2b 3c');
    h.pass(150);
    expect(brief(h.sent())).toBe('2b 3c 4d');
    expect(h.events()).toMatchObject([{ type: 'acked', local: localOf('a') }]);
  });

  it('[CO14] to where the outbox does not reach starts a new session, says so, and never loops', () => {
    const h = createHarness();
    h.up();
    sayDurably(h, 'a', 'b');
    passMinute(h);
    say(h, 'c', 'd');
    h.told(acked(3));
    h.sent();
    h.told(rewind(1));
    expect(h.sent()).toMatchObject([
      { type: 'session.add', session: nextOf(OWN, 1) },
      { session: nextOf(OWN, 1), seq: 1, body: { text: 'c' } },
      { session: nextOf(OWN, 1), seq: 2, body: { text: 'd' } },
    ]);
    h.told(rewind(1));
    h.told(rewind(1));
    expect(h.sent()).toEqual([]);
    expect(h.events().filter(({ type }) => type === 'missing')).toEqual([{ type: 'missing', conversation: 'mine' }]);
    h.told(acked(2, nextOf(OWN, 1)));
    expect(h.events().at(-1)).toMatchObject({ type: 'acked', local: localOf('d') });
  });

  it('[CO14] says so too when nothing is left to send', () => {
    const h = createHarness();
    h.up();
    sayDurably(h, 'a');
    passMinute(h);
    h.reconnect();
    h.told(attached({ state: 'reset', highest: { [OWN]: 0 } }));
    expect(h.events().filter(({ type }) => type === 'missing')).toHaveLength(1);
    h.sent();
    say(h, 'b');
    expect(h.sent()).toMatchObject([{ type: 'session.add' }, { session: nextOf(OWN, 0), seq: 1 }]);
  });

  it('[CO14] goes on under a new session where somebody else wrote under this one', () => {
    const h = createHarness();
    h.up();
    say(h, 'a');
    h.told(rewind(7));
    h.sent();
    say(h, 'b');
    expect(h.sent()).toMatchObject([
      { type: 'session.add', session: nextOf(OWN, 7) },
      { session: nextOf(OWN, 7), seq: 1 },
    ]);
    expect(h.events().filter(({ type }) => type === 'missing')).toEqual([]);
  });
});

describe('what is acknowledged and does not come back as an entry', () => {
  const tick = (h: Harness): void => {
    h.pass(5_000);
    h.told({ type: 'ping' });
    h.sent();
    h.pass(5_000);
  };

  it('[CO19] is asked for after 10 s: the store may have lost it before anybody saw it', () => {
    const h = createHarness();
    h.up();
    say(h, 'a', 'b');
    h.told(acked(2));
    h.told(entry(1, { session: OWN, seq: 1 }));
    tick(h);
    expect(h.sent()).toMatchObject([{ type: 'conversation.attach', offset: 1 }]);
    h.told(attached({ from: 1, highest: { [OWN]: 1 } }));
    expect(brief(h.sent())).toBe('2b');
  });

  it('[CO19] is asked for no more once an attach has told of it', () => {
    const h = createHarness();
    h.up();
    sayDurably(h, 'a');
    tick(h);
    expect(h.sent()).toMatchObject([{ type: 'conversation.attach' }]);
    h.told(attached({ from: 0, highest: { [OWN]: 1 } }));
    tick(h);
    tick(h);
    expect(h.sent()).toEqual([]);
  });

  it('[CO19] is not asked for where it came', () => {
    const h = createHarness();
    h.up();
    say(h, 'a');
    h.told(entry(1, { session: OWN, seq: 1 }));
    h.told(acked(1));
    tick(h);
    expect(h.sent()).toEqual([]);
  });
});
