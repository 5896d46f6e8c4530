import type { Playbook } from '@tillside/rules';
import { rollBack, rollOut } from '../core/playbook-versions.ts';
import type { VersionsChange } from '../core/playbook-versions.ts';
import type { DirectoryPort, Site } from '../ports/index.ts';
import { changeDirectory } from '../site-file/index.ts';
import { UsageError, withStore } from './host.ts';
import type { CliHost } from './host.ts';
import { pickSite } from './pick-site.ts';
import { percentOf } from './playbook.ts';

const reasons = {
  no_candidate: 'has no candidate. "tillside playbook publish FILE --rollout 10" makes one',
  no_previous: 'has neither a candidate nor a version before the current one: there is nothing to go back to',
  no_current: 'has no playbook yet',
} as const;

interface Change {
  readonly before: Site;
  readonly after: Site;
}

/** Changes which versions of a site are live. @throws UsageError */
async function changeVersions(
  host: CliHost,
  named: string | undefined,
  change: (site: Site) => VersionsChange,
): Promise<Change> {
  let done: Change | undefined;
  await withStore(host, (store) =>
    changeDirectory(store.directory, ({ sites }) => {
      const before = pickSite(sites, named);
      const result = change(before);
      if (result.kind === 'refused') throw new UsageError(`${before.id} ${reasons[result.reason]}.`);
      done = { before, after: result.kind === 'changed' ? result.site : before };
      return result.kind === 'changed' ? { sites: [result.site] } : undefined;
    }),
  );
  if (done === undefined) throw new Error('the directory was changed without having been read');
  return done;
}

/** Gives the candidate to another share of the visitors; at 100 it becomes current. @throws UsageError */
export async function playbookRollout(host: CliHost, named: string | undefined, typed: string): Promise<void> {
  const percent = percentOf(typed);
  const { before, after } = await changeVersions(host, named, (site) => rollOut(site, percent));
  const version = before.rollout?.version ?? '';
  if (before === after) host.print(`${before.id} gives version ${version} to ${percent} % of its visitors already.`);
  else if (percent === 100) host.print(`Version ${version} is current for every visitor of ${before.id}.`);
  else host.print(`Version ${version} is for ${percent} % of the visitors of ${before.id}.`);
}

/** Drops the candidate, or goes back to the version before. @throws UsageError */
export async function playbookRollback(host: CliHost, named: string | undefined): Promise<void> {
  const { before, after } = await changeVersions(host, named, rollBack);
  if (before.rollout === undefined)
    host.print(`${after.id} is back at version ${after.playbook}; ${before.playbook} invites nobody any more.`);
  else
    host.print(
      `The candidate ${before.rollout.version} is dropped and invites nobody any more; ${after.id} stays at version ${after.playbook}.`,
    );
}

async function lineOf(directory: DirectoryPort, site: string, version: string, role: string): Promise<string> {
  const json = await directory.playbook(site, version);
  if (json === undefined) return `${role}  ${version}, which this store does not have`;
  const ids = (JSON.parse(json) as Playbook).rules.map(({ id }) => id);
  return `${role}  ${version}  ${ids.length} rule${ids.length === 1 ? '' : 's'}: ${ids.join(', ') || 'none'}`;
}

/** Prints the versions of a site that are live. @throws UsageError */
export async function playbookShow(host: CliHost, named: string | undefined): Promise<void> {
  await withStore(host, async ({ directory }) => {
    const { id, playbook, rollout, previousPlaybook } = pickSite((await directory.load()).sites, named);
    if (playbook === undefined)
      return host.print(`${id} has no playbook yet. "tillside playbook publish FILE" makes one.`);
    host.print(await lineOf(directory, id, playbook, 'current  '));
    if (rollout !== undefined)
      host.print(
        `${await lineOf(directory, id, rollout.version, 'candidate')}  (${rollout.percent} % of the visitors)`,
      );
    if (previousPlaybook !== undefined) host.print(await lineOf(directory, id, previousPlaybook, 'previous '));
  });
}
