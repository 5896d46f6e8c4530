import { randomBytes } from 'node:crypto';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { asOptional } from '../script/reply.ts';

/** The secret that is there; else this one, from now on. */
export async function makeSecret(link: Link): Promise<string> {
  const fresh = randomBytes(32).toString('hex');
  return asOptional(await link.send(['SET', keys.secret(), fresh, 'NX', 'GET'])) ?? fresh;
}
