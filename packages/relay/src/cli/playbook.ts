import { parsePlaybookText } from '@tillside/rules/schema';
import { changeDirectory, offersMissing, publishable } from '../site-file/index.ts';
import { readArgument, refusal, withStore } from './host.ts';
import type { CliHost } from './host.ts';
import { pickSite } from './pick-site.ts';

/** Publishes a playbook: checked whole, named by its content's hash, and never changed again. @throws UsageError */
export async function playbookPublish(host: CliHost, named: string | undefined, path: string): Promise<void> {
  const parsed = parsePlaybookText((await readArgument(path)).toString());
  if (!parsed.ok) throw refusal(`${path} was not published`, parsed.problems);
  const { version, json } = publishable(parsed.playbook);
  let id = '';
  const result = await withStore(host, (store) =>
    changeDirectory(store.directory, ({ sites }) => {
      const site = pickSite(sites, named);
      id = site.id;
      const mistakes = offersMissing(parsed.playbook, {
        id,
        offers: site.offers.map((offer) => ({ id: offer.id, enabled: offer.isEnabled })),
      });
      if (mistakes.length > 0) throw refusal(`${path} was not published`, mistakes);
      if (site.playbook === version) return undefined;
      return { sites: [{ ...site, playbook: version }], playbooks: [{ site: id, version, json }] };
    }),
  );
  if (result === 'unchanged') return host.print(`Version ${version} is what ${id} has already.`);
  host.print(`Published version ${version} for ${id}. Every browser of the shop can read this:`);
  host.print(JSON.stringify(JSON.parse(json), undefined, 2));
}
