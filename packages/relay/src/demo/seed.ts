import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { pictureOf } from '../cli/rep/picture.ts';
import type { DirectoryChange, DirectorySnapshot, Rep, Store } from '../ports/index.ts';
import { changeDirectory } from '../site-file/index.ts';
import { hashPassword } from '../transport/passwords.ts';
import { demoPassword } from './password.ts';
import { readDemoSite } from './read-demo-site.ts';
import { demoSecretKey } from './secret-key.ts';

export { demoPassword } from './password.ts';

const siteNames = ['halden', 'fernway'] as const;

const demoReps = z.array(
  z.object({
    id: z.string(),
    team: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(['rep', 'supervisor', 'admin']),
    skills: z.array(z.string()).default([]),
    languages: z.array(z.string()).min(1).exactOptional(),
    picture: z.string(),
  }),
);

async function readMissingReps(folder: string, known: readonly Rep[]): Promise<readonly Rep[]> {
  const wanted = demoReps.parse(JSON.parse(await readFile(join(folder, 'sites', 'reps.json'), 'utf8')));
  const missing = wanted.filter((one) => !known.some((rep) => rep.id === one.id));
  if (missing.length === 0) return [];
  const passwordHash = await hashPassword(demoPassword);
  return Promise.all(
    missing.map(async ({ picture, ...rep }) => ({
      ...rep,
      passwordHash,
      isDisabled: false,
      picture: await pictureOf(join(folder, 'people', picture)),
    })),
  );
}

function isStanding({ sites = [], teams = [], reps = [] }: DirectoryChange, snapshot: DirectorySnapshot): boolean {
  const stands = <T extends { readonly id: string }>(wanted: T, known: readonly T[]) =>
    isDeepStrictEqual(
      wanted,
      known.find((one) => one.id === wanted.id),
    );
  return (
    reps.length === 0 &&
    sites.every((site) => stands(site, snapshot.sites)) &&
    teams.every((team) => stands(team, snapshot.teams))
  );
}

/**
 * Two sites with a dedicated team each and a shared one for both, through the same file that a real shop applies. Running it again changes
 * nothing but what the files changed. New reps start available.
 *
 * @returns each site's secret key, for the demo shop's own server.
 */
export async function seedDemo(
  store: Store,
  folder: string,
  publicUrl: string,
): Promise<Readonly<Record<string, string>>> {
  const secret = await store.directory.secret();
  const keyOf = (name: string) => demoSecretKey(secret, `site_${name}`);
  let newReps: readonly Rep[] = [];
  await changeDirectory(store.directory, async (snapshot) => {
    const currentOf = (name: string) => snapshot.sites.find((site) => site.id === `site_${name}`);
    const read = await Promise.all(
      siteNames.map((name) => readDemoSite(folder, name, { publicUrl, key: keyOf(name), current: currentOf(name) })),
    );
    newReps = await readMissingReps(folder, snapshot.reps);
    const wanted: DirectoryChange = {
      sites: read.map((one) => one.site),
      // Both files name the shared team, alike.
      teams: [...new Map(read.flatMap((one) => one.teams).map((team) => [team.id, team])).values()],
      reps: newReps,
      playbooks: read.map((one) => one.playbook),
    };
    return isStanding(wanted, snapshot) ? undefined : wanted;
  });
  for (const rep of newReps) await store.floor.setStatus(rep.team, rep.id, 'available');
  return Object.fromEntries(siteNames.map((name) => [`site_${name}`, keyOf(name)]));
}
