import type { Rep } from '../../ports/index.ts';
import { changeDirectory } from '../../site-file/index.ts';
import type { CliHost } from '../host.ts';
import { UsageError, withStore } from '../host.ts';
import { newPassword } from './password.ts';
import { pictureOf } from './picture.ts';

interface RepChange {
  readonly change: (rep: Rep) => Rep;
  /** Ends every sign-in of the rep, on every node. */
  readonly isSigningOut: boolean;
}

/** Changes the rep with this e-mail address or id; resolves to what the rep was before. @throws UsageError */
export async function changeRep(host: CliHost, who: string, { change, isSigningOut }: RepChange): Promise<Rep> {
  return withStore(host, async ({ directory }) => {
    let before: Rep | undefined;
    await changeDirectory(directory, ({ reps }) => {
      before = reps.find((rep) => rep.email.toLowerCase() === who.trim().toLowerCase() || rep.id === who);
      if (before === undefined) throw new UsageError(`There is no rep ${who}. "tillside rep list" names them.`);
      return { reps: [change(before)] };
    });
    if (before === undefined) throw new Error('the change was applied without having been made');
    // After the change, so that nobody signs in again by what was valid before.
    if (isSigningOut) await directory.revokeSignIns(before.id);
    return before;
  });
}

/** A new password; also the way back for a rep who was disabled. */
export async function repReset(host: CliHost, who: string, given: string | undefined): Promise<void> {
  const password = await newPassword(given);
  const change = (rep: Rep): Rep => ({ ...rep, passwordHash: password.hash, isDisabled: false });
  const before = await changeRep(host, who, { change, isSigningOut: true });
  host.print(password.line);
  host.print(
    before.isDisabled
      ? `${before.email} was disabled and can sign in again.`
      : `${before.email} is signed out everywhere.`,
  );
}

export async function repDisable(host: CliHost, who: string): Promise<void> {
  const { email } = await changeRep(host, who, { change: (rep) => ({ ...rep, isDisabled: true }), isSigningOut: true });
  host.print(
    `${email} is disabled and signed out everywhere; open conversations go to others. "rep reset" is the way back.`,
  );
}

export async function repPicture(host: CliHost, who: string, path: string): Promise<void> {
  const picture = await pictureOf(path);
  const { email } = await changeRep(host, who, { change: (rep) => ({ ...rep, picture }), isSigningOut: false });
  host.print(`${email} has a new picture.`);
}
