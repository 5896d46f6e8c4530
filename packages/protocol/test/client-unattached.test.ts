import { describe, expect, it } from 'vitest';
import { entry } from './helpers/frames.ts';
import { createHarness } from './helpers/harness.ts';
import type { Harness } from './helpers/harness.ts';
import { OWN, acked, brief, ends, localOf, refused, rewind, say, sayDurably } from './helpers/outbox.ts';

/** A link to a conversation that nobody looks at. */
function unattached(): Harness {
  const h = createHarness();
  h.up({ isAttached: false });
  return h;
}

describe('a conversation that is written to and not attached', () => {
  it('[CO19] is asked every 10 s whether the last one is still there, as long as it is kept', () => {
    const h = unattached();
    sayDurably(h, 'a', 'b');
    h.pass(9_999);
    expect(h.sent()).toEqual([]);
    h.pass(1);
    for (let n = 0; n < 5; n++) {
      expect(brief(h.sent())).toBe('2b');
      h.told(acked(2));
      h.pass(10_000);
    }
    h.pass(20_000);
    expect(h.sent()).toEqual([]);
    expect([ends(h).length, h.outbox().length]).toEqual([2, 0]);
  });

  it('[CO19] is asked on each new socket, at once', () => {
    const h = unattached();
    sayDurably(h, 'a', 'b');
    h.reconnect();
    expect(brief(h.sent())).toBe('2b');
  });

  it('[CO19] is asked once nobody looks on any more, and not while somebody does', () => {
    const h = createHarness();
    h.up();
    say(h, 'a');
    h.told(entry(1, { session: OWN, seq: 1 }));
    h.told(acked(1));
    h.pass(12_000);
    h.sent();
    h.step({ type: 'detach', conversation: 'mine' });
    h.pass(1_000);
    expect(brief(h.sent())).toBe('1a');
  });

  it('[CO19] is not asked while something is on its way, whose answer says as much', () => {
    const h = unattached();
    say(h, 'a', 'b');
    h.told(acked(1));
    h.sent();
    h.pass(12_000);
    expect(h.sent()).toEqual([]);
    h.told(rewind(0));
    expect(brief(h.sent())).toBe('1a 2b');
  });

  it('[CO19] gets back what its store lost', () => {
    const h = unattached();
    sayDurably(h, 'a', 'b', 'c');
    h.reconnect();
    h.sent();
    h.told(rewind(1));
    h.pass(150);
    expect(brief(h.sent())).toBe('2b 3c');
    h.told(acked(3));
    expect(h.outbox().every(({ ackedAt }) => ackedAt > 0)).toBe(true);
  });

  it('[CO19] says what is gone where its sender may not write there any more, and only that', () => {
    const h = unattached();
    sayDurably(h, 'a', 'b', 'c');
    h.reconnect();
    h.sent();
    h.told(refused(3, 'fenced'));
    expect(brief(h.sent())).toBe('1a 2b 3c');
    // The relay finds the first, and of the others nothing.
    h.told(acked(1));
    h.told(refused(2, 'fenced'));
    expect(ends(h).slice(-1)).toEqual([['refused', localOf('b')]]);
    const next = h.outbox().at(-1)?.frame.session ?? '';
    expect(brief(h.sent())).toBe('1c');
    h.told({ ...refused(1, 'fenced'), session: next });
    expect(ends(h).filter(([type]) => type === 'refused')).toEqual([
      ['refused', localOf('b')],
      ['refused', localOf('c')],
    ]);
  });

  it('[CO19] takes no other refusal of what was acknowledged for a loss', () => {
    const h = unattached();
    sayDurably(h, 'a');
    h.reconnect();
    h.sent();
    h.told(refused(1, 'rate', { afterMs: 100 }));
    h.told(refused(1, 'too_long'));
    h.pass(500);
    expect(h.sent()).toEqual([]);
    expect(ends(h)).toEqual([['acked', localOf('a')]]);
  });

  it('[CO19] does not mean the lane, which is no log', () => {
    const h = unattached();
    h.step({ type: 'send', frame: { type: 'consent.set', conversation: 'visitor', body: { state: 'granted' } } });
    h.told({ type: 'acked', session: OWN, conversation: 'visitor', seq: 1, offset: 0 });
    h.sent();
    h.pass(20_000);
    h.reconnect();
    expect(h.sent()).toMatchObject([{ type: 'hello' }]);
  });
});
