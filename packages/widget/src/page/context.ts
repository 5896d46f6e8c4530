import type { Context } from '@tillside/protocol';
import { reduceUrl } from '@tillside/rules/privacy';
import { deviceKind } from '../env.ts';
import { publicTitle } from './title.ts';

/** What a rep may see of where the visitor is: an address without people and secrets, a title only where it names nobody. `language` is the panel's, a BCP 47 tag. */
export function publicContext(context: Context, queryKeys: readonly string[], language: string): Context {
  const { url, title, type = 'other' } = context.page;
  const reduced = reduceUrl(url, queryKeys);
  return {
    ...context,
    device: deviceKind(),
    language,
    page: { type, url: reduced.url, title: publicTitle(title, type, reduced.path) },
  };
}
