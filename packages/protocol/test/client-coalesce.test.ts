import { describe, expect, it } from 'vitest';
import { attached, entry, welcomed } from './helpers/frames.ts';
import { createHarness } from './helpers/harness.ts';

describe('what is coalesced', () => {
  it('[CC1] typing is sent at most four times a second, and never later', () => {
    const h = createHarness();
    h.up();
    for (let n = 0; n < 100; n++) {
      h.step({ type: 'typing', conversation: 'mine' });
      h.now += 20;
    }
    expect(h.sent()).toHaveLength(8);
    h.step({ type: 'typing', conversation: 'mine' });
    h.sent();
    h.pass(5_000);
    expect(h.sent()).toEqual([]);
    h.step({ type: 'closed', code: 1006 });
    h.step({ type: 'typing', conversation: 'mine' });
    expect(h.sent()).toEqual([]);
  });

  it('[CC1] typing carries what is typed only where it is given', () => {
    const h = createHarness();
    h.up();
    h.step({ type: 'typing', conversation: 'mine', text: 'Do you ha' });
    h.now += 300;
    h.step({ type: 'typing', conversation: 'mine' });
    expect(h.sent().map((frame) => JSON.parse(JSON.stringify(frame)))).toEqual([
      { type: 'typing', conversation: 'mine', text: 'Do you ha' },
      { type: 'typing', conversation: 'mine' },
    ]);
  });

  it('[CC2] read is sent at once, then once a second, as a maximum', () => {
    const h = createHarness();
    h.up();
    for (let offset = 1; offset <= 5; offset++) h.told(entry(offset));
    for (const offset of [2, 4, 3, 9]) h.step({ type: 'read', conversation: 'mine', offset });
    expect(h.sent()).toMatchObject([{ type: 'read', offset: 2 }]);
    h.pass(1_000);
    expect(h.sent()).toMatchObject([{ type: 'read', offset: 5 }]);
    h.step({ type: 'read', conversation: 'mine', offset: 1 });
    h.pass(5_000);
    expect(h.sent()).toEqual([]);
  });

  it('[CC2] read is said again on a new socket, but not about a log that is gone', () => {
    const h = createHarness();
    h.up();
    for (let offset = 1; offset <= 5; offset++) h.told(entry(offset));
    h.step({ type: 'read', conversation: 'mine', offset: 5 });
    h.reconnect();
    h.sent();
    h.told(attached());
    expect(h.sent()).toMatchObject([{ type: 'read', offset: 5 }]);
    h.reconnect();
    h.sent();
    h.told(attached({ state: 'reset' }));
    h.pass(5_000);
    expect(h.sent()).toEqual([]);
  });

  it('[CC3] context is sent once a second, the latest wins and always arrives', () => {
    const h = createHarness();
    h.up();
    const see = (title: string) =>
      h.step({ type: 'context', context: { page: { url: 'https://shop.example/', title } } });
    for (const title of ['home', 'list', 'product', 'cart']) see(title);
    expect(h.sent()).toMatchObject([{ context: { page: { title: 'home' } } }]);
    h.pass(1_000);
    expect(h.sent()).toMatchObject([{ context: { page: { title: 'cart' } } }]);
    h.pass(5_000);
    expect(h.sent()).toEqual([]);
    see('checkout');
    h.sent();
    see('done');
    h.reconnect();
    expect(h.sent()).toMatchObject([{ type: 'hello', context: { page: { title: 'done' } } }]);
    h.pass(5_000);
    expect(h.sent()).toEqual([]);
  });

  it('[CC3] context set while greeting is sent after it', () => {
    const h = createHarness();
    h.step({ type: 'connect' });
    h.step({ type: 'opened' });
    h.step({ type: 'context', context: { page: { url: 'https://shop.example/', title: 'late' } } });
    expect(h.sent()).toMatchObject([{ type: 'hello' }]);
    h.told(welcomed());
    expect(h.sent()).toMatchObject([{ type: 'context.set' }]);
  });
});
