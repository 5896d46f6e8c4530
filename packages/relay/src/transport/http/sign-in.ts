import { limits } from '@tillside/protocol';
import type { Rep } from '../../ports/index.ts';
import type { World } from '../../handlers/types.ts';
import { hashSecret, nobodysHash, randomSecret, verifyPassword } from '../passwords.ts';

/** A sign-in lasts a working week without signing in again. */
export const signInMs = 7 * 86_400_000;

export type SignInResult =
  | { readonly kind: 'signed_in'; readonly token: string; readonly rep: Rep }
  /** The answer never tells which part was wrong. */
  | { readonly kind: 'wrong' }
  | { readonly kind: 'slowed'; readonly waitMs: number };

/** Five failures per account and address are free, then the wait doubles to a quarter of an hour. */
export async function signIn(world: World, email: string, password: string, address: string): Promise<SignInResult> {
  const { directory } = world.store;
  const keys = [`account:${hashSecret(email.trim().toLowerCase())}`, `address:${address}`];
  const waitMs = await directory.waitMs(keys);
  if (waitMs > 0) return { kind: 'slowed', waitMs };
  const rep = await currentRep(world, email.trim());
  const isRight = await verifyPassword(password, rep?.passwordHash ?? nobodysHash);
  if (rep === undefined || rep.isDisabled || !isRight) {
    await directory.countFailure(keys);
    return { kind: 'wrong' };
  }
  await directory.clearFailures(keys);
  const token = randomSecret('si');
  const at = world.now();
  await directory.putSignIn(hashSecret(token), { rep: rep.id, at, expiresAt: at + signInMs });
  return { kind: 'signed_in', token, rep };
}

/** As the store has it now: a password that was reset a moment ago must not open the door once more. */
async function currentRep(world: World, email: string): Promise<Rep | undefined> {
  const { directory } = world.store;
  const view = world.directory();
  if ((await directory.revision()) === view.revision) return view.repByEmail(email);
  const { reps } = await directory.load();
  return reps.find((rep) => rep.email.toLowerCase() === email.toLowerCase());
}

/** Whose cookie this is; `undefined` when it is old, revoked or the rep is disabled. */
export async function repOf(
  world: World,
  token: string | undefined,
): Promise<{ readonly rep: Rep; readonly hash: string } | undefined> {
  if (token === undefined) return undefined;
  const hash = hashSecret(token);
  const found = await world.store.directory.signIn(hash);
  const rep = found === undefined ? undefined : world.directory().rep(found.rep);
  return rep === undefined || rep.isDisabled ? undefined : { rep, hash };
}

/** A ticket opens one socket and is good for 30 s. */
export async function drawTicket(
  world: World,
  rep: string,
  signInHash: string,
): Promise<{ ticket: string; expiresAt: number }> {
  const ticket = randomSecret('tk');
  await world.store.directory.putTicket(hashSecret(ticket), { rep, signIn: signInHash }, limits.ticketMs);
  return { ticket, expiresAt: world.now() + limits.ticketMs };
}
