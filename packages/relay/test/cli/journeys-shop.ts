import type { Rule } from '@tillside/rules';
import { readJourneys } from '@tillside/rules/journeys';
import type { Journey, JourneyStep } from '@tillside/rules/journeys';
import { beforeEach } from 'vitest';
import type { JournalItem } from '../../src/ports/index.ts';
import { siteInput } from '../site-file/build.ts';
import { useCli } from './run-cli.ts';

export const T0 = Date.UTC(2026, 10, 2, 12, 0, 30);
export const MINUTE = 60_000;
/** What the journal's decisions are of. */
export const rule: Rule = {
  id: 'leaving',
  name: 'Leaving',
  on: [{ signal: 'exit_intent' }],
  when: {
    'page.type': 'cart',
    'page.path': '/cart',
    'cart.value': { $gte: 500 },
    'visit.seconds': { $gte: 10 },
    'cart.skus': 'a',
  },
  invite: { text: { en: 'Hi' } },
};
export const version = 'version-of-then';
/** As a trace keeps a text. */
export const cut = (text: string): string => (text.length > 24 ? `${text.slice(0, 23)}…` : text);

/** What a page sent of a visit. */
export const stretch = (visitor: string, startedAt: number, steps: readonly JourneyStep[]) =>
  ({ kind: 'journey.recorded', visitor, journey: JSON.stringify({ startedAt, steps }) }) as const;
export const view = (at: number): JourneyStep => ({ at, signal: { name: 'page_view', of: 'home' } });

/** For each test of the surrounding `describe` a command line on a shop that has the playbook, and an empty journal. */
export function useJournal() {
  const cli = useCli();
  let keys = 0;
  beforeEach(async () => {
    await cli.ok('site', 'apply', cli.write('site.json', siteInput()));
    await cli.withStore(async ({ directory }) => {
      const { revision } = await directory.load();
      const json = JSON.stringify({ version, rules: [rule] });
      await directory.apply({ playbooks: [{ site: 'site_shop', version, json }] }, revision);
    });
  });
  const add = (at: number, ...items: readonly Omit<JournalItem, 'key'>[]) =>
    cli.withStore(({ journal }) => {
      const keyed = items.map((item) => ({ key: `k${keys++}`, ...item }));
      return journal.append('site_shop', keyed, at);
    });
  return {
    cli,
    /** Appends to the journal, at this instant. */
    add,
    /** A stretch as its page would have sent it: at its end. */
    recorded: (visitor: string, startedAt: number, steps: readonly JourneyStep[]) =>
      add(startedAt + (steps.at(-1)?.at ?? 0), stretch(visitor, startedAt, steps)),
    async exported(...argv: string[]): Promise<Journey[]> {
      const journeys: Journey[] = [];
      for await (const journey of readJourneys([await cli.ok('journeys', 'export', ...argv)])) journeys.push(journey);
      return journeys;
    },
  };
}
