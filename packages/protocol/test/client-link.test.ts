import { describe, expect, it } from 'vitest';
import { closeCodes, limits, mayRetry } from '@tillside/protocol';
import { attached, entry, message, welcomed } from './helpers/frames.ts';
import { createHarness, sessionId } from './helpers/harness.ts';

describe('a lost socket', () => {
  it('[CL3] is tried again after a random moment within 250 ms, half as long again each time to 15 s', () => {
    const h = createHarness();
    h.chance = 0.999;
    h.step({ type: 'connect' });
    const spans: number[] = [];
    for (let tries = 0; tries < 13; tries++) {
      h.step({ type: 'closed', code: 1006 });
      spans.push(Math.round((h.wakeAt - h.now) / 0.999));
      h.pass(15_000);
      expect(h.seen('open')).not.toEqual([]);
    }
    expect(spans).toEqual([250, 375, 563, 844, 1_266, 1_898, 2_848, 4_271, 6_407, 9_611, 14_416, 15_000, 15_000]);
    h.step({ type: 'closed', code: 1006 });
    h.chance = 0;
    h.pass(15_000);
    h.step({ type: 'closed', code: 1006 });
    expect(h.seen('open')).toHaveLength(2);
  });

  it('[CL3] is tried quickly again only if it stood for 5 s', () => {
    const h = createHarness();
    const lose = () => {
      h.step({ type: 'closed', code: 1012 });
      const afterMs = h.wakeAt - h.now;
      h.pass(15_000);
      h.welcome();
      return afterMs;
    };
    h.up();
    expect([lose(), lose(), lose()]).toEqual([125, 187.5, 281.25]);
    h.pass(5_000);
    expect(lose()).toBe(125);
  });

  it('[CL4] is noticed by the clock after 28 s without a frame, whatever woke the client', () => {
    const h = createHarness();
    h.up();
    h.pass(27_000);
    h.told({ type: 'ping' });
    h.pass(27_999);
    expect(h.seen('close')).toEqual([]);
    h.pass(1);
    expect(h.seen('close')).toHaveLength(1);
    expect(h.events()).toContainEqual({ type: 'link', state: 'waiting', code: 1006 });

    const asleep = createHarness();
    asleep.up();
    asleep.now += 3_600_000;
    asleep.step({ type: 'typing', conversation: 'mine' });
    expect(asleep.seen('close')).toHaveLength(1);
  });

  it('[CL4] counts while a socket opens and while it is greeted', () => {
    const h = createHarness();
    h.step({ type: 'connect' });
    h.pass(limits.silenceMs);
    expect(h.seen('close')).toHaveLength(1);
    h.pass(300);
    h.step({ type: 'opened' });
    h.pass(limits.silenceMs);
    expect(h.seen('close')).toHaveLength(1);
  });

  it('[CL5] is final exactly where the catalogue says so', () => {
    const final = Array.from({ length: 4_000 }, (_, index) => 1_000 + index).filter((code) => !mayRetry(code));
    expect(final).toEqual([1009, 4500, 4501, 4502, 4503, 4509]);
    for (const code of final) expect(closeCodes).toHaveProperty([String(code)]);
    for (const code of [4500, 4503, 1006, 1012, 4101]) {
      const h = createHarness();
      h.up();
      h.step({ type: 'closed', code });
      h.pass(60_000);
      expect(h.seen('open').length > 0).toBe(mayRetry(code));
      expect(h.events()).toContainEqual({ type: 'link', state: mayRetry(code) ? 'waiting' : 'stopped', code });
    }
  });

  it('[CL5] after a final code connects again only when it is asked to', () => {
    const h = createHarness();
    h.up();
    h.step({ type: 'closed', code: 4501 });
    h.step({ type: 'network', isOnline: false });
    h.step({ type: 'network', isOnline: true });
    h.step({ type: 'page', isShown: false });
    h.step({ type: 'page', isShown: true });
    h.pass(60_000);
    expect(h.seen('open')).toEqual([]);
    h.step({ type: 'connect' });
    expect(h.seen('open')).toHaveLength(1);
  });

  it('[CL6] with 1006 before `welcomed` makes the next try ask for boot, until one is welcomed', () => {
    const h = createHarness();
    h.step({ type: 'connect' });
    h.step({ type: 'closed', code: 1006 });
    h.pass(15_000);
    h.step({ type: 'opened' });
    h.step({ type: 'closed', code: 4000 });
    h.pass(15_000);
    h.welcome();
    h.step({ type: 'closed', code: 1006 });
    h.pass(15_000);
    expect(h.seen('open').map(({ asksBoot }) => asksBoot)).toEqual([false, true, true, false]);
  });

  it('[CL7] with 4101 drops the credential and tries again', () => {
    const h = createHarness();
    h.up();
    h.step({ type: 'closed', code: 4101 });
    expect(h.seen('credential')).toEqual([{ type: 'credential' }]);
    h.pass(250);
    expect(h.seen('open')).toHaveLength(1);
  });

  it('[CL3] loses nothing that its dead socket says late', () => {
    const h = createHarness();
    h.up();
    h.step({ type: 'closed', code: 1006 });
    const before = h.wakeAt;
    h.step({ type: 'closed', code: 4500 });
    h.step({ type: 'opened' });
    expect([h.wakeAt, h.sent()]).toEqual([before, []]);
  });
});

describe('a standing link', () => {
  it('[CL8] told to drain stays until a random moment within the time, then opens a new socket at once', () => {
    const h = createHarness();
    h.up();
    h.told({ type: 'drain', afterMs: 10_000 });
    h.step({ type: 'send', frame: message('still here') });
    expect(h.sent()).toHaveLength(1);
    h.pass(4_999);
    expect(h.seen('close')).toEqual([]);
    h.pass(1);
    expect([h.seen('close').length, h.seen('open').length]).toEqual([1, 1]);
    h.step({ type: 'opened' });
    h.pass(10_000);
    expect(h.seen('close')).toEqual([]);
  });

  it('[CL9] answers a ping and keeps it to itself', () => {
    const h = createHarness();
    h.up();
    h.told({ type: 'ping' });
    expect([h.sent(), h.events()]).toEqual([[{ type: 'pong' }], []]);
  });

  it('[CL10] has no socket while the page is hidden, and one at once when it is shown', () => {
    const h = createHarness();
    h.up();
    h.step({ type: 'page', isShown: true });
    expect(h.seen('close')).toEqual([]);
    h.step({ type: 'page', isShown: false });
    expect(h.seen('close')).toHaveLength(1);
    h.pass(600_000);
    expect(h.seen('open')).toEqual([]);
    h.step({ type: 'page', isShown: true });
    expect(h.seen('open')).toHaveLength(1);
  });

  it('[CL10] does not connect when it is shown without having been wanted', () => {
    const h = createHarness();
    h.step({ type: 'page', isShown: false });
    h.step({ type: 'page', isShown: true });
    expect(h.seen('open')).toEqual([]);
    h.step({ type: 'page', isShown: false });
    h.step({ type: 'connect' });
    expect(h.seen('open')).toEqual([]);
    h.step({ type: 'page', isShown: true });
    expect(h.seen('open')).toHaveLength(1);
  });

  it('[CL11] without a network is only probed every 30 s, and begins anew within 250 ms when it is back', () => {
    const h = createHarness();
    h.up();
    h.step({ type: 'network', isOnline: false });
    h.step({ type: 'closed', code: 1006 });
    h.pass(29_999);
    expect(h.seen('open')).toEqual([]);
    h.pass(1);
    expect(h.seen('open')).toHaveLength(1);
    h.step({ type: 'closed', code: 1006 });
    h.step({ type: 'network', isOnline: true });
    h.pass(250);
    expect(h.seen('open')).toHaveLength(1);
  });

  it('[CL11] does not trust a socket that was open when the network went', () => {
    const h = createHarness();
    h.up();
    h.step({ type: 'network', isOnline: true });
    expect(h.seen('close')).toEqual([]);
    h.step({ type: 'network', isOnline: false });
    h.step({ type: 'network', isOnline: true });
    h.pass(250);
    expect([h.seen('close').length, h.seen('open').length]).toEqual([1, 1]);
  });

  it('[CL12] is not confused by a clock that was set back', () => {
    const h = createHarness();
    h.up();
    h.now -= 3_600_000;
    h.step({ type: 'closed', code: 1006 });
    h.pass(250);
    expect(h.seen('open')).toHaveLength(1);
    h.welcome();
    h.pass(limits.silenceMs);
    expect(h.seen('close')).toHaveLength(1);
  });

  it('[CL13] when closed leaves neither socket nor timer, and goes on from where it was', () => {
    const h = createHarness();
    h.up();
    h.step({ type: 'send', frame: message('kept') });
    h.step({ type: 'disconnect' });
    expect([h.seen('close').length, h.wakeAt]).toEqual([1, Infinity]);
    h.sent();
    h.step({ type: 'connect' });
    h.welcome();
    h.told(attached({ highest: { [sessionId(1)]: 0 } }));
    expect(h.sent()).toMatchObject([{ type: 'hello' }, { type: 'message.send', seq: 1 }]);
  });

  it('[CL13] while waiting for its next try connects at once when asked', () => {
    const h = createHarness();
    h.up();
    h.chance = 0.9;
    h.step({ type: 'closed', code: 1006 });
    h.step({ type: 'connect' });
    h.step({ type: 'connect' });
    expect(h.seen('open')).toHaveLength(1);
  });

  it('[CL14] hands a new credential out to be kept', () => {
    const h = createHarness();
    h.step({ type: 'connect' });
    h.step({ type: 'opened' });
    h.told(welcomed({ credential: 'fresh' }));
    expect(h.seen('credential')).toEqual([{ type: 'credential', value: 'fresh' }]);
  });

  it('[CL15] sets a timer only when something is due earlier than the one that runs', () => {
    const h = createHarness();
    h.up();
    for (let n = 0; n < 100; n++) {
      h.now += 10;
      h.told(entry(n + 1));
    }
    expect(h.seen('wake')).toEqual([]);
    h.pass(limits.silenceMs);
    expect(h.seen('close')).toHaveLength(1);
  });
});
