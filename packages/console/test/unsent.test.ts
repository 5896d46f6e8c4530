import { describe, expect, it } from 'vitest';
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
const store = () => createUnsentStore({ send: () => 1 }, () => NOON);
const texts = (unsent: ReturnType<typeof store>) => unsent.of('cnv_4f2a').map(({ content, state }) => [content, state]);

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
    expect(texts(unsent)).toEqual([[{ kind: 'message', text: 'Left behind' }, 'sending']]);
    unsent.onEvent({ type: 'acked', frame });
    expect(texts(unsent)).toEqual([[{ kind: 'message', text: 'Left behind' }, 'sent']]);
    unsent.onEvent({
      type: 'told',
      frame: entry(1, 'message', { text: 'Left behind' }, { by: maya, session, seq: 3 }),
    });
    expect(texts(unsent)).toEqual([]);
  });

  it('[DWR8] says so when it is refused', () => {
    const unsent = store();
    unsent.onEvent({ type: 'adopted', items: [{ frame, ackedAt: 0 }] });
    unsent.onEvent({ type: 'refused', frame, code: 'fenced' });
    expect(unsent.of('cnv_4f2a')[0]).toMatchObject({ state: 'failed', reason: 'fenced' });
  });
});

it('[DWR5] puts nothing to the visitor without an assignment, but takes a note', () => {
  const unsent = store();
  expect(unsent.put('cnv_4f2a', { kind: 'message', text: 'Hi' }, undefined)).toBe(false);
  expect(unsent.put('cnv_4f2a', { kind: 'offer', offer: 'off_express' }, undefined)).toBe(false);
  expect(unsent.put('cnv_4f2a', { kind: 'note', text: 'Hi' }, undefined)).toBe(true);
});
