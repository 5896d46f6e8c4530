import { beforeEach, describe, expect, it } from 'vitest';
import type { PageReport } from '@tillside/protocol';
import { siteInput } from '../site-file/build.ts';
import { useCli } from './run-cli.ts';

describe('tillside site health', () => {
  const cli = useCli();
  let count = 0;
  beforeEach(async () => {
    count = 0;
    await cli.ok('site', 'apply', cli.write('site.json', siteInput()));
  });
  const day = 86_400_000;

  const add = (reports: readonly PageReport[], at = Date.now() - 1_000) =>
    cli.withStore(({ journal }) =>
      journal.append(
        'site_shop',
        reports.map((report) => ({ key: `page/${count++}`, kind: 'page.reported', report: JSON.stringify(report) })),
        at,
      ),
    );
  const page = (page: string, p95Ms: number, exits: PageReport['exits'] = []): PageReport => ({
    page,
    device: 'desktop',
    timings: [{ entry: 'start', p95Ms, count: 1 }],
    exits,
  });
  const exits = (left: number, stayed: number): PageReport[] =>
    [...Array(left).fill(true), ...Array(stayed).fill(false)].map((hasLeft: boolean) =>
      page('cart', 3, [{ by: 'pointer', hasLeft }]),
    );

  it('[CM51] says so where no page told anything', async () => {
    expect(await cli.ok('site', 'health')).toBe(
      "site_shop: no page told anything in the last 7 days. Pages report with the visitor's consent to analytics.",
    );
  });

  it('[CM51] prints the p95 of each kind of page and entry point, the slowest first, and what is a long task', async () => {
    await add([page('cart', 3), page('cart', 4), page('checkout', 61.25)]);
    expect((await cli.ok('site', 'health', 'site_shop')).split('\n')).toEqual([
      'site_shop: 3 page reports of the last 7 days.',
      '',
      'The widget’s time on the main thread, by kind of page and entry point: 19 of 20 pages stayed within it for 19 of 20 calls.',
      'checkout  start  61.3 ms   1 page  1 call  a long task: shoppers feel it',
      'cart      start   4.0 ms  2 pages  2 calls',
      '',
      'No exit signals.',
    ]);
  });

  it('[CM51] says in plain words what an exit signal is worth, and nothing of too few', async () => {
    await add(exits(2, 1));
    expect(await cli.ok('site', 'health')).toContain(
      '3 signals, 2 followed by the visitor leaving within 30 s. Too few to say how often it is right.',
    );
    await add(exits(64, 33));
    expect(await cli.ok('site', 'health')).toContain(
      'Exit by the pointer that leaves through the top: 100 signals, 66 followed by the visitor leaving within 30 s, 66 %: of 10 who seem to leave about 7 do.',
    );
  });

  it('[CM51] looks back as many days as it is told, a week by default, and nowhere else than in this site', async () => {
    await add([page('cart', 1)], Date.now() - 10 * day);
    await add([page('cart', 2)], Date.now() - 2 * day);
    await cli.withStore(({ journal }) =>
      journal.append('site_other', [{ key: 'a', kind: 'page.reported', report: JSON.stringify(page('home', 9)) }]),
    );
    const json = async (...more: string[]) =>
      JSON.parse(await cli.ok('site', 'health', '--json', ...more)) as { reports: number; days: number };
    expect(await json()).toMatchObject({ site: 'site_shop', days: 7, reports: 1 });
    expect(await json('--days', '30')).toMatchObject({ days: 30, reports: 2, timings: [{ p95Ms: 2 }] });
    for (const days of ['0', 'week', '1.5', '401'])
      expect(await cli.run('site', 'health', '--days', days)).toMatchObject({ code: 2, out: '' });
  });
});
