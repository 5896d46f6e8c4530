import { randomBytes } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so that an order number can be read out over the telephone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const EPOCH_MS = Date.UTC(2025, 0, 1);

/**
 * An order number such as `HAL-1V4K2M-8QTW`: seconds since 2025 and 20 random bits,
 * so that a server that forgets everything at a restart never gives the same number twice.
 */
export function makeTransactionId(
  prefix: string,
  nowMs: number = Date.now(),
  random: Uint8Array = randomBytes(4),
): string {
  let seconds = Math.floor((nowMs - EPOCH_MS) / 1000);
  let time = '';
  for (let digit = 0; digit < 6; digit += 1) {
    time = ALPHABET.charAt(seconds % 32) + time;
    seconds = Math.floor(seconds / 32);
  }
  const tail = [...random.subarray(0, 4)].map((byte) => ALPHABET.charAt(byte % 32)).join('');
  return `${prefix}-${time}-${tail}`;
}
