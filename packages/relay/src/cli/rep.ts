import { randomBytes } from 'node:crypto';
import type { Rep, Store } from '../ports/index.ts';
import { changeDirectory } from '../site-file/index.ts';
import { hashPassword } from '../transport/passwords.ts';
import { UsageError, withStore } from './host.ts';
import type { CliHost } from './host.ts';
import { pictureOf } from './picture.ts';

export interface RepOptions {
  readonly team?: string | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly role?: string | undefined;
  readonly password?: string | undefined;
  readonly picture?: string | undefined;
}

const minimumPassword = 10;

/** A password that can be read aloud: 16 characters, 80 random bits. */
function inventPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstvwxyz0123456789';
  return [...randomBytes(16)]
    .map((byte, index) => (index > 0 && index % 4 === 0 ? '-' : '') + (alphabet[byte & 31] ?? ''))
    .join('');
}

function checkPassword(password: string): string {
  if (password.length < minimumPassword)
    throw new UsageError(`--password needs at least ${minimumPassword} characters; without it one is made.`);
  return password;
}

const isRole = (role: string): role is Rep['role'] => role === 'rep' || role === 'supervisor' || role === 'admin';

export async function repCreate(host: CliHost, options: RepOptions): Promise<void> {
  const { team, name, email, role = 'rep' } = options;
  if (team === undefined || name === undefined || email === undefined)
    throw new UsageError(
      'tillside rep create --team TEAM --name NAME --email ADDRESS [--role rep|supervisor|admin] [--password …] [--picture FILE]',
    );
  if (!/^[^@\s]+@[^@\s]+$/.test(email)) throw new UsageError(`--email ${email} is no e-mail address.`);
  if (!isRole(role)) throw new UsageError(`--role is rep, supervisor or admin, not ${role}.`);
  const password = options.password === undefined ? inventPassword() : checkPassword(options.password);
  const passwordHash = await hashPassword(password);
  const picture = options.picture === undefined ? undefined : await pictureOf(options.picture);
  const id = `rep_${randomBytes(8).toString('hex')}`;
  await withStore(host, (store) =>
    changeDirectory(store.directory, (snapshot) => {
      if (!snapshot.teams.some((one) => one.id === team))
        throw new UsageError(
          `There is no team ${team}. Known: ${snapshot.teams.map((one) => one.id).join(', ') || 'none; apply a site file first'}.`,
        );
      if (snapshot.reps.some((rep) => rep.email.toLowerCase() === email.toLowerCase()))
        throw new UsageError(`${email} belongs to a rep already; "tillside rep reset ${email}" sets a new password.`);
      return {
        reps: [
          {
            id,
            team,
            name,
            email,
            role,
            passwordHash,
            isDisabled: false,
            ...(picture === undefined ? {} : { picture }),
          },
        ],
      };
    }),
  );
  host.print(`${id}  ${name} <${email}>, ${role} in ${team}`);
  if (options.password === undefined) host.print(`Password (shown once): ${password}`);
}

/** Changes one rep; ends the sign-ins where that must take effect at once. */
async function changeRep(
  host: CliHost,
  email: string,
  change: (rep: Rep) => Rep,
  isSigningOut: boolean,
): Promise<void> {
  await withStore(host, async (store: Store) => {
    let id = '';
    await changeDirectory(store.directory, (snapshot) => {
      const rep = snapshot.reps.find((one) => one.email.toLowerCase() === email.toLowerCase() || one.id === email);
      if (rep === undefined) throw new UsageError(`There is no rep ${email}. "tillside rep list" names them.`);
      id = rep.id;
      return { reps: [change(rep)] };
    });
    if (isSigningOut) await store.directory.revokeSignIns(id);
  });
}

export async function repReset(host: CliHost, email: string, given: string | undefined): Promise<void> {
  const password = given === undefined ? inventPassword() : checkPassword(given);
  const passwordHash = await hashPassword(password);
  await changeRep(host, email, (rep) => ({ ...rep, passwordHash }), true);
  host.print(given === undefined ? `New password (shown once): ${password}` : 'The password is changed.');
  host.print('Everybody who was signed in as this rep is signed out.');
}

export async function repDisable(host: CliHost, email: string): Promise<void> {
  await changeRep(host, email, (rep) => ({ ...rep, isDisabled: true }), true);
  host.print(`${email} is disabled and signed out; open conversations move to others.`);
}

export async function repPicture(host: CliHost, email: string, path: string): Promise<void> {
  const picture = await pictureOf(path);
  await changeRep(host, email, (rep) => ({ ...rep, picture }), false);
  host.print(`${email} has a new picture.`);
}

export async function repList(host: CliHost): Promise<void> {
  const { reps } = await withStore(host, (store) => store.directory.load());
  for (const rep of reps)
    host.print(`${rep.id}  ${rep.name} <${rep.email}>  ${rep.role}  ${rep.team}${rep.isDisabled ? '  disabled' : ''}`);
  if (reps.length === 0) host.print('No reps yet; "tillside rep create" makes one.');
}
