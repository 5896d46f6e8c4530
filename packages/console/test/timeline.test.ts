import type { EntryAdded } from '@tillside/protocol';
import { describe, expect, it } from 'vitest';
import { applyEntry, emptyThread } from '../src/desk/thread.ts';
import type { Thread } from '../src/desk/thread.ts';
import { buildTimeline } from '../src/desk/timeline.ts';
import { NOON, entry, jonas, maya, system, visitor } from './helpers/data.ts';

const threadOf = (entries: readonly EntryAdded[], readByVisitor = 0): Thread => ({
  ...entries.reduce(applyEntry, emptyThread('cnv_4f2a')),
  readBy: { visitor: readByVisitor, rep: 0 },
});
const lines = (entries: readonly EntryAdded[], readByVisitor?: number) =>
  buildTimeline(threadOf(entries, readByVisitor), [], 'rep_maya');

describe('the order of what is drawn', () => {
  it('[DCO3] begins an invited conversation with the invitation’s words', () => {
    const drawn = lines([
      entry(1, 'invitation', { invitation: 'inv_1', rule: 'exit', text: 'Any question?' }),
      entry(2, 'engagement.opened', { engagement: 'eng_1', cause: 'invitation' }),
      entry(3, 'message', { text: 'Yes' }),
    ]);
    expect(drawn.map(({ type }) => type)).toEqual(['day', 'invitation', 'message']);
  });

  it('[DCO5] gathers what the relay did in one go', () => {
    const drawn = lines([
      entry(1, 'engagement.opened', { engagement: 'eng_1', cause: 'visitor' }),
      entry(2, 'engagement.rang', { engagement: 'eng_1', rep: 'rep_maya', name: 'Maya' }),
      entry(3, 'engagement.accepted', { engagement: 'eng_1', rep: 'rep_maya', name: 'Maya' }),
      entry(4, 'message', { text: 'Hi' }),
      entry(5, 'engagement.resolved', { engagement: 'eng_1', disposition: 'Bought' }),
    ]);
    const events = drawn.filter((line) => line.type === 'events');
    expect(events.map((line) => line.lines.length)).toEqual([3, 1]);
  });

  it('puts a line before each new day', () => {
    const day = 86_400_000;
    const drawn = lines([
      entry(1, 'message', { text: 'Yesterday' }, { at: NOON - day }),
      entry(2, 'message', { text: 'Today' }, { at: NOON }),
    ]);
    expect(drawn.map(({ type }) => type)).toEqual(['day', 'message', 'day', 'message']);
  });
});

describe('runs of one author', () => {
  const firsts = (entries: readonly EntryAdded[]) =>
    lines(entries).flatMap((line) => (line.type === 'message' ? [line.isFirst] : []));

  it('[DCO9] are named once, and again after another, or a pause', () => {
    expect(
      firsts([
        entry(1, 'message', { text: 'a' }, { by: visitor, at: NOON }),
        entry(2, 'message', { text: 'b' }, { by: visitor, at: NOON + 60_000 }),
        entry(3, 'message', { text: 'c' }, { by: maya, at: NOON + 61_000 }),
        entry(4, 'message', { text: 'd' }, { by: jonas, at: NOON + 62_000 }),
        entry(5, 'message', { text: 'e' }, { by: jonas, at: NOON + 62_000 + 180_000 }),
      ]),
    ).toEqual([true, false, true, true, true]);
  });

  it('[DCO6] never run from a message into a note', () => {
    expect(
      firsts([entry(1, 'message', { text: 'a' }, { by: maya }), entry(2, 'note', { text: 'b' }, { by: maya })]),
    ).toEqual([true, true]);
  });
});

describe('what became of it', () => {
  const offer = (offset: number) =>
    entry(offset, 'offer', { offer: 'off_express', title: 'Express', text: '', code: 'X' }, { by: maya });
  const applied = (offset: number, isApplied: boolean) =>
    entry(offset, 'offer.applied', { offer: 'off_express', code: 'X', isApplied }, { by: visitor });

  it('[DCO4] stands on the offer’s card, the last try counting', () => {
    const card = (entries: readonly EntryAdded[]) => lines(entries).find((line) => line.type === 'offer');
    expect(card([offer(1)])).toMatchObject({ applied: undefined });
    expect(card([offer(1), applied(2, false)])).toMatchObject({ applied: 'refused' });
    expect(card([offer(1), applied(2, false), applied(3, true)])).toMatchObject({ applied: 'applied' });
    expect(lines([offer(1), applied(2, true)]).map(({ type }) => type)).toEqual(['day', 'offer']);
  });

  it('[DCO4] is said by itself where the card lies in the archive', () => {
    expect(lines([applied(7, true)]).map(({ type }) => type)).toEqual(['day', 'events']);
  });

  it('[DWR2] marks the last message read, and the last one sent', () => {
    const marks = (readBy: number) =>
      lines(
        [1, 2, 3].map((offset) => entry(offset, 'message', { text: String(offset) }, { by: maya })),
        readBy,
      ).flatMap((line) => (line.type === 'message' ? [line.delivery] : []));
    expect(marks(0)).toEqual([undefined, undefined, 'sent']);
    expect(marks(2)).toEqual([undefined, 'read', 'sent']);
    expect(marks(3)).toEqual([undefined, undefined, 'read']);
  });

  it('[DWR2] ends with what is not in the log yet', () => {
    const unsent = { key: '1', at: NOON, content: { kind: 'message', text: 'On its way' }, state: 'sending' } as const;
    const drawn = buildTimeline(threadOf([entry(1, 'message', { text: 'Hi' }, { by: system })]), [unsent], 'rep_maya');
    expect(drawn.at(-1)).toMatchObject({ type: 'unsent', unsent });
  });
});
