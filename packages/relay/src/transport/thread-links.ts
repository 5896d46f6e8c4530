import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long a mailed link opens its conversation. */
export const linkLivesMs = 30 * 86_400_000;

/** What a mailed link says; signed, so that it needs no place in the store until it is opened. */
export interface ThreadLink {
  readonly site: string;
  readonly visitor: string;
  readonly generation: number;
  /** Of links with one id only the first one opened opens anything. */
  readonly id: string;
  readonly issuedAt: number;
}

export interface ThreadLinks {
  issue(link: ThreadLink): string;
  /** `undefined`: not ours, altered, or too old. */
  verify(token: string, now: number): ThreadLink | undefined;
}

export function createThreadLinks(secretHex: string): ThreadLinks {
  const secret = Buffer.from(secretHex, 'hex');
  // Its own words in front: a credential is no link, and a link no credential.
  const sign = (payload: string) => createHmac('sha256', secret).update(`thread.${payload}`).digest();
  return {
    issue({ site, visitor, generation, id, issuedAt }) {
      const payload = Buffer.from(JSON.stringify([site, visitor, generation, id, issuedAt])).toString('base64url');
      return `${payload}.${sign(payload).toString('base64url')}`;
    },
    verify(token, now) {
      const [payload, mac] = token.split('.');
      if (payload === undefined || mac === undefined) return undefined;
      const given = Buffer.from(mac, 'base64url');
      const wanted = sign(payload);
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
      const [site, visitor, generation, id, issuedAt] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [
        string,
        string,
        number,
        string,
        number,
      ];
      return now - issuedAt > linkLivesMs ? undefined : { site, visitor, generation, id, issuedAt };
    },
  };
}
