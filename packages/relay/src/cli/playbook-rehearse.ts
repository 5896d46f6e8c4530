import type { Playbook } from '@tillside/rules';
import { formatRehearsal, rehearse } from '@tillside/rules/rehearse';
import type { Conversations } from '@tillside/rules/rehearse';
import { parsePlaybookText } from '@tillside/rules/schema';
import { readArgument, refusal, UsageError, withStore } from './host.ts';
import type { CliHost } from './host.ts';
import { pickSite } from './pick-site.ts';
import { withJourneys } from './read-journeys.ts';
import type { Given } from './syntax.ts';

/** For `--against`: what the site has now, instead of a file. */
const PUBLISHED = 'published';

async function readPlaybook(path: string): Promise<Playbook> {
  const parsed = parsePlaybookText((await readArgument(path)).toString());
  if (!parsed.ok) throw refusal(`${path} is no playbook`, parsed.problems);
  return { version: path, ...parsed.playbook };
}

/** @throws UsageError where the site has none. */
function readPublished(host: CliHost, named: string | undefined): Promise<Playbook> {
  return withStore(host, async ({ directory }) => {
    const { id, playbook: version } = pickSite((await directory.load()).sites, named);
    const json = version === undefined ? undefined : await directory.playbook(id, version);
    if (json === undefined) throw new UsageError(`${id} has no playbook yet: leave --against out, or name a file.`);
    return JSON.parse(json) as Playbook;
  });
}

function readNumber(given: Given, name: string, most: number): number | undefined {
  const text = given.option(name);
  if (text === undefined) return undefined;
  const value = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= most)) throw new UsageError(`--${name} ${text}: expected a number from 0 to ${most}.`);
  return value;
}

function readConversations(given: Given): Conversations | undefined {
  const percent = readNumber(given, 'accept-rate', 100);
  const minutes = readNumber(given, 'minutes-per-conversation', 1_440);
  if (percent === undefined && minutes === undefined) return undefined;
  if (percent === undefined || minutes === undefined)
    throw new UsageError('--accept-rate (percent) and --minutes-per-conversation are needed together.');
  return { acceptRate: percent / 100, minutes };
}

function readLocale(given: Given): string {
  const locale = given.option('locale') ?? 'en';
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch (error) {
    throw new UsageError(`--locale ${locale}: expected a language such as en or de-AT.`, { cause: error });
  }
}

/**
 * Plays recorded journeys through a playbook, and through the one it would replace, and prints whom each would invite.
 *
 * @throws UsageError for a playbook or a journeys file that is wrong, with the place
 */
export async function playbookRehearse(host: CliHost, given: Given): Promise<void> {
  const [capacity, conversations, locale] = [
    readNumber(given, 'capacity', 1_000_000),
    readConversations(given),
    readLocale(given),
  ];
  const next = await readPlaybook(given.arg('NEW') ?? '');
  const old = given.option('against');
  const against =
    old === PUBLISHED ? await readPublished(host, given.option('site')) : old && (await readPlaybook(old));
  const report = await withJourneys(given.option('journeys') ?? '', (journeys) =>
    rehearse({
      next,
      ...(against && { against }),
      journeys,
      ...(capacity !== undefined && { capacity }),
      ...(conversations && { conversations }),
    }),
  );
  host.print(given.has('json') ? JSON.stringify(report, undefined, 2) : formatRehearsal(report, locale));
}
