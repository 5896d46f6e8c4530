import { createDirectoryCache } from '../../packages/relay/src/directory-cache.ts';
import type { DirectoryView } from '../../packages/relay/src/handlers/types.ts';
import { createCredentials } from '../../packages/relay/src/transport/credentials.ts';
import { createSeals } from '../../packages/relay/src/transport/seals.ts';
import { shop } from '../../packages/relay/test/handlers/helpers/shop.ts';
import { createReference } from '../../packages/relay/test/model/reference/index.ts';

export const site = 'site_alpha';
/** Of the site's own team, and of the one it shares: all may see its conversations. */
export const reps = ['rep_ann', 'rep_bob', 'rep_sam'] as const;
export const teamOf = (rep: string): string => (rep === 'rep_sam' ? 'team_shared' : 'team_alpha');

/** The shops as every node knows them. They do not change in these lives, so all lives share one view. */
export async function openShop(): Promise<DirectoryView> {
  const store = await createReference()();
  await store.directory.apply(shop, await store.directory.revision());
  const cache = createDirectoryCache(store.directory);
  await cache.refresh();
  return cache.view();
}

const secret = 'c0ffee'.repeat(11).slice(0, 64);
export const credentials = createCredentials(secret);
export const seals = createSeals(secret);
