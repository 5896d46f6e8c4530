import { describe, expect, it } from 'vitest';
import { attached, chainOf, entry } from './helpers/frames.ts';
import { createHarness } from './helpers/harness.ts';
import type { Harness } from './helpers/harness.ts';
import { brief, localOf, refused, sayDurably } from './helpers/outbox.ts';

const skipped = (offset: number, conversation = 'mine') =>
  ({ type: 'entry.skipped', conversation, offset, chain: chainOf(offset) }) as const;

/** Offsets of the entries that reached the host. */
const applied = (h: Harness): number[] =>
  h
    .events()
    .flatMap((event) => (event.type === 'told' && event.frame.type === 'entry.added' ? [event.frame.offset] : []));
const sentTypes = (h: Harness): string[] => h.sent().map(({ type }) => type);

describe('a view', () => {
  it('[CV1] takes each entry once, in order', () => {
    const h = createHarness();
    h.up();
    for (const offset of [1, 2, 2, 1, 3]) h.told(entry(offset));
    expect(applied(h)).toEqual([1, 2, 3]);
  });

  it('[CV2] that misses an entry attaches again at its cursor, once, and takes nothing until that is answered', () => {
    const h = createHarness();
    h.up();
    h.told(entry(1));
    for (const offset of [3, 4]) h.told(entry(offset));
    h.told(skipped(5));
    h.told(entry(2));
    expect(h.sent()).toEqual([{ type: 'conversation.attach', conversation: 'mine', offset: 1, chain: chainOf(1) }]);
    expect(applied(h)).toEqual([1]);
    h.told(attached({ from: 1 }));
    for (const offset of [2, 3, 4]) h.told(entry(offset));
    expect(applied(h)).toEqual([1, 2, 3, 4]);
  });

  it('[CV11] is live only after the replay of the attach that it asked for last', () => {
    const h = createHarness();
    h.up();
    const lives = () => h.events().filter((event) => event.type === 'told' && event.frame.type === 'live').length;
    h.told(entry(1));
    h.told(entry(3));
    h.told({ type: 'live', conversation: 'mine' });
    expect(lives()).toBe(0);
    h.told(attached({ from: 1 }));
    for (const offset of [2, 3]) h.told(entry(offset));
    h.told({ type: 'live', conversation: 'mine' });
    expect(lives()).toBe(1);
  });

  it('[CV12] that sees another chain at its cursor asks whether its log is still the log', () => {
    const h = createHarness();
    h.up();
    for (const offset of [1, 2]) h.told(entry(offset));
    // Another tab on the same socket begins at the beginning, after the store lost what this one has.
    for (const offset of [1, 2]) h.told(entry(offset));
    expect(h.sent()).toEqual([]);
    h.told(entry(2, { chain: 'another' }));
    expect(h.sent()).toEqual([{ type: 'conversation.attach', conversation: 'mine', offset: 2, chain: chainOf(2) }]);
    h.told(entry(3));
    expect(applied(h)).toEqual([1, 2]);
  });

  it('[CV13] that was lost with what was acknowledged in it sends that again', () => {
    const h = createHarness();
    h.up();
    sayDurably(h, 'a', 'b');
    h.told({ type: 'refused', conversation: 'mine', code: 'unknown_conversation', retry: false });
    expect(brief(h.sent())).toBe('1a 2b');
    h.told(refused(1, 'unknown_conversation'));
    expect(h.events().at(-1)).toMatchObject({ type: 'refused', local: localOf('a'), code: 'unknown_conversation' });
  });

  it('[CV2] attaches again at most every 150 ms', () => {
    const h = createHarness();
    h.up();
    h.told(entry(2));
    h.told(attached());
    h.told(entry(2));
    expect(sentTypes(h)).toEqual(['conversation.attach']);
    h.pass(150);
    expect(sentTypes(h)).toEqual(['conversation.attach']);
  });

  it('[CV3] advances over what it may not see', () => {
    const h = createHarness();
    h.up();
    h.told(skipped(3));
    h.told(entry(4));
    h.told(skipped(2));
    h.told(entry(5));
    expect(applied(h)).toEqual([4, 5]);
    h.reconnect();
    expect(h.sent()).toMatchObject([{ cursors: [{ offset: 5, chain: chainOf(5) }] }]);
  });

  it('[CV4] that no longer fits the log begins anew', () => {
    const h = createHarness();
    h.up();
    for (const offset of [1, 2, 3]) h.told(entry(offset));
    h.told(attached({ state: 'reset' }));
    for (const offset of [1, 2]) h.told(entry(offset));
    expect(applied(h)).toEqual([1, 2, 3, 1, 2]);
    expect(h.events()).toContainEqual({ type: 'told', frame: attached({ state: 'reset' }), local: undefined });
  });

  it('[CV5] whose beginning is in the archive takes the first entry at whatever offset, and is strict again from there', () => {
    const h = createHarness();
    h.up();
    h.told(attached({ state: 'trimmed' }));
    for (const offset of [901, 902, 904]) h.told(entry(offset));
    expect(applied(h)).toEqual([901, 902]);
    h.told(attached({ state: 'trimmed' }));
    h.told(skipped(950));
    for (const offset of [951, 953]) h.told(entry(offset));
    expect(applied(h)).toEqual([901, 902, 951]);
  });

  it('[CV6] detached and attached anew does not take the answer to its earlier attach for its own', () => {
    const h = createHarness();
    h.up({ isAttached: false });
    h.step({ type: 'attach', conversation: 'cnv_a', cursor: { offset: 5, chain: chainOf(5) } });
    h.step({ type: 'detach', conversation: 'cnv_a' });
    h.step({ type: 'attach', conversation: 'cnv_a' });
    expect(h.sent()).toMatchObject([{ offset: 5 }, { type: 'conversation.detach' }, { offset: 0, chain: '' }]);
    h.told(attached({ conversation: 'cnv_a', from: 5 }));
    h.told(skipped(8, 'cnv_a'));
    h.told(attached({ conversation: 'cnv_a', from: 0 }));
    h.told(entry(1, { conversation: 'cnv_a' }));
    expect(applied(h)).toEqual([1]);
  });

  it('[CV7] refused for now is attached again after the time it says; refused for good it is forgotten', () => {
    const h = createHarness();
    h.up({ isAttached: false });
    h.step({ type: 'attach', conversation: 'cnv_a' });
    h.step({ type: 'attach', conversation: 'cnv_b' });
    h.sent();
    h.told({ type: 'refused', conversation: 'cnv_a', code: 'store_unavailable', retry: true, afterMs: 400 });
    h.told({ type: 'refused', conversation: 'cnv_b', code: 'unknown_conversation', retry: false });
    h.pass(399);
    expect(h.sent()).toEqual([]);
    h.pass(1);
    expect(h.sent()).toMatchObject([{ type: 'conversation.attach', conversation: 'cnv_a' }]);
    h.reconnect();
    expect(h.sent()).toMatchObject([{ cursors: [{ conversation: 'cnv_a' }] }]);
    expect(h.events()).toMatchObject([
      { frame: { code: 'store_unavailable' } },
      { frame: { conversation: 'cnv_b' } },
      {},
      {},
      {},
      {},
    ]);
  });

  it('[CV8] is nobody else’s: conversations are followed one by one', () => {
    const h = createHarness();
    h.up({ isAttached: false });
    for (const conversation of ['cnv_a', 'cnv_b']) {
      h.step({ type: 'attach', conversation });
      h.told(attached({ conversation }));
    }
    h.told(entry(1, { conversation: 'cnv_a' }));
    h.told(entry(1, { conversation: 'cnv_b' }));
    h.told(entry(3, { conversation: 'cnv_b' }));
    h.told(entry(2, { conversation: 'cnv_a' }));
    h.told(entry(1, { conversation: 'cnv_c' }));
    expect(applied(h)).toEqual([1, 1, 2]);
    h.reconnect();
    const hello = h.sent().at(-1);
    expect(hello).toMatchObject({
      cursors: [
        { conversation: 'cnv_a', offset: 2 },
        { conversation: 'cnv_b', offset: 1 },
      ],
    });
  });

  it('[CV9] that was detached takes nothing and is not attached by the next socket', () => {
    const h = createHarness();
    h.up();
    h.step({ type: 'detach', conversation: 'mine' });
    h.told(entry(1));
    h.told(attached());
    expect([applied(h), sentTypes(h)]).toEqual([[], ['conversation.detach']]);
    h.step({ type: 'detach', conversation: 'mine' });
    h.reconnect();
    expect(h.sent()).toMatchObject([{ type: 'hello', cursors: [] }]);
  });

  it('[CV10] delivers what it does not know, once', () => {
    const h = createHarness();
    h.up();
    h.told({ type: 'weather.changed' } as never);
    h.told({ type: 'live', conversation: 'mine' });
    expect(h.events()).toMatchObject([{ frame: { type: 'weather.changed' } }, { frame: { type: 'live' } }]);
  });
});
