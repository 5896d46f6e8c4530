import { UsageError } from './host.ts';
import type { CliHost } from './host.ts';
import type { Given } from './syntax.ts';

export interface Command {
  /** What is typed behind `tillside`; its parser reads this very line. Brackets: may be left out. Capitals: a value. */
  readonly usage: string;
  readonly summary: string;
  /** Each loads its own code: `site list` needs no relay. Gives the exit code where it is not 0. */
  readonly run: (host: CliHost, given: Given) => Promise<number | void>;
}

const named = (given: Given, name: string): string => given.arg(name) ?? '';

/** Named before the file or by its option. */
function siteNamed(given: Given): string | undefined {
  const [before, option] = [given.arg('SITE'), given.option('site')];
  if (before !== undefined && option !== undefined && before !== option)
    throw new UsageError(`Two sites are named, ${before} and --site ${option}; which one is meant?`);
  return option ?? before;
}

/** Every command there is, in the order of the help; an empty line between groups. */
export const commandGroups: readonly (readonly Command[])[] = [
  [
    {
      usage: 'serve [--demo] [--strict]',
      summary: 'start the relay; with --strict not on a Redis that may lose what was acknowledged',
      run: async (host, given) =>
        (await import('./serve/serve.ts')).serve(host, given.has('demo'), given.has('strict')),
    },
  ],
  [
    {
      usage: 'site init [FILE]',
      summary: 'six questions, a site file, the script tag',
      run: async (host, given) => (await import('./site/init.ts')).siteInit(host, given.arg('FILE')),
    },
    {
      usage: 'site apply FILE [--dry-run]',
      summary: 'make the site what the file says',
      run: async (host, given) =>
        (await import('./site/apply.ts')).siteApply(host, named(given, 'FILE'), given.has('dry-run')),
    },
    {
      usage: 'site export [SITE]',
      summary: 'print the file of a site',
      run: async (host, given) => (await import('./site/show.ts')).siteExport(host, given.arg('SITE')),
    },
    {
      usage: 'site snippet [SITE] [--integrity]',
      summary: 'print the script tag; with --integrity one that browsers check, of this version alone',
      run: async (host, given) =>
        (await import('./site/show.ts')).siteSnippet(host, given.arg('SITE'), given.has('integrity')),
    },
    {
      usage: 'site key [SITE]',
      summary: "make a new secret key for the shop's server",
      run: async (host, given) => (await import('./site/key.ts')).siteKey(host, given.arg('SITE')),
    },
    {
      usage: 'site preview-link [SITE] [--url ADDRESS]',
      summary: 'an address of the shop for trying it out, for an hour, counted nowhere',
      run: async (host, given) =>
        (await import('./site/preview-link.ts')).sitePreviewLink(host, given.arg('SITE'), given.option('url')),
    },
    {
      usage: 'site health [SITE] [--days N] [--json]',
      summary: 'how fast the widget is on shoppers’ pages, and what exit signals were worth',
      run: async (host, given) => (await import('./site/health.ts')).siteHealth(host, given),
    },
    {
      usage: 'site minutes [SITE] [--month MONTH] [--json]',
      summary: 'what it used of shared teams in a month',
      run: async (host, given) => (await import('./site/minutes.ts')).siteMinutes(host, given),
    },
    {
      usage: 'site list',
      summary: 'print every site',
      run: async (host) => (await import('./site/show.ts')).siteList(host),
    },
  ],
  [
    {
      usage:
        'rep create --team TEAM --name NAME --email ADDRESS [--role ROLE] [--skill WORDS] [--language TAGS] [--weight SHARE] ' +
        '[--password WORDS] [--picture FILE]',
      summary: 'a new rep; prints the password where none is given',
      run: async (host, given) => (await import('./rep/create.ts')).repCreate(host, given.option),
    },
    {
      usage: 'rep reset ADDRESS [--password WORDS]',
      summary: 'a new password; signed out everywhere, and enabled again',
      run: async (host, given) =>
        (await import('./rep/change.ts')).repReset(host, named(given, 'ADDRESS'), given.option('password')),
    },
    {
      usage: 'rep disable ADDRESS',
      summary: 'no more sign-ins; signed out everywhere',
      run: async (host, given) => (await import('./rep/change.ts')).repDisable(host, named(given, 'ADDRESS')),
    },
    {
      usage: 'rep set ADDRESS [--skill WORDS] [--language TAGS] [--weight SHARE]',
      summary:
        'what the rep knows and writes, with commas between ("" for nothing, any); the share of a full rep’s work',
      run: async (host, given) => (await import('./rep/set.ts')).repSet(host, named(given, 'ADDRESS'), given.option),
    },
    {
      usage: 'rep picture ADDRESS FILE',
      summary: 'the picture that visitors see',
      run: async (host, given) =>
        (await import('./rep/change.ts')).repPicture(host, named(given, 'ADDRESS'), named(given, 'FILE')),
    },
    {
      usage: 'rep list',
      summary: 'print every rep',
      run: async (host) => (await import('./rep/list.ts')).repList(host),
    },
  ],
  [
    {
      usage: 'playbook publish [SITE] FILE [--rollout PERCENT] [--site SITE]',
      summary: 'check the rules and publish them, to all visitors or to a share',
      run: async (host, given) =>
        (await import('./playbook.ts')).playbookPublish(host, {
          site: siteNamed(given),
          path: named(given, 'FILE'),
          rollout: given.option('rollout'),
        }),
    },
    {
      usage: 'playbook rollout [SITE] PERCENT',
      summary: 'give the candidate to 1, 10, 50 or 100 % of the visitors',
      run: async (host, given) =>
        (await import('./playbook-versions.ts')).playbookRollout(host, given.arg('SITE'), named(given, 'PERCENT')),
    },
    {
      usage: 'playbook rollback [SITE]',
      summary: 'drop the candidate, or go back to the version before',
      run: async (host, given) => (await import('./playbook-versions.ts')).playbookRollback(host, given.arg('SITE')),
    },
    {
      usage: 'playbook show [SITE]',
      summary: 'print the versions that are live',
      run: async (host, given) => (await import('./playbook-versions.ts')).playbookShow(host, given.arg('SITE')),
    },
    {
      usage: 'playbook lint FILE [--journeys FILE] [--site SITE] [--json]',
      summary: 'what is wrong with rules that are correctly written; ends with 1 where something is',
      run: async (host, given) => (await import('./playbook-lint.ts')).playbookLint(host, given),
    },
    {
      usage:
        'playbook rehearse NEW --journeys FILE [--against OLD] [--site SITE] [--capacity N] [--accept-rate PERCENT] ' +
        '[--minutes-per-conversation M] [--locale LANGUAGE] [--json]',
      summary: 'whom it would invite of recorded visitors; OLD: a file, or "published"',
      run: async (host, given) => (await import('./playbook-rehearse.ts')).playbookRehearse(host, given),
    },
    {
      usage: 'journeys export [--site SITE] [--since DAY] [--attributes NAMES] [--out FILE]',
      summary: 'what visitors did, without who they are, for rehearsals',
      run: async (host, given) => (await import('./journeys.ts')).journeysExport(host, given),
    },
    {
      usage: 'ledger show [SITE] [--json]',
      summary: 'orders, saved carts and bounties',
      run: async (host, given) => (await import('./ledger.ts')).ledgerShow(host, given.arg('SITE'), given.has('json')),
    },
    {
      usage: 'visitor export ID [--out FILE]',
      summary: 'everything that is held of a visitor, as JSON',
      run: async (host, given) =>
        (await import('./visitor/visitor.ts')).visitorExport(host, named(given, 'ID'), given.option('out')),
    },
    {
      usage: 'visitor erase ID',
      summary: 'erase it, in every file of the store; sums of the ledger stay',
      run: async (host, given) => (await import('./visitor/visitor.ts')).visitorErase(host, named(given, 'ID')),
    },
    {
      usage: 'conversation archive [SITE] --to FOLDER --older DAYS',
      summary: 'move conversations that are over into files, one line each',
      run: async (host, given) => (await import('./conversation-archive.ts')).conversationArchive(host, given),
    },
    {
      usage: 'doctor [--json]',
      summary: 'what will go wrong: hours without anybody on shift, shifts of reps who are gone; ends with 1 then',
      run: async (host, given) => (await import('./doctor/doctor.ts')).doctor(host, given),
    },
    {
      usage: 'backup FILE',
      summary: 'a copy of the SQLite store while it runs',
      run: async (host, given) => (await import('./backup.ts')).backup(host, named(given, 'FILE')),
    },
  ],
];
