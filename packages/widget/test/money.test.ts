import { describe, expect, it } from 'vitest';
import { minorUnits, toMinor } from '../src/shop/money.ts';

describe('money', () => {
  it.each([
    ['USD', 100],
    ['EUR', 100],
    ['JPY', 1],
    ['KWD', 1_000],
  ])('[MO1] one %s has %i minor units', (currency, units) => {
    expect(minorUnits(currency)).toBe(units);
  });

  it.each(['', 'US', 'DOLLAR', '$', '12'])('[MO1] %j is no currency', (currency) => {
    expect(minorUnits(currency)).toBeUndefined();
  });

  it.each([
    ['USD', 612, 61_200],
    ['USD', 19.99, 1_999],
    ['USD', 1.005, 101],
    ['USD', 0.1 + 0.2, 30],
    ['JPY', 9_800, 9_800],
    ['JPY', 9_800.4, 9_800],
    ['KWD', 35.855, 35_855],
    ['USD', '612.00', 61_200],
    ['USD', ' 5 ', 500],
    ['USD', 0, 0],
  ])('[MO2] %s %s is %i', (currency, amount, minor) => {
    expect(toMinor(amount, minorUnits(currency) ?? 0)).toBe(minor);
  });

  it.each([undefined, null, '', 'free', Number.NaN, Infinity, 1e13, {}, [], true])(
    '[MO2] %j is no amount',
    (amount) => {
      expect(toMinor(amount, 100)).toBeUndefined();
    },
  );
});
