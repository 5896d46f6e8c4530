import { describe, expect, it } from 'vitest';
import { visitorToRelay } from '@tillside/protocol/schema';
import { decodeFrame } from '../../src/transport/decode-frame.ts';
import { scanJson } from '../../src/transport/scan-json.ts';

const session = 'ab'.repeat(16);
const message = { type: 'message.send', session, conversation: 'mine', seq: 1, body: { text: 'hello' } };
const decode = (value: unknown) =>
  decodeFrame(typeof value === 'string' ? value : JSON.stringify(value), visitorToRelay);

describe('looking at text before parsing it', () => {
  it('[TR1] refuses what nests deeper than eight, and 16 KB of brackets', () => {
    expect(scanJson('['.repeat(8) + ']'.repeat(8))).toBeUndefined();
    expect(scanJson('['.repeat(9))).toMatch(/deeper than 8/);
    expect(scanJson('['.repeat(16_000))).toMatch(/deeper/);
    expect(scanJson('{"a":'.repeat(9))).toMatch(/deeper/);
  });

  it('[TR1] refuses more than 64 keys in one object, not in several', () => {
    const keys = (count: number) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1])));
    expect(scanJson(keys(64))).toBeUndefined();
    expect(scanJson(keys(65))).toMatch(/64 keys/);
    expect(scanJson(`[${keys(60)},${keys(60)}]`)).toBeUndefined();
  });

  it('[TR1] counts nothing inside strings', () => {
    expect(scanJson(JSON.stringify({ text: `${'{['.repeat(50)}${':'.repeat(100)}\\"{{{{{{{{{{` }))).toBeUndefined();
  });
});

describe('decoding', () => {
  it('[TR2] gives a known frame', () => {
    expect(decode(message)).toEqual({ kind: 'frame', frame: message });
  });

  it.each([
    ['not JSON', '{'],
    ['a list', '[]'],
    ['no type', '{}'],
    ['a number as type', '{"type":1}'],
    ['an unknown type', '{"type":"message.steal"}'],
    ['a prototype member as type', '{"type":"__proto__"}'],
    ['another prototype member', '{"type":"constructor"}'],
    [
      'what only a rep may send',
      JSON.stringify({ type: 'note.add', session, conversation: 'mine', seq: 1, body: { text: 'x' } }),
    ],
    ['a link frame that does not fit', '{"type":"hello","version":2}'],
  ])('[TR2] takes %s as bad', (_, text) => {
    expect(decode(text)).toMatchObject({ kind: 'bad' });
  });

  it('[TR3] names the address of a known frame whose body does not fit', () => {
    expect(decode({ ...message, body: { text: 5 } })).toMatchObject({
      kind: 'invalid',
      address: { session, conversation: 'mine', seq: 1 },
    });
    expect(decode({ ...message, body: { text: 'x'.repeat(4_001) } })).toMatchObject({
      kind: 'invalid',
      detail: expect.stringContaining('body.text'),
    });
  });

  it('[TR4] drops unknown keys', () => {
    const decoded = decode(
      `{"type":"message.send","session":"${session}","conversation":"mine","seq":1,"rep":"rep_1","__proto__":{"isAdmin":true},"body":{"text":"hi","html":"<b>"}}`,
    );
    expect(decoded).toEqual({ kind: 'frame', frame: { ...message, body: { text: 'hi' } } });
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
});
