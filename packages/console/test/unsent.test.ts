import { afterEach, describe, expect, it } from 'vitest';
import type { RepFrame } from '@tillside/protocol';
import type { Numbered } from '@tillside/protocol/client';
import { createUnsentStore } from '../src/state/unsent-store.ts';
import { NOON, entry, maya } from './helpers/data.ts';

const session = 'a'.repeat(32);
const frame: Numbered<RepFrame> = {
  type: 'message.send',
  session,
  conversation: 'cnv_4f2a',
  seq: 3,
  epoch: 1,
  claim: 'clm_1',
  body: { text: 'Left behind' },
};
const store = () =>
  createUnsentStore({ send: () => 1 }, { window, storage: window.localStorage }, 'rep_maya', () => NOON);
const texts = (unsent: ReturnType<typeof store>) => unsent.of('cnv_4f2a').map(({ content, state }) => [content, state]);
const inTheLog = (offset: number, seq: number) =>
  ({
    type: 'told',
    frame: entry(offset, 'message', { text: 'Left behind' }, { by: maya, session, seq }),
  }) as const;

afterEach(() => window.localStorage.clear());

describe('adopted from an earlier window', () => {
  it('[DWR8] is shown until it is in the log', () => {
    const unsent = store();
    unsent.onEvent({
      type: 'adopted',
      items: [
        { frame, ackedAt: 0 },
        { frame: { ...frame, seq: 2 }, ackedAt: NOON },
      ],
    });
    unsent.onEvent(inTheLog(1, 2));
    expect(texts(unsent)).toEqual([[{ kind: 'message', text: 'Left behind' }, 'sending']]);
    unsent.onEvent(inTheLog(2, 3));
    expect(texts(unsent)).toEqual([]);
    unsent.onEvent({ type: 'acked', frame });
    expect(texts(unsent)).toEqual([]);
  });

  it('[DWR8] is in the log once it is acknowledged, whatever number it got on the way', () => {
    const unsent = store();
    unsent.onEvent({ type: 'adopted', items: [{ frame, ackedAt: 0 }] });
    unsent.onEvent({ type: 'acked', frame: { ...frame, session: 'b'.repeat(32), seq: 1 } });
    expect(texts(unsent)).toEqual([]);
  });

  it('[DWR8] says so when it is refused', () => {
    const unsent = store();
    unsent.onEvent({ type: 'adopted', items: [{ frame, ackedAt: 0 }] });
    unsent.onEvent({ type: 'refused', frame, code: 'fenced' });
    expect(unsent.of('cnv_4f2a')[0]).toMatchObject({ state: 'failed', reason: 'fenced' });
  });
});

describe('refused for good', () => {
  const unsent = () => {
    const made = store();
    made.put('cnv_4f2a', { kind: 'message', text: 'A long answer' }, { epoch: 1, claim: 'clm_1' });
    const body = { text: 'A long answer' };
    made.onEvent({ type: 'refused', frame: { ...frame, body }, code: 'fenced', local: 1 });
    return made;
  };
  const failed = [[{ kind: 'message', text: 'A long answer' }, 'failed']];

  it('[DWR3] is still there after a reload, until it is sent again or discarded', () => {
    unsent();
    const next = store();
    expect(texts(next)).toEqual(failed);
    const key = next.of('cnv_4f2a')[0]?.key ?? '';
    expect(next.again(key, undefined)).toBe(false);
    expect(texts(next)).toEqual(failed);
    expect(next.again(key, { epoch: 2, claim: 'clm_2' })).toBe(true);
    expect(texts(next)).toEqual([[{ kind: 'message', text: 'A long answer' }, 'sending']]);
    expect(texts(store())).toEqual([]);
  });

  it('[DWR3] is there once, whichever windows hear of it, and gone from all when it is discarded', () => {
    const one = unsent();
    const two = unsent();
    expect(texts(two)).toEqual(failed);
    two.discard(two.of('cnv_4f2a')[0]?.key ?? '');
    window.dispatchEvent(new Event('storage'));
    expect([texts(one), texts(two)]).toEqual([[], []]);
  });

  it('[DWR3] is nothing where the storage holds something else', () => {
    for (const kept of ['broken', '{"not":"a list"}', '[3,{"conversation":"cnv_4f2a","key":"a/1"}]']) {
      window.localStorage.setItem('tillside.failed.rep_maya', kept);
      expect(texts(store())).toEqual([]);
    }
  });
});

it('[DWR2] a note that the link forgot was ours goes when it is seen in the log', () => {
  const unsent = store();
  unsent.put('cnv_4f2a', { kind: 'note', text: 'Hi' }, undefined);
  unsent.onEvent({
    type: 'acked',
    frame: { type: 'note.add', session, conversation: 'cnv_4f2a', seq: 1, body: { text: 'Hi' } },
    local: 1,
  });
  expect(texts(unsent)).toEqual([[{ kind: 'note', text: 'Hi' }, 'sent']]);
  unsent.onEvent({ type: 'told', frame: entry(1, 'note', { text: 'Hi' }, { by: maya }) });
  expect(texts(unsent)).toEqual([]);
});

it('[DWR5] puts nothing to the visitor without an assignment, but takes a note', () => {
  const unsent = store();
  expect(unsent.put('cnv_4f2a', { kind: 'message', text: 'Hi' }, undefined)).toBe(false);
  expect(unsent.put('cnv_4f2a', { kind: 'offer', offer: 'off_express' }, undefined)).toBe(false);
  expect(unsent.put('cnv_4f2a', { kind: 'note', text: 'Hi' }, undefined)).toBe(true);
});
