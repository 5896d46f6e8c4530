import type { BrowserContext, Page } from 'playwright-core';

/** What a shopper's browser asked of the relay, from its first page on. */
export interface Traffic {
  /** Paths, each once, in the order of their first request. */
  paths(): readonly string[];
  /** Requests that carried a cookie, and answers that set one. */
  cookies(): Promise<readonly string[]>;
  readonly sockets: readonly string[];
}

/** Watches every page of the browser; `relay` is the relay's address as browsers see it, another than the shop's. */
export function watchTraffic(context: BrowserContext, relay: string): Traffic {
  const { host } = new URL(relay);
  const isRelay = (url: string): boolean => new URL(url).host === host;
  const paths = new Set<string>();
  const sockets: string[] = [];
  const cookies: Promise<string | undefined>[] = [];
  const cookieIn = async (headers: Promise<Record<string, string>>, name: string, url: string) => {
    // A request that a page change cut off has no headers to show.
    const found = await headers.catch(() => ({}) as Record<string, string>);
    return found[name] === undefined ? undefined : `${name} of ${url}`;
  };
  const watchPage = (page: Page): void => void page.on('websocket', (socket) => sockets.push(socket.url()));
  context.pages().forEach(watchPage);
  context.on('page', watchPage);
  context.on('request', (request) => {
    const url = request.url();
    if (!isRelay(url)) return;
    paths.add(new URL(url).pathname);
    cookies.push(cookieIn(request.allHeaders(), 'cookie', url));
  });
  context.on('response', (response) => {
    if (isRelay(response.url())) cookies.push(cookieIn(response.allHeaders(), 'set-cookie', response.url()));
  });
  return {
    sockets,
    paths: () => [...paths],
    cookies: async () => (await Promise.all(cookies)).filter((found) => found !== undefined),
  };
}
