import type { Context } from '@tillside/protocol';
import { reduceName, reduceUrl } from '@tillside/rules/privacy';

/** Pages whose titles name people and orders. */
const privateTypes: ReadonlySet<unknown> = new Set(['checkout', 'confirmation', 'account']);

/** What a page's title may be: nothing where it may name a person, or where nobody says what kind of page it is. */
export function reduceTitle(title: string, type: unknown): string {
  return type === undefined || privateTypes.has(type) ? '' : title;
}

/**
 * The context as the store, the console and the log may have it. The widget reduced it before it was sent; that a frame came from there is
 * not believed.
 */
export function reduceContext(context: Context, queryKeys: readonly string[]): Context {
  const { url, title, type } = context.page;
  const page = { ...context.page, url: reduceUrl(url, queryKeys).url, title: reduceTitle(title, type) };
  return { ...context, page };
}

/** What is known where a fact was seen. */
export interface Place {
  /** The page's type. */
  readonly type: unknown;
  /** The site's. */
  readonly queryKeys: readonly string[];
}

const wholeAddress = 'https://shop.example';

/** Hosts hold dots and ports, never a path. */
const isHost = (text: string): boolean => /^[a-z\d.-]{1,100}(:\d{1,5})?$/i.test(text);

/** A text fact as it may be kept; `undefined`: not at all. */
export function reduceFact(name: string, text: string, { type, queryKeys }: Place): string | undefined {
  switch (name) {
    case 'page.url':
      return reduceUrl(text, queryKeys).url;
    case 'page.path':
      return reduceUrl(wholeAddress + text, []).path;
    case 'page.title':
      return reduceTitle(text, type);
    case 'visit.referrer':
      return isHost(text) ? text : undefined;
    case 'visit.timeZone':
      return /^[\w+/-]{1,40}$/.test(text) ? text : undefined;
    default:
      break;
  }
  if (!name.startsWith('page.query.')) return reduceName(text);
  const key = name.slice('page.query.'.length);
  return reduceUrl(`${wholeAddress}/?${encodeURIComponent(key)}=${encodeURIComponent(text)}`, queryKeys).query[key];
}
