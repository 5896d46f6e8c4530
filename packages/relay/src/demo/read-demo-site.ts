import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePlaybookText } from '@tillside/rules/schema';
import { isLoopback } from '../config.ts';
import { publishVersion } from '../core/playbook-versions.ts';
import type { DirectoryChange, Site, Team } from '../ports/index.ts';
import { publishable, readSiteFile, toDirectory } from '../site-file/index.ts';
import type { Mistake, SiteFile } from '../site-file/index.ts';
import { hashSecret } from '../transport/passwords.ts';

/** Where the demo's files say that the relay is. */
const writtenFor = 'http://127.0.0.1:7070';
/** A store that was started on ever new ports keeps this many of their origins. */
const keptOrigins = 20;

/** A fault of the repository, not of whoever starts the demo. */
function broken(path: string, mistakes: readonly Mistake[]): Error {
  return new Error(`${path}: ${mistakes.map((mistake) => `${mistake.path}: ${mistake.message}`).join('; ')}`);
}

/** The file with the addresses of this relay. `shop.localhost` and the like reach it on a person's own machine only. */
function movedTo(file: SiteFile, publicUrl: string): SiteFile {
  const { origin, hostname, port } = new URL(publicUrl);
  const move = (url: string) => url.replace(writtenFor, origin);
  const origins = isLoopback(hostname)
    ? file.origins.map((one) => one.replace(/:7070$/, port === '' ? '' : `:${port}`))
    : [];
  return {
    ...file,
    ...(file.url === undefined ? {} : { url: move(file.url) }),
    ...(file.privacyUrl === undefined ? {} : { privacyUrl: move(file.privacyUrl) }),
    origins: [...new Set([origin, ...origins])],
  };
}

/** The origins of other relays on the same store stay: two of them serve the demo on one Redis. */
function joinOrigins(wanted: readonly string[], standing: readonly string[]): readonly string[] {
  const added = wanted.filter((origin) => !standing.includes(origin));
  return [...standing, ...added].slice(-keptOrigins);
}

const joinKeys = (demo: string, standing: readonly string[]): readonly string[] =>
  standing.includes(demo) ? standing : [demo, ...standing].slice(0, 2);

export interface DemoSite {
  readonly site: Site;
  readonly teams: readonly Team[];
  readonly playbook: NonNullable<DirectoryChange['playbooks']>[number];
}

/** Reads one of the demo's sites through the same file that a real shop applies, with its playbook. */
export async function readDemoSite(
  folder: string,
  name: string,
  place: { readonly publicUrl: string; readonly key: string; readonly current: Site | undefined },
): Promise<DemoSite> {
  const sitePath = join(folder, 'sites', `${name}.site.json`);
  const read = readSiteFile(await readFile(sitePath, 'utf8'));
  if (!read.ok) throw broken(sitePath, read.mistakes);
  const playbookPath = join(folder, 'sites', `${name}.playbook.json`);
  const playbook = parsePlaybookText(await readFile(playbookPath, 'utf8'));
  if (!playbook.ok) throw broken(playbookPath, playbook.problems);
  const { version, json } = publishable(playbook.playbook);
  const { site, teams } = toDirectory(movedTo(read.file, place.publicUrl), place.current);
  // A rollout that somebody tried on the demo goes on, unless its file brings another playbook.
  const published = site.playbook === version ? undefined : publishVersion(site, version, 100);
  return {
    site: {
      ...(published?.kind === 'changed' ? published.site : site),
      origins: joinOrigins(site.origins, place.current?.origins ?? []),
      secretKeyHashes: joinKeys(hashSecret(place.key), place.current?.secretKeyHashes ?? []),
    },
    teams,
    playbook: { site: site.id, version, json },
  };
}
