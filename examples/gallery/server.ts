import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Answers everything below `/gallery`; `undefined` means the request is not the gallery's. */
export type Gallery = (request: Request) => Response | undefined;

interface File {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

const ROOT = new URL('./', import.meta.url);
const FOLDERS = ['pages', 'assets', 'states'];
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** As a careful shop's: what the widget needs beyond its script tag would fail here and be seen. The overview frames its own pages. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "frame-src 'self'",
  "frame-ancestors 'self'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** Every state of the widget, each on a page of its own and all of them on one; nothing of it speaks to a relay. */
export function createGallery(): Gallery {
  const files = new Map<string, File>();
  for (const folder of FOLDERS) {
    const base = fileURLToPath(new URL(`${folder}/`, ROOT));
    for (const name of readdirSync(base, { recursive: true, encoding: 'utf8' })) {
      const type = TYPES[extname(name)];
      if (type === undefined) continue;
      const bytes = new Uint8Array(readFileSync(base + name));
      const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
      // Pages by their bare names, scripts and styles with their folder.
      const path = folder === 'pages' ? name.replace(/^index\.html$/u, '') : `${folder}/${name}`;
      files.set(path, { bytes, headers: { 'content-type': type, etag } });
    }
  }
  return (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/gallery') return new Response(null, { status: 308, headers: { location: '/gallery/' } });
    const file = pathname.startsWith('/gallery/') ? files.get(pathname.slice('/gallery/'.length)) : undefined;
    if (file === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined;
    const headers = {
      ...file.headers,
      'cache-control': 'public, no-cache',
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
    };
    if (request.headers.get('if-none-match') === file.headers['etag'])
      return new Response(null, { status: 304, headers });
    return new Response(request.method === 'HEAD' ? null : file.bytes, { headers });
  };
}
