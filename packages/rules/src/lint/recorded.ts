import type { Journey } from '../journeys/types.ts';
import type { Recorded } from './finding.ts';

/** More different addresses than this are no shop's pages but what a shop puts into them: enough to judge patterns by. */
const MOST_ADDRESSES = 100_000;

/** Collects from journeys what the linter looks at; memory grows with the shop's different pages only. */
export async function readRecorded(journeys: AsyncIterable<Journey> | Iterable<Journey>): Promise<Recorded> {
  const urls = new Set<string>();
  const paths = new Set<string>();
  const currencies = new Set<string>();
  const note = (set: Set<string>, value: unknown): void => {
    if (typeof value === 'string' && set.size < MOST_ADDRESSES) set.add(value);
  };
  let count = 0;
  for await (const { steps } of journeys) {
    count += 1;
    for (const { facts } of steps) {
      note(urls, facts?.['page.url']);
      note(paths, facts?.['page.path']);
      note(currencies, facts?.['cart.currency']);
    }
  }
  return { journeys: count, urls, paths, currencies };
}
