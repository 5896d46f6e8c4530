import { randomBytes } from 'node:crypto';
import { limits } from '@tillside/protocol';
import { createMacs } from './macs.ts';

/** What a visitor's credential says. Signed by the relay, so that any node reads it without the store. */
export interface VisitorCredential {
  readonly site: string;
  readonly visitor: string;
  readonly generation: number;
  readonly issuedAt: number;
}

export interface Credentials {
  issue(credential: VisitorCredential): string;
  /** `undefined`: not ours, altered, or idle for longer than `idleMs` (default 30 days). */
  verify(token: string, now: number, idleMs?: number): VisitorCredential | undefined;
  /** The key of a preview address: whoever brings it tries the site out, until `endsAt`. */
  issuePreview(site: string, endsAt: number): string;
  isPreview(key: string | undefined, site: string, now: number): boolean;
}

/** Key id of the secret in use; a second one makes room for rotation. */
const kid = 'k1';

export function createCredentials(secretHex: string): Credentials {
  const macs = createMacs(secretHex);
  const seal = (what: 'visitor' | 'preview', content: readonly unknown[]): string => {
    const payload = Buffer.from(JSON.stringify(content)).toString('base64url');
    return `${kid}.${payload}.${macs.make(`${what}.${kid}.${payload}`)}`;
  };
  const open = (what: 'visitor' | 'preview', token: string): unknown => {
    const [id, payload, mac, ...more] = token.split('.');
    if (id !== kid || payload === undefined || mac === undefined || more.length > 0) return undefined;
    if (!macs.isGood(mac, `${what}.${kid}.${payload}`)) return undefined;
    return JSON.parse(Buffer.from(payload, 'base64url').toString());
  };
  return {
    issue: ({ site, visitor, generation, issuedAt }) => seal('visitor', [site, visitor, generation, issuedAt]),
    verify(token, now, idleMs = limits.credentialIdleMs) {
      const said = open('visitor', token);
      if (said === undefined) return undefined;
      const [site, visitor, generation, issuedAt] = said as [string, string, number, number];
      if (now - issuedAt > idleMs) return undefined;
      return { site, visitor, generation, issuedAt };
    },
    issuePreview: (site, endsAt) => seal('preview', [site, endsAt]),
    isPreview(key, site, now) {
      const said = key === undefined ? undefined : open('preview', key);
      if (said === undefined) return false;
      const [ofSite, endsAt] = said as [string, number];
      return ofSite === site && now < endsAt;
    },
  };
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** 128 random bits in Crockford's base 32, behind a prefix. */
export function randomId(prefix: string): string {
  // Made in one piece: a text that grew letter by letter keeps its pieces.
  return `${prefix}_${Array.from(randomBytes(26), (byte) => alphabet[byte & 31]).join('')}`;
}
