import { createSharedMinutes } from '../../core/shared-minutes.ts';
import type { TeamTime } from '../../core/shared-minutes.ts';
import type { CliHost } from '../host.ts';
import { UsageError, withStore } from '../host.ts';
import { pickSite } from '../pick-site.ts';
import { readBack } from '../read-back.ts';
import type { Given } from '../syntax.ts';

interface Month {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Months are those of UTC: one statement, whatever the zones of the teams. */
function monthOf(text: string | undefined, now: number): Month {
  const name = text ?? new Date(now).toISOString().slice(0, 7);
  const [, year, month] = /^(20\d\d)-(0[1-9]|1[0-2])$/.exec(name) ?? [];
  if (year === undefined || month === undefined)
    throw new UsageError(`--month ${name}: expected a month such as 2026-11.`);
  const from = Date.UTC(Number(year), Number(month) - 1);
  return { name, from, to: Date.UTC(Number(year), Number(month)) };
}

const minutesOf = (ms: number) => (ms / 60_000).toFixed(1);

const talksOf = (count: number) => (count === 1 ? '1 conversation' : `${count} conversations`);

function lineOf({ team, talks, underWay, ms }: TeamTime, name: string | undefined): string {
  const note = underWay === 0 ? '' : `, ${underWay} of them still under way`;
  return `  ${team}${name === undefined ? '' : ` (${name})`}: ${minutesOf(ms)} minutes in ${talksOf(talks)}${note}`;
}

/** Prints what a site used of shared teams in a month, as a statement has it; as JSON for programs. */
export async function siteMinutes(host: CliHost, given: Given): Promise<void> {
  const now = Date.now();
  const month = monthOf(given.option('month'), now);
  const adding = createSharedMinutes(month.from, month.to, now);
  const { site, names } = await withStore(host, async ({ directory, journal }) => {
    const { sites, teams } = await directory.load();
    const { id } = pickSite(sites, given.arg('SITE'));
    for await (const row of readBack(journal, id, month.from)) adding.add(row);
    return { site: id, names: new Map(teams.map((team) => [team.id, team.name])) };
  });
  const teams = adding.teams();
  const ms = teams.reduce((sum, team) => sum + team.ms, 0);
  if (given.has('json')) return host.print(JSON.stringify({ site, month: month.name, ms, teams }, undefined, 2));
  host.print(`${site}, ${month.name} (UTC): ${minutesOf(ms)} minutes of shared teams.`);
  for (const team of teams) host.print(lineOf(team, names.get(team.team)));
}
