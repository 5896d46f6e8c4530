import type { Context } from '@tillside/protocol';
import { reduceName, reduceUrl } from '@tillside/rules/privacy';

/** Pages whose titles name people and orders. */
const privateTypes: ReadonlySet<string> = new Set(['checkout', 'confirmation', 'account']);

/** What a page's title may be: nothing where it may name a person, or where nobody says what kind of page it is. */
function reduceTitle(title: string, type: string | undefined): string {
  return type === undefined || privateTypes.has(type) ? '' : title;
}

/**
 * The context as the store, the console and the log may have it. The widget reduced it before it was sent; that a frame came from there is
 * not believed.
 */
export function reduceContext(context: Context, queryKeys: readonly string[]): Context {
  const { url, title, type } = context.page;
  const page = {
    url: reduceUrl(url, queryKeys).url,
    title: reduceTitle(title, type),
    ...(type === undefined ? {} : { type: reduceName(type) }),
  };
  return { ...context, page };
}
