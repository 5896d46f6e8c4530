import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

interface StaticFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly etag: string;
  readonly cacheControl: string;
}

const FOLDERS = ['assets', 'art', 'people', 'logos'];

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

/** Pictures may be a day old. Scripts and styles are asked for again, so that a page never runs with yesterday's half. */
const PICTURE_CACHE = 'public, max-age=86400';
const CODE_CACHE = 'public, no-cache';

/**
 * Reads all public files once and answers from memory, by exact name. A path that climbs out of the folder cannot exist in
 * the table, however it is encoded: nothing that a visitor sends ever becomes a file name.
 */
export function createStaticFiles(root: URL): (path: string, request: Request) => Response | undefined {
  const files = new Map<string, StaticFile>();
  for (const folder of FOLDERS) {
    const base = fileURLToPath(new URL(`${folder}/`, root));
    for (const name of readdirSync(base, { recursive: true, encoding: 'utf8' })) {
      const type = TYPES[extname(name)];
      if (type === undefined) continue;
      const bytes = new Uint8Array(readFileSync(base + name));
      const cacheControl = type.startsWith('image/') ? PICTURE_CACHE : CODE_CACHE;
      files.set(`${folder}/${name.replaceAll('\\', '/')}`, { bytes, type, etag: etagOf(bytes), cacheControl });
    }
  }
  return (path, request) => {
    const file = files.get(path);
    if (!file) return undefined;
    const headers = { 'content-type': file.type, etag: file.etag, 'cache-control': file.cacheControl };
    return conditional(request, headers, file.bytes);
  };
}

export function etagOf(content: string | Uint8Array): string {
  return `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
}

/** 304 when the browser already has this very version; no body for HEAD. */
export function conditional(
  request: Request,
  headers: Readonly<Record<string, string>> & { readonly etag: string },
  body: string | Uint8Array<ArrayBuffer>,
  status = 200,
): Response {
  const known = request.headers.get('if-none-match')?.split(',') ?? [];
  if (status === 200 && known.some((tag) => tag.trim().replace(/^W\//u, '') === headers.etag)) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(request.method === 'HEAD' ? null : body, { status, headers });
}
