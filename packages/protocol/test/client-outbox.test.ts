import { describe, expect, it } from 'vitest';
import { visitorAskedExamples } from '../src/schema/examples.ts';
import { attached, entry, message, welcomed } from './helpers/frames.ts';
import { createHarness } from './helpers/harness.ts';
import { OWN, acked, say, sayDurably, numbered, brief } from './helpers/outbox.ts';

describe('the outbox', () => {
  it('[CO1] holds a frame before it is sent for the first time', () => {
    const h = createHarness();
    h.up();
    const effects = h.step({ type: 'send', frame: message('a') });
    expect(effects.map(({ type }) => type)).toEqual(['save', 'send']);
    expect(h.outbox()).toEqual([{ frame: { ...message('a'), session: OWN, seq: 1 }, ackedAt: 0 }]);
  });

  it('[CO1] holds what is sent without a link, until there is one', () => {
    const h = createHarness();
    say(h, 'a', 'b');
    expect([h.seen('save').length, h.outbox().length, h.sent()]).toEqual([2, 2, []]);
    h.up();
    expect(h.outbox()).toHaveLength(2);
  });

  it('[CO2] numbers 1, 2, 3 … for each conversation and lane of a session', () => {
    const h = createHarness();
    h.up();
    say(h, 'a', 'b');
    h.step({ type: 'send', frame: { type: 'consent.set', conversation: 'visitor', body: { state: 'granted' } } });
    say(h, 'c');
    expect(numbered(h.sent()).map(({ conversation, seq, session }) => [conversation, seq, session])).toEqual([
      ['mine', 1, OWN],
      ['mine', 2, OWN],
      ['visitor', 1, OWN],
      ['mine', 3, OWN],
    ]);
  });

  it('[CO3] has at most 16 frames unacknowledged on their way', () => {
    const h = createHarness();
    h.up();
    for (let n = 0; n < 40; n++) say(h, 'x');
    expect(h.sent()).toHaveLength(16);
    h.told(acked(3));
    expect(brief(h.sent())).toBe('17x 18x 19x');
    h.told(acked(19));
    expect(h.sent()).toHaveLength(16);
  });

  it('[CO3] follows a smaller number said in `welcomed`', () => {
    const h = createHarness();
    h.step({ type: 'connect' });
    h.step({ type: 'opened' });
    h.told(welcomed({ limits: { textLength: 4_000, unacknowledged: 2, frameBytes: 16_384 } }));
    say(h, 'a', 'b', 'c');
    expect(brief(h.sent())).toBe('1a 2b');
  });

  it('[CO4] keeps an acknowledged frame for 60 s, then forgets it', () => {
    const h = createHarness();
    h.up();
    say(h, 'a');
    h.told(acked(1));
    expect(h.outbox()).toMatchObject([{ frame: { seq: 1 }, ackedAt: h.now }]);
    h.pass(20_000);
    h.told({ type: 'ping' });
    h.pass(20_000);
    h.told({ type: 'ping' });
    h.pass(19_999);
    expect(h.outbox()).toHaveLength(1);
    h.seen('save');
    h.pass(1);
    expect([h.outbox(), h.seen('save').length]).toEqual([[], 1]);
    say(h, 'b');
    expect(h.outbox()).toMatchObject([{ frame: { seq: 2 } }]);
  });

  it('[CO5] waits for `attached` with a conversation, for `welcomed` with a lane', () => {
    const h = createHarness();
    say(h, 'a');
    h.step({ type: 'send', frame: { type: 'consent.set', conversation: 'visitor', body: { state: 'granted' } } });
    h.step({ type: 'attach', conversation: 'mine' });
    h.step({ type: 'connect' });
    h.step({ type: 'opened' });
    h.sent();
    h.told(welcomed());
    expect(h.sent()).toMatchObject([{ type: 'consent.set' }]);
    h.told(attached());
    expect(h.sent()).toMatchObject([{ type: 'message.send' }]);
  });

  it('[CO18] tells the end of each frame under the name the caller gave it', () => {
    const h = createHarness();
    h.up();
    h.step({ type: 'send', frame: message('a'), local: 7 });
    h.step({ type: 'send', frame: message('b'), local: 8 });
    h.told(acked(2));
    h.told(entry(1, { session: OWN, seq: 1 }));
    expect(h.events()).toMatchObject([
      { type: 'acked', local: 7 },
      { type: 'acked', local: 8 },
      { type: 'told', local: 7 },
    ]);
  });

  it('[CO18] also tells which question a fact of the lane answers', () => {
    const h = createHarness();
    h.up();
    const { body } = visitorAskedExamples['invitation.request'];
    h.step({ type: 'send', frame: { type: 'invitation.request', conversation: 'visitor', body }, local: 5 });
    h.told({ type: 'invitation.withheld', session: OWN, seq: 1, rule: 'r', reason: 'no_capacity' });
    expect(h.events()).toMatchObject([{ type: 'told', local: 5 }]);
  });
});

describe('a new socket', () => {
  it('[CO6] goes on above what the relay has', () => {
    const h = createHarness();
    h.up();
    say(h, 'a', 'b', 'c');
    h.told(acked(1));
    h.reconnect();
    h.sent();
    h.told(attached({ highest: { [OWN]: 2 } }));
    expect(brief(h.sent())).toBe('3c');
    expect(h.events().filter(({ type }) => type === 'acked')).toHaveLength(2);
  });

  it('[CO6] sends a lane again from the first unacknowledged frame', () => {
    const h = createHarness();
    h.up();
    for (const state of ['granted', 'denied'] as const)
      h.step({ type: 'send', frame: { type: 'consent.set', conversation: 'visitor', body: { state } } });
    h.told({ type: 'acked', session: OWN, conversation: 'visitor', seq: 1, offset: 0 });
    h.sent();
    h.reconnect();
    expect(numbered(h.sent())).toMatchObject([{ conversation: 'visitor', seq: 2 }]);
  });

  it('[CO7] heals a store that went back, from the frames it still has', () => {
    const h = createHarness();
    h.up();
    sayDurably(h, 'a', 'b', 'c');
    h.reconnect();
    h.sent();
    h.told(attached({ state: 'reset', highest: { [OWN]: 1 } }));
    expect(brief(h.sent())).toBe('2b 3c');
    expect(h.outbox().map(({ ackedAt }) => ackedAt > 0)).toEqual([true, false, false]);
  });

  it('[CO7] heals also when the relay finds out on a standing socket', () => {
    const h = createHarness();
    h.up();
    say(h, 'a', 'b', 'c');
    h.told(acked(2));
    h.sent();
    h.told(attached({ highest: { [OWN]: 2 } }));
    expect(h.sent()).toEqual([]);
    h.told(attached({ state: 'reset', highest: { [OWN]: 1 } }));
    expect(brief(h.sent())).toBe('2b 3c');
  });

  it('[CO6] makes nothing of a session that `attached` does not name', () => {
    const h = createHarness();
    h.up();
    say(h, 'a', 'b');
    h.told(acked(1));
    h.reconnect();
    h.sent();
    h.told(attached({ highest: {} }));
    expect(brief(h.sent())).toBe('2b');
  });
});
