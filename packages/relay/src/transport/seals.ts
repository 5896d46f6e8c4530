import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Seals } from '../handlers/types.ts';

/** 128 bits. */
const sealBytes = 16;

/** Seals by the secret that all nodes share; 22 letters, digits, `-` and `_` each. */
export function createSeals(secretHex: string): Seals {
  const secret = Buffer.from(secretHex, 'hex');
  // Its own word in front: nothing else that is signed by the same secret is a seal.
  const sign = (text: string) => createHmac('sha256', secret).update(`seal.${text}`).digest().subarray(0, sealBytes);
  return {
    make: (text) => sign(text).toString('base64url'),
    isGood(seal, text) {
      const given = Buffer.from(seal, 'base64url');
      return given.length === sealBytes && timingSafeEqual(given, sign(text));
    },
  };
}
