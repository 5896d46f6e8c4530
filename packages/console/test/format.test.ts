import { describe, expect, it } from 'vitest';
import { formatDay, formatMoney, formatRelative, formatSpan, formatWait, say, sayCount } from '../src/format.ts';
import { strings } from '../src/strings.ts';
import { NOON } from './helpers/data.ts';

describe('amounts and times', () => {
  it('[DUI1] money has its currency’s own minor units', () => {
    expect(formatMoney({ value: 61_200, currency: 'USD' })).toBe('$612.00');
    expect(formatMoney({ value: 5_000, currency: 'JPY' })).toBe('¥5,000');
    expect(formatMoney({ value: 12_345, currency: 'KWD' }).replace(/\s/, ' ')).toBe('KWD 12.345');
    expect(formatMoney({ value: -250, currency: 'USD' })).toBe('-$2.50');
  });

  it('[DUI1] a wait runs as a clock and is never negative', () => {
    expect([-5_000, 7_400, 84_000, 3_849_000].map(formatWait)).toEqual(['0:00', '0:07', '1:24', '1:04:09']);
    expect([7_000, 120_000, 7_200_000].map(formatSpan)).toEqual(['7 seconds', '2 minutes', '2 hours']);
  });

  it('[DUI1] time is told relatively, never from the future', () => {
    const ago = (ms: number) => formatRelative(NOON - ms, NOON);
    expect([0, 5_000, 90_000, 7_200_000, 26 * 3_600_000].map(ago)).toEqual([
      'now',
      'now',
      '1m ago',
      '2h ago',
      'yesterday',
    ]);
    expect(ago(-60_000)).toBe('now');
    expect(ago(800 * 86_400_000)).toBe('2y ago');
  });

  it('[DUI1] days are named as people name them', () => {
    const day = 86_400_000;
    expect(formatDay(NOON, NOON)).toBe('Today');
    expect(formatDay(NOON - day, NOON)).toBe('Yesterday');
    expect(formatDay(NOON - 2 * day, NOON)).toBe('Monday, November 16');
  });
});

describe('the string table', () => {
  it('fills values and chooses the form for a number', () => {
    expect(say('{a} and {a}, not {b}', { a: 1_000 })).toBe('1,000 and 1,000, not {b}');
    expect(sayCount(strings.conversation.newMessages, 1)).toBe('1 new message');
    expect(sayCount(strings.conversation.newMessages, 2)).toBe('2 new messages');
  });

  it('keeps the words calm: nothing shouts', () => {
    const said = JSON.stringify(strings);
    expect(said).not.toContain('!');
    expect(said).not.toMatch(/\p{Extended_Pictographic}/u);
  });
});
