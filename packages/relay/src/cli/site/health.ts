import type { PageReport } from '@tillside/protocol';
import { createPageHealth } from '../../core/page-health.ts';
import type { ExitHealth, PageHealth } from '../../core/page-health.ts';
import type { CliHost } from '../host.ts';
import { UsageError, withStore } from '../host.ts';
import { pickSite } from '../pick-site.ts';
import { readBack } from '../read-back.ts';
import type { Given } from '../syntax.ts';

const dayMs = 86_400_000;
const usualDays = 7;
/** From this long on a browser calls it a long task: https://www.w3.org/TR/longtasks/. */
const longTaskMs = 50;
/** Fewer signals say nothing of how often one is right. */
const fewestSignals = 30;

function daysOf(text: string | undefined): number {
  const days = text === undefined ? usualDays : Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= 400) return days;
  throw new UsageError(`--days ${text}: expected a number of days from 1 to 400.`);
}

const counted = (count: number, one: string, more: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

function timingLines({ timings }: PageHealth): readonly string[] {
  const rows = timings.map(({ page, entry, p95Ms, pages, calls }) => [
    page,
    entry,
    `${p95Ms.toFixed(1)} ms`,
    counted(pages, 'page', 'pages'),
    `${counted(calls, 'call', 'calls')}${p95Ms > longTaskMs ? '  a long task: shoppers feel it' : ''}`,
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 2 || column === 3 ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  '),
  );
}

const names: Readonly<Record<ExitHealth['by'], string>> = {
  pointer: 'the pointer that leaves through the top',
  touch: 'the fast scroll up on a touch screen',
};

/** What a retailer may believe of an exit signal. */
function exitLine({ by, signals, left }: ExitHealth): string {
  const said = `Exit by ${names[by]}: ${counted(signals, 'signal', 'signals')}, ${left.toLocaleString('en')} followed by the visitor leaving within 30 s`;
  if (signals < fewestSignals) return `${said}. Too few to say how often it is right.`;
  const share = Math.round((left / signals) * 100);
  return `${said}, ${share} %: of 10 who seem to leave about ${Math.round(share / 10)} do.`;
}

function text(health: PageHealth, site: string, days: number): readonly string[] {
  const over = counted(days, 'day', 'days');
  if (health.reports === 0)
    return [
      `${site}: no page told anything in the last ${over}. Pages report with the visitor's consent to analytics.`,
    ];
  return [
    `${site}: ${counted(health.reports, 'page report', 'page reports')} of the last ${over}.`,
    '',
    'The widget’s time on the main thread, by kind of page and entry point: 19 of 20 pages stayed within it for 19 of 20 calls.',
    ...timingLines(health),
    '',
    ...(health.exits.length === 0 ? ['No exit signals.'] : health.exits.map(exitLine)),
  ];
}

/** Prints how the widget did on shoppers' pages, of visitors who agreed to be counted; as JSON for programs. */
export async function siteHealth(host: CliHost, given: Given): Promise<void> {
  const days = daysOf(given.option('days'));
  const adding = createPageHealth();
  const site = await withStore(host, async ({ directory, journal }) => {
    const { id } = pickSite((await directory.load()).sites, given.arg('SITE'));
    for await (const row of readBack(journal, id, Date.now() - days * dayMs)) {
      if (row.kind === 'page.reported' && row.report !== undefined) adding.add(JSON.parse(row.report) as PageReport);
    }
    return id;
  });
  const health = adding.health();
  if (given.has('json')) host.print(JSON.stringify({ site, days, ...health }, undefined, 2));
  else for (const line of text(health, site, days)) host.print(line);
}
