import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Store, Team } from '../../ports/index.ts';
import { changeDirectory, readSiteFile, siteWarnings, toDirectory } from '../../site-file/index.ts';
import type { SiteFile } from '../../site-file/index.ts';
import { hashSecret, randomSecret } from '../../transport/passwords.ts';
import { ask } from '../ask.ts';
import { fileReason, refusal, UsageError, withStore } from '../host.ts';
import type { CliHost } from '../host.ts';
import { scriptTag, warnIfLocal } from '../script-tag.ts';
import { initQuestions, siteIdOf, slug } from './questions.ts';
import type { InitAnswers } from './questions.ts';

/** Two shops may both call their team "Sales"; a team that exists already is somebody else's. */
function freeTeamId(name: string, site: string, teams: readonly Team[]): string {
  const own = `team_${site.slice('site_'.length)}`;
  const wanted = [`team_${slug(name)}`, own, `${own}-sales`].filter((id) => id !== 'team_');
  const free = wanted.find((id) => !teams.some((team) => team.id === id));
  if (free === undefined)
    throw new UsageError(`The teams ${wanted.join(', ')} exist already; choose another team name.`);
  return free;
}

/** The answers as a site file; everything that was not asked has its default. */
function fileFrom(answers: InitAnswers, teams: readonly Team[]): SiteFile {
  const id = siteIdOf(answers.name, answers.url);
  const team = freeTeamId(answers.team, id, teams);
  const currency = answers.currency.toUpperCase();
  const read = readSiteFile(
    JSON.stringify({
      id,
      name: answers.name,
      url: answers.url,
      origins: [new URL(answers.url).origin],
      currency,
      accent: answers.accent,
      ...(answers.privacyUrl === 'none' ? {} : { privacyUrl: answers.privacyUrl }),
      teams: [{ id: team, name: answers.team }],
      route: [{ team }],
      tariff: { currency, tiers: [{ from: 0, bounty: 0 }] },
    }),
  );
  if (!read.ok) throw refusal('The answers make no site file', read.mistakes);
  return read.file;
}

/** The file first, because it may not take the place of another one; it goes again if the store refuses. */
async function create(store: Store, file: SiteFile, target: string, key: string): Promise<void> {
  try {
    await writeFile(target, `${JSON.stringify(file, undefined, 2)}\n`, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`${target} cannot be written: ${fileReason(error)}. Nothing was made.`, { cause: error });
  }
  try {
    await changeDirectory(store.directory, (snapshot) => {
      if (snapshot.sites.some((site) => site.id === file.id)) throw new UsageError(`${file.id} was made meanwhile.`);
      const { site, teams } = toDirectory(file, undefined);
      return { sites: [{ ...site, secretKeyHashes: [hashSecret(key)] }], teams };
    });
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}

/** What a person needs next, in the order it is needed. */
function nextSteps(host: CliHost, file: SiteFile, target: string, key: string): string {
  const origin = file.origins[0] ?? '';
  return `
Written to ${target}. To change the shop, change it there: tillside site apply ${target}

Paste this into every page of the shop, before </body>:
  ${scriptTag(host.config(), file.id)}
It works on ${origin} and nowhere else; further addresses go into "origins". Nothing is stored and nobody is invited before the
visitor consents: call Tillside.consent('granted') from the shop's cookie notice, or add data-consent="granted" to the tag.

Secret key of the shop's server for POST /v1/orders, shown this once:
  ${key}

Next:
  tillside rep create --team ${file.teams[0]?.id ?? ''} --name "Ada Lovelace" --email ada@shop.example
  tillside playbook publish ${file.id} FILE     (a first one to change: examples/script-tag/playbook.json)`;
}

/** Asks six questions, writes the site's file, makes the site, and prints the script tag and the secret key. */
export async function siteInit(host: CliHost, path: string | undefined): Promise<void> {
  if (path !== undefined && existsSync(path))
    throw new UsageError(
      `${resolve(path)} is there already. "tillside site apply ${path}" applies it; or name another file.`,
    );
  const targetOf = (id: string) => resolve(path ?? `${id.slice('site_'.length)}.site.json`);
  await withStore(host, async (store) => {
    const { sites, teams } = await store.directory.load();
    const mistakeOfId = (id: string) => {
      if (sites.some((site) => site.id === id)) return `${id} exists already. Another name, please.`;
      return existsSync(targetOf(id)) ? `${targetOf(id)} is there already. Another name, please.` : undefined;
    };
    const file = fileFrom(await ask(host, initQuestions(mistakeOfId)), teams);
    const target = targetOf(file.id);
    const key = randomSecret('sk');
    await create(store, file, target, key);
    host.print(nextSteps(host, file, target, key));
    for (const warning of siteWarnings(file)) host.printError(`warning: ${warning}`);
  });
  warnIfLocal(host);
}
