import { describe, expect, it } from 'vitest';
import { applyAttached, applyEntry, applyFact, applyLive, emptyThread, topOf } from '../src/desk/thread.ts';
import { NOON, attached, context, entry } from './helpers/data.ts';

const hello = entry(1, 'message', { text: 'Hello' });
const more = entry(2, 'message', { text: 'Anybody there?' });

describe('a thread', () => {
  it('[DCO1] shows each entry once', () => {
    const thread = [hello, more, hello, more].reduce(applyEntry, emptyThread('cnv_4f2a'));
    expect(thread.entries).toEqual([hello, more]);
    expect(topOf(thread)).toBe(2);
  });

  it('[DCO1] drops what was shown when the log begins anew', () => {
    const thread = [hello, more].reduce(applyEntry, emptyThread('cnv_4f2a'));
    expect(applyAttached(thread, attached()).entries).toHaveLength(2);
    expect(applyAttached(thread, attached({ state: 'reset' })).entries).toEqual([]);
    const trimmed = applyAttached(thread, attached({ state: 'trimmed' }));
    expect([trimmed.entries, trimmed.isTrimmed]).toEqual([[], true]);
  });

  it('keeps what was known of the visitor when an attach says nothing new', () => {
    const thread = applyAttached(emptyThread('cnv_4f2a'), attached({ context }));
    expect(applyAttached(thread, attached()).context).toEqual(context);
  });

  it('[DCO8] forgets typing after 4 s, and at the visitor’s next word', () => {
    const typing = { type: 'typing.seen', conversation: 'cnv_4f2a', by: 'visitor' } as const;
    const thread = applyFact(emptyThread('cnv_4f2a'), typing, NOON);
    expect(thread.typingUntil).toBe(NOON + 4_000);
    expect(applyEntry(thread, hello).typingUntil).toBe(0);
    expect(applyFact(emptyThread('cnv_4f2a'), { ...typing, by: 'rep' }, NOON).typingUntil).toBe(0);
  });

  it('keeps a read mark as a maximum', () => {
    const moved = (offset: number) =>
      ({ type: 'read.moved', conversation: 'cnv_4f2a', by: 'visitor', offset }) as const;
    const thread = applyFact(applyFact(emptyThread('cnv_4f2a'), moved(5), NOON), moved(3), NOON);
    expect(thread.readBy.visitor).toBe(5);
  });

  it('is loaded when the replay is done, and stays so', () => {
    expect(emptyThread('cnv_4f2a').isLoaded).toBe(false);
    const live = applyLive(emptyThread('cnv_4f2a'));
    expect(applyLive(live)).toBe(live);
  });
});
