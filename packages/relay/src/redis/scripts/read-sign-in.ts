import type { NowMs, SignIn } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { asList, asNumber, asText } from '../script/reply.ts';

const script = defineScript('read-sign-in');

/** A sign-in that is not over. */
export async function readSignIn(link: Link, hash: string, nowMs: NowMs): Promise<SignIn | undefined> {
  const reply = await script(link, [keys.signIn(hash)], [], nowMs);
  if (reply === null) return undefined;
  const [rep, at, expiresAt] = asList(reply);
  return { rep: asText(rep), at: asNumber(at), expiresAt: asNumber(expiresAt) };
}
