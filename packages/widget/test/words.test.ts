import { expect, it } from 'vitest';
import { fill } from '../src/ui/words.ts';

it('[UI21] other words stand for what is not known, and what is no variable stays', () => {
  expect(fill('About {cart|your cart}?', { cart: undefined })).toBe('About your cart?');
  expect(fill('About {cart|your cart}?', { cart: '$5.00' })).toBe('About $5.00?');
  expect(fill('{count} new {other}', { count: 2 })).toBe('2 new {other}');
});
