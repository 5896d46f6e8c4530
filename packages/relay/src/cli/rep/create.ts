import { randomBytes } from 'node:crypto';
import type { DirectorySnapshot, Rep } from '../../ports/index.ts';
import { changeDirectory } from '../../site-file/index.ts';
import type { CliHost } from '../host.ts';
import { UsageError, withStore } from '../host.ts';
import { newPassword } from './password.ts';
import { pictureOf } from './picture.ts';
import { skillsOf } from './skills.ts';
import { languagesOf, weightOf } from './work.ts';

const roles = ['rep', 'supervisor', 'admin'] as const;
const longest = 200;

function roleOf(text: string | undefined): Rep['role'] {
  const role = roles.find((one) => one === (text ?? 'rep'));
  if (role === undefined) throw new UsageError(`--role is ${roles.join(', ')}; not ${text}.`);
  return role;
}

function nameOf(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > longest || /\p{Cc}/u.test(name))
    throw new UsageError(`--name is what visitors read: 1 to ${longest} characters on one line.`);
  return name;
}

function emailOf(text: string): string {
  const email = text.trim();
  if (!/^[^@\s\p{Cc}]+@[^@\s\p{Cc}]+$/u.test(email) || email.length > longest)
    throw new UsageError(`--email ${JSON.stringify(text)} is no e-mail address.`);
  return email;
}

function checkFree({ teams, reps }: DirectorySnapshot, team: string, email: string): void {
  const known = teams.map((one) => one.id);
  if (!known.includes(team))
    throw new UsageError(
      `There is no team ${team}. ${known.length === 0 ? 'Teams come with a site: "tillside site init" makes one' : `Known: ${known.join(', ')}`}.`,
    );
  if (reps.some((rep) => rep.email.toLowerCase() === email.toLowerCase()))
    throw new UsageError(`${email} belongs to a rep already; "tillside rep reset ${email}" sets a new password.`);
}

/** Makes a rep of a team that exists. @throws UsageError, and then nothing was made. */
export async function repCreate(host: CliHost, option: (name: string) => string | undefined): Promise<void> {
  const team = option('team') ?? '';
  const name = nameOf(option('name') ?? '');
  const email = emailOf(option('email') ?? '');
  const role = roleOf(option('role'));
  const skills = skillsOf(option('skill') ?? '');
  const languages = languagesOf(option('language') ?? '');
  const weight = weightOf(option('weight') ?? '1');
  const file = option('picture');
  const picture = file === undefined ? undefined : await pictureOf(file);
  const password = await newPassword(option('password'));
  const id = `rep_${randomBytes(8).toString('hex')}`;
  await withStore(host, (store) =>
    changeDirectory(store.directory, (snapshot) => {
      checkFree(snapshot, team, email);
      const rep = { id, team, name, email, role, passwordHash: password.hash, isDisabled: false };
      const more = {
        ...(skills.length === 0 ? {} : { skills }),
        ...(languages.length === 0 ? {} : { languages }),
        ...(weight === 1 ? {} : { weight }),
        ...(picture === undefined ? {} : { picture }),
      };
      return { reps: [{ ...rep, ...more }] };
    }),
  );
  host.print(`${id}  ${name} <${email}>, ${role} in ${team}`);
  host.print(password.line);
}
