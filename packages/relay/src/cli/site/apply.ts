import type { Playbook } from '@tillside/rules';
import type { Store } from '../../ports/index.ts';
import { changeDirectory, formatChange, offersMissing, planSite, readSiteFile } from '../../site-file/index.ts';
import type { SiteFile } from '../../site-file/index.ts';
import { readArgument, refusal, withStore } from '../host.ts';
import type { CliHost } from '../host.ts';

const counted = (count: number) => (count === 1 ? '1 change' : `${count} changes`);

/** Warns of offers that the published rules, a candidate's too, put forward and the site has no more. */
async function warnOfOffers(host: CliHost, { directory }: Store, file: SiteFile): Promise<void> {
  const site = (await directory.load()).sites.find(({ id }) => id === file.id);
  for (const version of [site?.playbook, site?.rollout?.version]) {
    const json = version === undefined ? undefined : await directory.playbook(file.id, version);
    const missing = json === undefined ? [] : offersMissing(JSON.parse(json) as Playbook, file);
    const which = version === site?.playbook ? 'the published playbook' : 'the candidate playbook';
    for (const { path, message } of missing) host.printError(`warning: ${which}, ${path}: ${message}`);
  }
}

async function applyFile(host: CliHost, store: Store, path: string, file: SiteFile, isDry: boolean): Promise<void> {
  let lines: readonly string[] = [];
  const result = await changeDirectory(store.directory, (snapshot) => {
    const plan = planSite(file, snapshot);
    if (plan.mistakes.length > 0) throw refusal(`${path} was not applied`, plan.mistakes);
    lines = plan.changes.map(formatChange);
    return lines.length === 0 || isDry ? undefined : plan.change;
  });
  for (const line of lines) host.print(`  ${line}`);
  if (lines.length === 0) host.print(`${file.id} is as the file says; nothing to do.`);
  else if (result === 'applied') host.print(`Applied ${counted(lines.length)} to ${file.id}.`);
  else host.print(`${counted(lines.length)} to ${file.id}; nothing was written (--dry-run).`);
}

/** Makes a site what its file says, in one step; prints what changes. A mistake anywhere stops all of it. */
export async function siteApply(host: CliHost, path: string, isDry: boolean): Promise<void> {
  const read = readSiteFile((await readArgument(path)).toString());
  if (!read.ok) throw refusal(`${path} was not applied`, read.mistakes);
  await withStore(host, async (store) => {
    await applyFile(host, store, path, read.file, isDry);
    for (const warning of read.warnings) host.printError(`warning: ${warning}`);
    await warnOfOffers(host, store, read.file);
  });
}
