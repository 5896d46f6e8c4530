import { fromDirectory } from '../../site-file/index.ts';
import type { CliHost } from '../host.ts';
import { withStore } from '../host.ts';
import { pickSite } from '../pick-site.ts';
import { checkedTag, readIntegrity } from '../checked-tag.ts';
import { scriptTag, warnIfLocal } from '../script-tag.ts';

const loaded = (host: CliHost) => withStore(host, (store) => store.directory.load());

/** Prints the file that would make this site. */
export async function siteExport(host: CliHost, named: string | undefined): Promise<void> {
  const { sites, teams } = await loaded(host);
  host.print(JSON.stringify(fromDirectory(pickSite(sites, named), teams), undefined, 2));
}

export async function siteSnippet(host: CliHost, named: string | undefined, isChecked: boolean): Promise<void> {
  const { sites } = await loaded(host);
  const { id } = pickSite(sites, named);
  host.print(isChecked ? checkedTag(host.config(), id, await readIntegrity()) : scriptTag(host.config(), id));
  warnIfLocal(host);
}

export async function siteList(host: CliHost): Promise<void> {
  const { sites } = await loaded(host);
  for (const { id, name, isEnabled, playbook, rollout } of sites) {
    const rules =
      playbook === undefined
        ? 'no playbook'
        : `playbook ${playbook}${rollout === undefined ? '' : ` (${rollout.version} for ${rollout.percent} %)`}`;
    host.print(`${id}  ${name}, ${rules}${isEnabled ? '' : ', disabled'}`);
  }
  if (sites.length === 0) host.print('There is no site yet. "tillside site init" makes one.');
}
