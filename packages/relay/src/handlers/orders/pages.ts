import type { LedgerPort, OrderRecord } from '../../ports/index.ts';

/**
 * The site's orders, newest first, in pages of `size` and more. Orders of one instant may lie on both sides of a page's end, so the next one begins
 * with that instant: some come twice.
 *
 * @param before milliseconds since the epoch; left out: all there are
 */
export async function* orderPages(
  ledger: Pick<LedgerPort, 'list'>,
  site: string,
  size: number,
  before = Number.MAX_SAFE_INTEGER,
): AsyncGenerator<readonly OrderRecord[]> {
  let limit = size;
  for (let from = before; ;) {
    const page = await ledger.list(site, from, limit);
    yield page;
    const [first, last] = [page[0], page.at(-1)];
    if (first === undefined || last === undefined || page.length < limit) return;
    // More orders of one instant than a page holds: a larger page gets past them.
    if (first.at === last.at) limit *= 2;
    from = last.at + 1;
  }
}
