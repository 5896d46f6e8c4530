import type { Seals } from '../handlers/types.ts';
import { createMacs } from './macs.ts';

/** 128 bits. */
const sealBytes = 16;

/** Seals by the secret that all nodes share; 22 letters, digits, `-` and `_` each. */
export function createSeals(secretHex: string): Seals {
  const macs = createMacs(secretHex, sealBytes);
  return {
    make: (text) => macs.make(`seal.${text}`),
    isGood: (seal, text) => macs.isGood(seal, `seal.${text}`),
  };
}
