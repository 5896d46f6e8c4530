import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { limits } from '@tillside/protocol';

/** What a visitor's credential says. Signed by the relay, so that any node reads it without the store. */
export interface VisitorCredential {
  readonly site: string;
  readonly visitor: string;
  readonly generation: number;
  readonly issuedAt: number;
}

export interface Credentials {
  issue(credential: VisitorCredential): string;
  /** `undefined`: not ours, altered, or idle for longer than 30 days. */
  verify(token: string, now: number): VisitorCredential | undefined;
}

/** Key id of the secret in use; a second one makes room for rotation. */
const kid = 'k1';

export function createCredentials(secretHex: string): Credentials {
  const secret = Buffer.from(secretHex, 'hex');
  const sign = (payload: string) => createHmac('sha256', secret).update(`visitor.${kid}.${payload}`).digest();
  return {
    issue({ site, visitor, generation, issuedAt }) {
      const payload = Buffer.from(JSON.stringify([site, visitor, generation, issuedAt])).toString('base64url');
      return `${kid}.${payload}.${sign(payload).toString('base64url')}`;
    },
    verify(token, now) {
      const [id, payload, mac] = token.split('.');
      if (id !== kid || payload === undefined || mac === undefined) return undefined;
      const given = Buffer.from(mac, 'base64url');
      const wanted = sign(payload);
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
      const [site, visitor, generation, issuedAt] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [
        string,
        string,
        number,
        number,
      ];
      if (now - issuedAt > limits.credentialIdleMs) return undefined;
      return { site, visitor, generation, issuedAt };
    },
  };
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** 128 random bits in Crockford's base 32, behind a prefix. */
export function randomId(prefix: string): string {
  let id = `${prefix}_`;
  for (const byte of randomBytes(26)) id += alphabet[byte & 31];
  return id;
}
