import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compress, expand } from '../../src/compact/index.ts';
import type { Whole } from '../../src/compact/index.ts';

const whole: Whole = {
  state: { names: ['top', 'record'], rows: [['2', '{"conversation":"cnv_1","revision":1}']] },
  entries: {
    names: ['offset', 'author', 'body'],
    rows: [
      [1, '{"kind":"visitor","id":"vis_1"}', '{"text":"Größe — 你好 🙂"}'],
      [2, '{"kind":"rep","id":"rep_ada","name":"Ada"}', '{"text":"\\u0000 said"}'],
      [3, null, '[1, 2]'],
    ],
  },
};

/** What the first release made of it. Whatever changes, it can be read for as long as somebody may have it. */
const first =
  'AcNWXUKqJmjVhZzvcRXmhshVm5VhLeE2Cp72Bz4fGCJ7wb3o8LbD81MVHjVMUXiyd8HTpXsVPsyf2QRNuLhCMzElEVHPOaYkIpsYU2pgYGCgUJyYmQJNkeBml1K0oY6CUSyoxKkFAA==';

describe('one compressed value', () => {
  it('[ST128] comes back to the byte', () => {
    expect(expand(compress(whole))).toEqual(whole);
    const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.integer(), fc.constant(null));
    const table = fc.uniqueArray(fc.string(), { maxLength: 5 }).chain((names) =>
      fc.record(
        {
          names: fc.constant(names),
          rows: fc.array(fc.array(cell, { minLength: names.length, maxLength: names.length })),
        },
        { noNullPrototype: true },
      ),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]+$/), table, { noNullPrototype: true }), (any) => {
        expect(JSON.stringify(expand(compress(any)))).toBe(JSON.stringify(any));
      }),
    );
  });

  it('[ST128] is read also when it is of the first release', () => {
    expect(expand(Buffer.from(first, 'base64'))).toEqual(whole);
  });

  it('[ST128] of a newer release is refused, and the release is named', () => {
    const bytes = compress(whole);
    bytes[0] = 9;
    expect(() => expand(bytes)).toThrow(/version 9.*reads up to 1.*newer relay/);
  });

  it('[ST128] is not made of what would not come back', () => {
    const odd = { state: { names: ['top'], rows: [[Number.NaN]] } };
    expect(() => compress(odd)).toThrow(/not compacted.*stays as it lies/);
  });
});
