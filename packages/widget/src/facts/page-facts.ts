import type { Context } from '@tillside/protocol';
import { reduceUrl } from '@tillside/rules/privacy';
import { publicTitle } from '../page/title.ts';
import type { FactChanges } from '../rules/rules.ts';

/** The page, reduced. Keys of the query that were there before and are no more are told as gone. */
export function createPageFacts(queryKeys: readonly string[]): (page: Context['page']) => FactChanges {
  let told: readonly string[] = [];
  return ({ url: address, title, type = 'other' }) => {
    const { url, path, query } = reduceUrl(address, queryKeys);
    const facts: Record<string, string | undefined> = Object.fromEntries(told.map((key) => [key, undefined]));
    for (const key in query) facts[`page.query.${key}`] = query[key];
    told = Object.keys(facts);
    return { ...facts, 'page.url': url, 'page.path': path, 'page.title': publicTitle(title, type, path) || undefined };
  };
}
