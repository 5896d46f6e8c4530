import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parsePlaybookText } from '@tillside/rules/schema';
import type { Rep, Site, Store, Team } from '../ports/index.ts';
import { changeDirectory, publishable, readSiteFile, toDirectory } from '../site-file/index.ts';
import { hashPassword, hashSecret } from '../transport/passwords.ts';
import { pictureOf } from '../cli/picture.ts';

/** The password of everybody in the demo. `tillside serve` knows no such thing. */
export const demoPassword = 'tillside-demo';

const siteNames = ['halden', 'fernway'] as const;

const demoRep = z.object({
  id: z.string(),
  team: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(['rep', 'supervisor', 'admin']),
  picture: z.string(),
});

/** Derived from the store's own secret: the demo shop's server needs it in clear, and nothing in clear is stored. */
export function demoSecretKey(relaySecret: string, site: string): string {
  return `sk_demo_${createHmac('sha256', Buffer.from(relaySecret, 'hex')).update(`demo ${site}`).digest('base64url')}`;
}

/** The files say port 7070 and this machine; the relay may listen elsewhere. */
function atAddress(text: string, publicUrl: string): string {
  const { port, protocol } = new URL(publicUrl);
  return text.replaceAll('http://', `${protocol}//`).replaceAll(':7070', port === '' ? '' : `:${port}`);
}

async function readSite(folder: string, name: string, publicUrl: string, current: Site | undefined, key: string) {
  const read = readSiteFile(atAddress(await readFile(join(folder, 'sites', `${name}.site.json`), 'utf8'), publicUrl));
  if (!read.ok)
    throw new Error(
      `examples/demo-shop/sites/${name}.site.json: ${read.mistakes.map(({ path, message }) => `${path}: ${message}`).join('; ')}`,
    );
  const playbook = parsePlaybookText(await readFile(join(folder, 'sites', `${name}.playbook.json`), 'utf8'));
  if (!playbook.ok)
    throw new Error(
      `examples/demo-shop/sites/${name}.playbook.json: ${playbook.problems.map(({ path, message }) => `${path}: ${message}`).join('; ')}`,
    );
  const { version, json } = publishable(playbook.playbook);
  const { site, teams } = toDirectory(read.file, current);
  return {
    site: {
      ...site,
      // Several nodes of one demo listen on several ports, and each must stay allowed.
      origins: [...new Set([...(current?.origins ?? []), ...site.origins, new URL(publicUrl).origin])].slice(-50),
      playbook: version,
      secretKeyHashes: [hashSecret(key)],
    },
    teams,
    playbook: { site: site.id, version, json },
  };
}

async function readReps(folder: string, known: readonly Rep[]): Promise<readonly Rep[]> {
  const wanted = z.array(demoRep).parse(JSON.parse(await readFile(join(folder, 'sites', 'reps.json'), 'utf8')));
  const passwordHash = await hashPassword(demoPassword);
  const missing = wanted.filter((one) => !known.some((rep) => rep.id === one.id));
  return Promise.all(
    missing.map(async ({ picture, ...rep }) => ({
      ...rep,
      passwordHash,
      isDisabled: false,
      picture: await pictureOf(join(folder, 'people', picture)),
    })),
  );
}

/**
 * Two sites with a dedicated team each and a shared one for both, through the same file that a real shop applies. Running it again changes
 * nothing but what the files changed. New reps start available.
 */
export async function seedDemo(
  store: Store,
  folder: string,
  publicUrl: string,
): Promise<Readonly<Record<string, string>>> {
  const secret = await store.directory.secret();
  const keys: Record<string, string> = Object.fromEntries(
    siteNames.map((name) => [`site_${name}`, demoSecretKey(secret, `site_${name}`)]),
  );
  let newReps: readonly Rep[] = [];
  await changeDirectory(store.directory, async (snapshot) => {
    const read = await Promise.all(
      siteNames.map((name) =>
        readSite(
          folder,
          name,
          publicUrl,
          snapshot.sites.find((site) => site.id === `site_${name}`),
          keys[`site_${name}`] ?? '',
        ),
      ),
    );
    newReps = await readReps(folder, snapshot.reps);
    const sites = read.map((one) => one.site);
    const teams: readonly Team[] = [
      ...new Map(read.flatMap((one) => one.teams).map((team) => [team.id, team])).values(),
    ];
    const isSame =
      newReps.length === 0 &&
      sites.every(
        (site) => JSON.stringify(site) === JSON.stringify(snapshot.sites.find((one) => one.id === site.id)),
      ) &&
      teams.every((team) => JSON.stringify(team) === JSON.stringify(snapshot.teams.find((one) => one.id === team.id)));
    return isSame ? undefined : { sites, teams, reps: newReps, playbooks: read.map((one) => one.playbook) };
  });
  for (const rep of newReps) await store.floor.setStatus(rep.team, rep.id, 'available');
  return keys;
}
