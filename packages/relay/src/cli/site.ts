import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Site, Store, Team } from '../ports/index.ts';
import {
  changeDirectory,
  formatChange,
  fromDirectory,
  planChanges,
  readSiteFile,
  toDirectory,
} from '../site-file/index.ts';
import type { SiteFile } from '../site-file/index.ts';
import { hashSecret, randomSecret } from '../transport/passwords.ts';
import { ask } from './ask.ts';
import type { Question } from './ask.ts';
import { snippet, UsageError, withStore } from './host.ts';
import type { CliHost } from './host.ts';

const slug = (name: string) =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);

const isWebAddress = (answer: string) => {
  try {
    return /^https?:$/.test(new URL(answer).protocol);
  } catch {
    return false;
  }
};

const questions: readonly Question[] = [
  {
    text: 'What is the shop called?',
    check: (answer) => (slug(answer) === '' ? 'A name with at least one letter or digit.' : undefined),
  },
  {
    text: 'What is its address? (e.g. https://shop.example)',
    check: (answer) =>
      isWebAddress(answer) ? undefined : 'An address that starts with https:// (or http:// to try it here).',
  },
  {
    text: 'Which currency does it sell in?',
    fallback: 'USD',
    check: (answer) => (/^[A-Z]{3}$/.test(answer) ? undefined : 'Three capital letters, e.g. USD, EUR, JPY.'),
  },
  {
    text: 'What is its colour?',
    fallback: '#1f5f5b',
    check: (answer) => (/^#[0-9a-f]{6}$/i.test(answer) ? undefined : 'A colour like #1f5f5b.'),
  },
  {
    text: 'Where is its privacy page?',
    fallback: 'none',
    check: (answer) => (answer === 'none' || isWebAddress(answer) ? undefined : 'An address, or none.'),
  },
  {
    text: 'What is the team called that answers?',
    fallback: 'Sales',
    check: (answer) => (slug(answer) === '' ? 'A name with at least one letter or digit.' : undefined),
  },
];

function firstFile([name, url, currency, accent, privacyUrl, team]: readonly string[]): SiteFile {
  const id = slug(name ?? '');
  const teamId = `team_${slug(team ?? '')}`.slice(0, 50);
  return {
    id: `site_${id}`,
    name: name ?? '',
    url: url ?? '',
    origins: [new URL(url ?? '').origin],
    locales: ['en'],
    currency: currency ?? '',
    accent: accent ?? '',
    ...(privacyUrl === 'none' || privacyUrl === undefined ? {} : { privacyUrl }),
    enabled: true,
    teams: [{ id: teamId, name: team ?? '', kind: 'dedicated', capacity: 3, ringTimeoutMs: 20_000 }],
    route: [{ team: teamId, afterMs: 0 }],
    offers: [],
    tariff: { currency: currency ?? '', windowMs: 72 * 3_600_000, tiers: [{ from: 0, bounty: 0 }] },
    dispositions: ['Bought', 'Question answered', 'Will think about it', 'No answer'],
    texts: {},
  };
}

/** What the file says against what stands, with the teams that the file names. */
function planOf(file: SiteFile, site: Site | undefined, teams: readonly Team[]) {
  if (site === undefined) return planChanges({}, file);
  const standing = fromDirectory(site, teams);
  const known = file.teams.map((team) => teams.find((one) => one.id === team.id)).filter((team) => team !== undefined);
  const { $schema: _schema, ...wanted } = file;
  return planChanges({ ...standing, teams: known.map((team) => ({ ...team })) }, wanted);
}

async function applyFile(host: CliHost, store: Store, file: SiteFile, isDry: boolean): Promise<void> {
  let lines: readonly string[] = [];
  const result = await changeDirectory(store.directory, (snapshot) => {
    const current = snapshot.sites.find((site) => site.id === file.id);
    const changes = planOf(file, current, snapshot.teams);
    lines = changes.map(formatChange);
    if (changes.length === 0 || isDry) return undefined;
    const { site, teams } = toDirectory(file, current);
    return { sites: [site], teams };
  });
  for (const line of lines) host.print(`  ${line}`);
  if (lines.length === 0) host.print(`${file.id} is as the file says; nothing to do.`);
  else if (isDry) host.print(`${lines.length} changes; nothing was written (--dry-run).`);
  else if (result === 'applied') host.print(`Applied ${lines.length} changes to ${file.id}.`);
}

async function newKey(store: Store, id: string): Promise<string> {
  const key = randomSecret('sk');
  await changeDirectory(store.directory, (snapshot) => {
    const site = snapshot.sites.find((one) => one.id === id);
    if (site === undefined) throw new UsageError(`There is no site ${id}. "tillside site list" names them.`);
    // The newest two count: the shop's server can be changed over while the old key still works.
    return { sites: [{ ...site, secretKeyHashes: [hashSecret(key), ...site.secretKeyHashes].slice(0, 2) }] };
  });
  return key;
}

export async function siteInit(host: CliHost, path: string | undefined): Promise<void> {
  const file = firstFile(await ask(host, questions));
  const target = resolve(path ?? `${file.id.slice(5)}.site.json`);
  if (existsSync(target))
    throw new UsageError(
      `${target} is there already; it was not touched. Apply it with "tillside site apply ${target}", or name another file.`,
    );
  await withStore(host, async (store) => {
    const { sites } = await store.directory.load();
    if (sites.some((site) => site.id === file.id))
      throw new UsageError(`${file.id} exists already; "tillside site export ${file.id}" prints its file.`);
    await writeFile(target, `${JSON.stringify(file, undefined, 2)}\n`, { flag: 'wx' });
    await applyFile(host, store, file, false);
    const key = await newKey(store, file.id);
    const team = file.teams[0]?.id ?? '';
    host.print(
      [
        '',
        `Written to ${target}. Change it there and apply it again: tillside site apply ${target}`,
        '',
        'Paste this before </body> on every page of the shop:',
        `  ${snippet(host.config(), file.id)}`,
        '',
        "Secret key of the shop's server, shown once (POST /v1/orders):",
        `  ${key}`,
        '',
        'Next:',
        `  tillside rep create --team ${team} --name "Ada Lovelace" --email ada@shop.example`,
        `  tillside playbook publish ${file.id} FILE`,
      ].join('\n'),
    );
  });
}

export async function siteApply(host: CliHost, path: string, isDry: boolean): Promise<void> {
  const read = readSiteFile(await readFile(path, 'utf8'));
  if (!read.ok)
    throw new UsageError(
      [`${path} was not applied:`, ...read.mistakes.map((mistake) => `  ${mistake.path}: ${mistake.message}`)].join(
        '\n',
      ),
    );
  for (const warning of read.warnings) host.printError(`warning: ${warning}`);
  await withStore(host, (store) => applyFile(host, store, read.file, isDry));
}

async function siteOf(store: Store, id: string): Promise<{ site: Site; teams: readonly Team[] }> {
  const { sites, teams } = await store.directory.load();
  const site = sites.find((one) => one.id === id);
  if (site === undefined)
    throw new UsageError(
      `There is no site ${id}. Known: ${sites.map((one) => one.id).join(', ') || 'none yet; "tillside site init" makes one'}.`,
    );
  return { site, teams };
}

export async function siteExport(host: CliHost, id: string): Promise<void> {
  const { site, teams } = await withStore(host, (store) => siteOf(store, id));
  host.print(JSON.stringify(fromDirectory(site, teams), undefined, 2));
}

export async function siteSnippet(host: CliHost, id: string): Promise<void> {
  await withStore(host, (store) => siteOf(store, id));
  host.print(snippet(host.config(), id));
}

export async function siteKey(host: CliHost, id: string): Promise<void> {
  const key = await withStore(host, (store) => newKey(store, id));
  host.print(`${key}\nShown once. The key before it still works; the one before that does not any more.`);
}

export async function siteList(host: CliHost): Promise<void> {
  const { sites } = await withStore(host, (store) => store.directory.load());
  for (const site of sites)
    host.print(
      `${site.id}  ${site.name}  ${site.isEnabled ? 'enabled' : 'disabled'}  playbook ${site.playbook ?? 'none'}`,
    );
  if (sites.length === 0) host.print('No sites yet; "tillside site init" makes one.');
}
