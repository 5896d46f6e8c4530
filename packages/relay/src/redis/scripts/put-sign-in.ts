import type { SignIn } from '../../ports/index.ts';
import { keys } from '../keys.ts';
import type { Link } from '../link/link.ts';
import { defineScript } from '../script/define.ts';
import { keepMs } from './lib/keep.ts';

const script = defineScript('put-sign-in');

/** Writes a sign-in where its rep's others are found. */
export async function putSignIn(link: Link, hash: string, { rep, at, expiresAt }: SignIn): Promise<void> {
  const lives = Math.max(0, expiresAt - at) + keepMs;
  const args = [hash, rep, String(at), String(expiresAt), String(lives), String(at - keepMs)];
  await script(link, [keys.signIn(hash), keys.signInsOf(rep)], args);
}
