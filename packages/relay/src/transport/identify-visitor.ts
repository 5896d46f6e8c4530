import type { CloseCodeNumber } from '@tillside/protocol';
import type { World } from '../handlers/types.ts';
import { randomId } from './credentials.ts';
import type { Credentials, VisitorCredential } from './credentials.ts';

export type Identified =
  | { readonly kind: 'known'; readonly credential: VisitorCredential }
  /** With what the party's socket closes. */
  | { readonly kind: 'refused'; readonly code: CloseCodeNumber; readonly reason: string };

const refused = (code: CloseCodeNumber, reason: string): Identified => ({ kind: 'refused', code, reason });

/** Whoever brings no credential is new; nothing is written for that. */
export async function identifyVisitor(
  token: string | undefined,
  site: string,
  credentials: Credentials,
  world: World,
): Promise<Identified> {
  if (token === undefined)
    return { kind: 'known', credential: { site, visitor: randomId('vis'), generation: 0, issuedAt: 0 } };
  const credential = credentials.verify(token, world.now());
  if (credential === undefined || credential.site !== site)
    return refused(4101, 'the credential is not valid here any more');
  const record = await world.store.visitors.load(credential.visitor);
  if (record?.isBlocked === true) return refused(4503, 'blocked');
  if (record !== undefined && record.generation !== credential.generation)
    return refused(4101, 'the credential was replaced');
  return { kind: 'known', credential };
}
