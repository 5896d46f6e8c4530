import { afterEach, expect, it } from 'vitest';
import { toJson } from '../src/client/index.ts';

const lists = Array.prototype as { toJSON?: unknown };
afterEach(() => {
  delete lists.toJSON;
});

it('[CH9] what is sent and stored is JSON as the standard has it, also where a library taught lists another', () => {
  const value = { list: [1, [{ deep: ['a', null] }]], text: 'b', nothing: null, not: undefined };
  const plain = JSON.stringify(value);
  lists.toJSON = function (this: unknown[]) {
    return `[${this.join()}]`;
  };
  expect(JSON.stringify(value)).not.toBe(plain);
  expect(toJson(value)).toBe(plain);
  expect(toJson([])).toBe('[]');
});
