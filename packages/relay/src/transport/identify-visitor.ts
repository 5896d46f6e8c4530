import { limits } from '@tillside/protocol';
import type { CloseCodeNumber } from '@tillside/protocol';
import { isPreview, previewVisitorPrefix } from '../core/preview.ts';
import type { World } from '../handlers/types.ts';
import { randomId } from './credentials.ts';
import type { Credentials, VisitorCredential } from './credentials.ts';

export type Identified =
  | { readonly kind: 'known'; readonly credential: VisitorCredential }
  /** With what the party's socket closes. */
  | { readonly kind: 'refused'; readonly code: CloseCodeNumber; readonly reason: string };

export const notValid = 'the credential is not valid here any more';

const refused = (code: CloseCodeNumber, reason: string): Identified => ({ kind: 'refused', code, reason });

/** Whose credential this is, as its signature alone proves it: asks no store, and so says nothing of who was blocked or erased since. */
export function provedVisitor(
  token: string,
  site: string,
  credentials: Credentials,
  world: World,
): VisitorCredential | undefined {
  // Where the site remembers longer than a browser does.
  const isRemembered = world.directory().site(site)?.rememberUrl !== undefined;
  const idleMs = isRemembered ? limits.credentialRememberedMs : limits.credentialIdleMs;
  const credential = credentials.verify(token, world.now(), idleMs);
  return credential?.site === site ? credential : undefined;
}

/**
 * Whoever brings no credential is new; nothing is written for that. Who tries the site out is somebody else than the shopper of the same
 * browser, and is so only with a key that is good: one without the other's id. `isPreviewing` is left out where no key is asked for.
 */
export async function identifyVisitor(
  token: string | undefined,
  site: string,
  credentials: Credentials,
  world: World,
  isPreviewing?: boolean,
): Promise<Identified> {
  const fresh = (): Identified => {
    const visitor = randomId(isPreviewing === true ? previewVisitorPrefix : 'vis');
    return { kind: 'known', credential: { site, visitor, generation: 0, issuedAt: 0 } };
  };
  if (token === undefined) return fresh();
  const credential = provedVisitor(token, site, credentials, world);
  if (credential === undefined) return refused(4101, notValid);
  const isOther = isPreviewing !== undefined && isPreview(credential.visitor) !== isPreviewing;
  if (isOther) return isPreviewing ? fresh() : refused(4101, 'the preview is over');
  const record = await world.store.visitors.load(credential.visitor);
  if (record?.isBlocked === true) return refused(4503, 'blocked');
  if (record !== undefined && record.generation !== credential.generation)
    return refused(4101, 'the credential was replaced');
  return { kind: 'known', credential };
}
