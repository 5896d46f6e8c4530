import { readFile } from 'node:fs/promises';
import { parsePlaybookText } from '@tillside/rules/schema';
import { changeDirectory, publishable } from '../site-file/index.ts';
import { UsageError, withStore } from './host.ts';
import type { CliHost } from './host.ts';

/** Publishes a playbook: checked whole, named by its content's hash, and never changed again. */
export async function playbookPublish(host: CliHost, site: string, path: string): Promise<void> {
  const parsed = parsePlaybookText(await readFile(path, 'utf8'));
  if (!parsed.ok)
    throw new UsageError(
      [`${path} was not published:`, ...parsed.problems.map((one) => `  ${one.path}: ${one.message}`)].join('\n'),
    );
  const { version, json } = publishable(parsed.playbook);
  const result = await withStore(host, (store) =>
    changeDirectory(store.directory, (snapshot) => {
      const current = snapshot.sites.find((one) => one.id === site);
      if (current === undefined)
        throw new UsageError(
          `There is no site ${site}. Known: ${snapshot.sites.map((one) => one.id).join(', ') || 'none yet'}.`,
        );
      const offers = new Set(current.offers.map((offer) => offer.id));
      const unknown = parsed.playbook.rules.flatMap((rule, index) =>
        rule.invite.offer === undefined || offers.has(rule.invite.offer)
          ? []
          : [`  rules[${index}].invite.offer: ${site} has no offer ${rule.invite.offer}`],
      );
      if (unknown.length > 0) throw new UsageError([`${path} was not published:`, ...unknown].join('\n'));
      return current.playbook === version
        ? undefined
        : { sites: [{ ...current, playbook: version }], playbooks: [{ site, version, json }] };
    }),
  );
  if (result === 'unchanged') return host.print(`Version ${version} is what ${site} has already.`);
  host.print(`Published version ${version} for ${site}. Every browser of the shop can read this:`);
  host.print(JSON.stringify(JSON.parse(json), undefined, 2));
}
