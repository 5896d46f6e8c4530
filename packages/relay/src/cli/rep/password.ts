import { randomBytes } from 'node:crypto';
import { demoPassword } from '../../demo/password.ts';
import { hashPassword } from '../../transport/passwords.ts';
import { UsageError } from '../host.ts';

const minimumLength = 10;
/** What sign-in reads at most. */
const maximumLength = 1_000;

/** A password that can be read aloud: 16 characters without look-alikes, 80 random bits. */
function inventPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstvwxyz0123456789';
  return [...randomBytes(16)]
    .map((byte, index) => (index > 0 && index % 4 === 0 ? '-' : '') + (alphabet[byte & 31] ?? ''))
    .join('');
}

function check(password: string): void {
  if (password === demoPassword)
    throw new UsageError(`"${demoPassword}" is the demo's password and printed in its documentation; choose another.`);
  if (password.length < minimumLength || password.length > maximumLength)
    throw new UsageError(`--password needs ${minimumLength} to ${maximumLength} characters; without it one is made.`);
}

export interface NewPassword {
  readonly hash: string;
  /** The line that tells the person at the terminal; a password that was made is shown this once. */
  readonly line: string;
}

/** The given password, or a new one. @throws UsageError */
export async function newPassword(given: string | undefined): Promise<NewPassword> {
  if (given !== undefined) check(given);
  const password = given ?? inventPassword();
  const line = given === undefined ? `Password (shown once): ${password}` : 'The password is the given one.';
  return { hash: await hashPassword(password), line };
}
