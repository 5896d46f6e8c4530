import { lint } from '@tillside/rules/lint';
import type { LintOptions } from '@tillside/rules/lint';
import { parsePlaybookText } from '@tillside/rules/schema';
import type { PlaybookFile } from '@tillside/rules/schema';
import { publishVersion, rolloutSteps } from '../core/playbook-versions.ts';
import type { RolloutStep } from '../core/playbook-versions.ts';
import type { DirectorySnapshot, Site } from '../ports/index.ts';
import { changeDirectory, namesMissing, offersMissing, publishable } from '../site-file/index.ts';
import { readArgument, refusal, UsageError, withStore } from './host.ts';
import type { CliHost } from './host.ts';
import { pickSite } from './pick-site.ts';
import { formatFinding, knownOf } from './playbook-lint.ts';

/** A share of the visitors as it is typed. @throws UsageError */
export function percentOf(text: string): RolloutStep {
  const step = rolloutSteps.find((one) => String(one) === text.replace(/ ?%$/, ''));
  if (step === undefined)
    throw new UsageError(`A playbook is given to ${rolloutSteps.join(', ')} percent of the visitors; not to ${text}.`);
  return step;
}

/** What the rules name and the site cannot do: nothing is published while there is one. */
function mistakesOf(playbook: PlaybookFile, site: Site, { reps }: DirectorySnapshot) {
  const offers = site.offers.map(({ id, isEnabled }) => ({ id, enabled: isEnabled }));
  return [...offersMissing(playbook, { id: site.id, offers }), ...namesMissing(playbook, site, reps)];
}

export interface PublishOptions {
  readonly site: string | undefined;
  readonly path: string;
  /** As typed. Default: everybody. */
  readonly rollout: string | undefined;
}

/**
 * Publishes a playbook: checked whole, named by its content's hash, and never changed again. It becomes current at once, or the candidate
 * that a share of the visitors gets.
 *
 * @throws UsageError
 */
export async function playbookPublish(host: CliHost, options: PublishOptions): Promise<void> {
  const { path } = options;
  const percent = percentOf(options.rollout ?? '100');
  const parsed = parsePlaybookText((await readArgument(path)).toString());
  if (!parsed.ok) throw refusal(`${path} was not published`, parsed.problems);
  const { version, json } = publishable(parsed.playbook);
  let before: Site | undefined;
  let known: LintOptions = {};
  const result = await withStore(host, (store) =>
    changeDirectory(store.directory, (snapshot) => {
      before = pickSite(snapshot.sites, options.site);
      known = knownOf(before, snapshot.reps, host.config());
      const mistakes = mistakesOf(parsed.playbook, before, snapshot);
      if (mistakes.length > 0) throw refusal(`${path} was not published`, mistakes);
      const change = publishVersion(before, version, percent);
      if (change.kind === 'refused')
        throw new UsageError(
          `${before.id} has no playbook yet, so there is nothing for the other visitors: publish the first one without --rollout.`,
        );
      if (change.kind === 'unchanged') return undefined;
      return { sites: [change.site], playbooks: [{ site: before.id, version, json }] };
    }),
  );
  if (before === undefined) throw new Error('the directory was changed without having been read');
  if (result === 'unchanged') return host.print(`Version ${version} is what ${before.id} has already.`);
  const share = percent === 100 ? '' : ` for ${percent} % of its visitors`;
  // What is odd but can be published is said, and what nobody can tell is not: that is for `playbook lint`.
  for (const finding of lint(parsed.playbook, known))
    if (finding.certainty !== 'cannot_tell') host.printError(formatFinding(finding));
  const dropped = before.rollout?.version ?? version;
  if (dropped !== version) host.printError(`The candidate ${dropped} was dropped.`);
  host.print(`Published version ${version} for ${before.id}${share}. Every browser of the shop can read this:`);
  host.print(JSON.stringify(JSON.parse(json), undefined, 2));
}
