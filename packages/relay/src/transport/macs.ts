import { createHmac, timingSafeEqual } from 'node:crypto';

/** Proofs that a text is the relay's own: HMAC-SHA-256 by the secret that all nodes share, in base64url. */
export interface Macs {
  make(text: string): string;
  isGood(mac: string, text: string): boolean;
}

/** `bytes` of each proof are kept, all 32 unless said. Every kind of text starts with a word of its own, so that none passes for another. */
export function createMacs(secretHex: string, bytes = 32): Macs {
  const secret = Buffer.from(secretHex, 'hex');
  const make = (text: string) =>
    createHmac('sha256', secret).update(text).digest().subarray(0, bytes).toString('base64url');
  return {
    make,
    isGood(mac, text) {
      // Compared as it is written: the same bytes can be written in several ways, and only one of them is ours.
      const given = Buffer.from(mac);
      const wanted = Buffer.from(make(text));
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },
  };
}
