import type { Page } from 'playwright-core';

/** What a page's browser keeps, by name. */
export interface Kept {
  /** `NAME of HOST`, of every host. */
  readonly cookies: readonly string[];
  readonly local: readonly string[];
  readonly session: readonly string[];
  readonly databases: readonly string[];
  readonly caches: readonly string[];
}

export async function readKept(page: Page): Promise<Kept> {
  const cookies = await page.context().cookies();
  const kept = await page.evaluate(async () => ({
    local: Object.keys(localStorage).toSorted(),
    session: Object.keys(sessionStorage).toSorted(),
    databases: (await indexedDB.databases()).map(({ name = '' }) => name),
    caches: await caches.keys(),
  }));
  return { cookies: cookies.map(({ name, domain }) => `${name} of ${domain}`), ...kept };
}
