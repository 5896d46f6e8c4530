import { describe, expect, it } from 'vitest';
import { readShown } from '../../src/adapters/woocommerce/shown-price.ts';

describe('a price as people write it', () => {
  it.each([
    ['$71.70', 'USD', 71.7],
    ['$1,234.50', 'USD', 1_234.5],
    ['1.234,50 €', 'EUR', 1_234.5],
    ['1 234,50 €', 'EUR', 1_234.5],
    ['CHF 1’234.50', 'CHF', 1_234.5],
    ['$1,234', 'USD', 1_234],
    ['$12,345,678', 'USD', 12_345_678],
    ['¥98,000', 'JPY', 98_000],
    ['￥9,800', 'JPY', 9_800],
    ['35.855 د.ك', 'KWD', 35.855],
    ['KWD 1,035.855', 'KWD', 1_035.855],
    ['٣٥٫٨٥٥ د.ك', 'KWD', 35.855],
    ['$5', 'USD', 5],
    ['Total: $71.70.', 'USD', 71.7],
  ])('[AD7] %s in %s is %d', (text, currency, value) => {
    expect(readShown(text, currency)).toBe(value);
  });

  it.each(['', 'free', '—'])('[AD7] %j is none', (text) => {
    expect(readShown(text, 'USD')).toBeUndefined();
  });
});
