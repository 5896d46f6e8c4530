import { lint, readRecorded } from '@tillside/rules/lint';
import type { Certainty, Finding, LintOptions } from '@tillside/rules/lint';
import { parsePlaybookText } from '@tillside/rules/schema';
import type { Config } from '../config.ts';
import type { Rep, Site } from '../ports/index.ts';
import { readArgument, refusal, withStore } from './host.ts';
import type { CliHost } from './host.ts';
import { pickSite } from './pick-site.ts';
import { withJourneys } from './read-journeys.ts';
import type { Given } from './syntax.ts';

/** What the directory and the operator's settings say of a site. */
export function knownOf(site: Site, reps: readonly Rep[], { countryHeader }: Config): LintOptions {
  const teams = site.route.map(({ team }) => team);
  const answering = reps.filter(({ team, isDisabled }) => !isDisabled && teams.includes(team));
  return {
    locales: site.locales,
    currencies: [site.currency],
    teams,
    skills: [...new Set(answering.flatMap(({ skills }) => skills ?? []))].sort(),
    knowsCountry: countryHeader !== undefined,
  };
}

const readSite = (host: CliHost, named: string): Promise<LintOptions> =>
  withStore(host, async ({ directory }) => {
    const { sites, reps } = await directory.load();
    return knownOf(pickSite(sites, named), reps, host.config());
  });

const WORDS: Readonly<Record<Certainty, string>> = {
  error: 'error',
  warning: 'warning',
  cannot_tell: 'cannot tell',
};

/** One line for people. */
export const formatFinding = ({ path, certainty, kind, message }: Finding): string =>
  `${path}: ${WORDS[certainty]} (${kind}): ${message}.`;

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

function summary(findings: readonly Finding[], rules: number, unseen: readonly string[]): string {
  const count = (certainty: Certainty): number => findings.filter((one) => one.certainty === certainty).length;
  const open = count('cannot_tell');
  const found = `${counted(count('error'), 'error')} and ${counted(count('warning'), 'warning')} in ${counted(rules, 'rule')}`;
  const told = open ? `; ${open} could not be decided` : '';
  return `${found}${told}.${unseen.length ? ` Not looked at: ${unseen.join('; ')}.` : ''}`;
}

/**
 * Prints what is wrong with a playbook that is correctly written.
 *
 * @returns the exit code: 1 when an error or a warning was found.
 * @throws UsageError for a file that is no playbook or no journeys, and for a site that is not there.
 */
export async function playbookLint(host: CliHost, given: Given): Promise<number> {
  const path = given.arg('FILE') ?? '';
  const parsed = parsePlaybookText((await readArgument(path)).toString());
  if (!parsed.ok) throw refusal(`${path} is no playbook`, parsed.problems);
  const [site, journeys] = [given.option('site'), given.option('journeys')];
  const recorded = journeys === undefined ? undefined : await withJourneys(journeys, readRecorded);
  const known = site === undefined ? {} : await readSite(host, site);
  const currencies = [...new Set([...(known.currencies ?? []), ...(recorded?.currencies ?? [])])];
  const findings = lint(parsed.playbook, {
    ...known,
    ...(currencies.length && { currencies }),
    ...(recorded && { recorded }),
  });
  if (given.has('json')) host.print(JSON.stringify(findings, undefined, 2));
  else {
    for (const finding of findings) host.print(formatFinding(finding));
    const unseen = [
      ...(site === undefined ? ['the site’s languages, teams and skills (--site)'] : []),
      ...(journeys === undefined ? ['addresses (--journeys)'] : []),
    ];
    host.print(summary(findings, parsed.playbook.rules.length, unseen));
  }
  return findings.some(({ certainty }) => certainty !== 'cannot_tell') ? 1 : 0;
}
