import { maskCards } from '@tillside/rules/privacy';
import { describe, expect, it } from 'vitest';
import { comparable, maskCardsIn, maskTyping, mayContinue } from '../../src/core/masking.ts';
import { readVectors } from '../../../rules/test/helpers.ts';

interface Row {
  readonly name: string;
  readonly before?: string;
  readonly text: string;
  readonly expected: string;
}

const { rows } = readVectors('masking.json') as { readonly rows: readonly Row[] };
const card = '4111 1111 1111 1111';

describe('what came from outside', () => {
  it.each(rows.filter(({ before }) => before === undefined))('[CO41] $name', ({ text, expected }) => {
    expect(maskCardsIn({ body: { text, lists: [text], deeper: { comment: text } } })).toEqual({
      body: { text: expected, lists: [expected], deeper: { comment: expected } },
    });
  });

  it('[CO41] keeps what a machine named, figures and flags', () => {
    const told = {
      type: 'order.report',
      session: '41111111111111114111111111111111',
      seq: 4111111111111111,
      body: {
        transactionId: '4111111111111111',
        value: 61_200,
        isApplied: true,
        nothing: null,
        items: [{ quantity: 2 }],
      },
    };
    expect(maskCardsIn(told)).toEqual(told);
  });

  it('[CO41] hides a shop’s own facts too, written as a number or as a name', () => {
    expect(
      maskCardsIn({
        claims: { attributes: { card: 4111111111111111, tier: 3, [`c${card.replaceAll(' ', '')}`]: true } },
      }),
    ).toEqual({
      claims: { attributes: { card: '••••••••••••1111', tier: 3 } },
    });
  });
});

describe('what is being typed', () => {
  it('[CO41] shows no long number, finished or not', () => {
    expect(maskTyping('4111 1111', '')).toBe('•••• ••••');
    expect(maskTyping('1111 1111 now', 'my card 4111 1111')).not.toMatch(/1/);
    expect(maskTyping('room 101, 3 nights', '')).toBe('room 101, 3 nights');
  });
});

describe('a message after another', () => {
  it.each(rows.filter(({ before }) => before !== undefined))('[CO41] is looked at where it may go on: $name', (row) => {
    if (row.expected !== row.text) expect(mayContinue(row.text)).toBe(true);
  });

  it('[CO41] is not looked at where what came before makes no difference', () => {
    const befores = rows.flatMap(({ before, text }) => [before ?? text, text, 'maestro', 'cvv:', 'and']);
    let spared = 0;
    for (const { text } of rows) {
      const alone = maskCardsIn({ text }).text;
      if (mayContinue(alone)) continue;
      spared += 1;
      for (const before of befores) expect(maskCards(alone, before).text, `${before} / ${alone}`).toBe(alone);
    }
    expect(spared).toBeGreaterThan(0);
  });

  it('[CO41] is told from another by words that hold no half of a card', () => {
    expect(comparable('1111 1111 is the rest')).toBe('•••• •••• is the rest');
    expect(comparable('call 4000 or 12 people')).toBe('call 4000 or 12 people');
    expect(comparable('2')).toBe('2');
  });
});
