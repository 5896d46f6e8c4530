import { answerApi } from './server/api.ts';
import { loadCatalogues } from './server/catalogue.ts';
import { createFrame } from './server/frame.ts';
import { createPages } from './server/pages.ts';
import { problem } from './server/problem.ts';
import { createOrderReporter } from './server/report-order.ts';
import { securityHeaders } from './server/security-headers.ts';
import { conditional, createStaticFiles, etagOf } from './server/static-files.ts';
import type { Catalogue } from './server/types.ts';

export interface DemoShopOptions {
  /** Where the relay is for browsers and for this server, such as `http://127.0.0.1:7070`. */
  readonly relayUrl: string;
  /** The secret key of each site, by site id: `site_halden`, `site_fernway`. A site without one takes orders and reports none. */
  readonly secretKeys: Readonly<Record<string, string>>;
  /** Used for the call to the relay; the platform's own by default. */
  readonly fetch?: typeof fetch;
}

/** Answers everything below `/shop`; `undefined` means the request is not the shop's. */
export type DemoShop = (request: Request) => Promise<Response | undefined>;

const ROOT = new URL('./', import.meta.url);

/**
 * Two shops, Halden at `/shop/` and Fernway at `/shop/fernway/`, as one request handler.
 * It holds no state but its files, so any number of them may run side by side.
 */
export function createDemoShop(options: DemoShopOptions): DemoShop {
  const relayUrl = options.relayUrl.replace(/\/+$/u, '');
  const catalogues = loadCatalogues(ROOT);
  const staticFile = createStaticFiles(ROOT);
  const findPage = createPages(ROOT);
  const frame = createFrame(ROOT);
  const headers = securityHeaders(relayUrl);
  const report = createOrderReporter({ relayUrl, secretKeys: options.secretKeys, fetch: options.fetch ?? fetch });

  function servePage(catalogue: Catalogue, path: string, url: URL, request: Request): Response {
    const page = findPage(catalogue, path, url.searchParams) ?? findPage.notFound(catalogue);
    const text = frame(catalogue, page, { relayUrl, answer: consentOf(request) });
    // Private: the notice and `data-consent` depend on the visitor's cookie.
    const pageHeaders = {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-cache',
      vary: 'cookie',
      etag: etagOf(text),
    };
    return conditional(request, pageHeaders, text, page.status);
  }

  async function answer(request: Request, url: URL): Promise<Response | undefined> {
    const moved = catalogues.find((catalogue) => url.pathname === catalogue.path.slice(0, -1));
    if (moved) return new Response(null, { status: 308, headers: { location: moved.path + url.search } });
    const catalogue = catalogues.find((each) => url.pathname.startsWith(each.path));
    if (!catalogue) return undefined;
    const path = url.pathname.slice(catalogue.path.length);
    if (path.startsWith('api/')) return answerApi(catalogue, path, request, report);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const refused = problem({
        status: 405,
        code: 'method_not_allowed',
        title: 'Pages and pictures are only read: use GET.',
      });
      refused.headers.set('allow', 'GET, HEAD');
      return refused;
    }
    return staticFile(path, request) ?? servePage(catalogue, path, url, request);
  }

  return async (request) => {
    const response = await answer(request, new URL(request.url));
    for (const [name, value] of Object.entries(headers)) response?.headers.set(name, value);
    return response;
  };
}

function consentOf(request: Request): 'granted' | 'denied' | undefined {
  const cookie = /(?:^|;\s*)shop_consent=(granted|denied)(?:;|$)/u.exec(request.headers.get('cookie') ?? '');
  return cookie?.[1] === 'granted' || cookie?.[1] === 'denied' ? cookie[1] : undefined;
}
