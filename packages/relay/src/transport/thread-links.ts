import { createMacs } from './macs.ts';

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
  const macs = createMacs(secretHex);
  return {
    issue({ site, visitor, generation, id, issuedAt }) {
      const payload = Buffer.from(JSON.stringify([site, visitor, generation, id, issuedAt])).toString('base64url');
      return `${payload}.${macs.make(`thread.${payload}`)}`;
    },
    verify(token, now) {
      const [payload, mac, ...more] = token.split('.');
      if (payload === undefined || mac === undefined || more.length > 0) return undefined;
      if (!macs.isGood(mac, `thread.${payload}`)) return undefined;
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
