import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context, MiddlewareHandler } from 'hono';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

type Bytes = Uint8Array<ArrayBuffer>;

interface Asset {
  readonly changedAt: number;
  readonly type: string;
  readonly etag: string;
  readonly plain: Bytes;
  readonly br: Bytes;
  readonly gzip: Bytes;
}

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/** Compressed once, at the highest level: a few hundred files that are read a million times. */
async function prepare(path: string, type: string, changedAt: number): Promise<Asset> {
  const plain = new Uint8Array(await readFile(path));
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 20)}"`;
  const [br, zipped] = await Promise.all([
    brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    deflate(plain, { level: 9 }),
  ]);
  return { changedAt, type, etag, plain, br: new Uint8Array(br), gzip: new Uint8Array(zipped) };
}

const prepared = new Map<string, Promise<Asset>>();

/** A file below `folder`, or `undefined`. Nothing outside the folder can be named; a file that was built anew is read anew. */
async function findAsset(folder: string, name: string): Promise<Asset | undefined> {
  const path = normalize(join(folder, name));
  const type = types[extname(path)];
  if (!path.startsWith(folder + sep) || type === undefined) return undefined;
  const changedAt = await stat(path).then(
    (found) => found.mtimeMs,
    () => undefined,
  );
  if (changedAt === undefined) return undefined;
  const known = await prepared.get(path)?.catch(() => undefined);
  if (known?.changedAt === changedAt) return known;
  const fresh = prepare(path, type, changedAt);
  prepared.set(path, fresh);
  return fresh;
}

/** Answers with a file below `folder`; `undefined` when there is none of that name. */
export async function serveAsset(
  c: Context,
  folder: string,
  name: string,
  headers: Readonly<Record<string, string>>,
): Promise<Response | undefined> {
  const asset = await findAsset(folder, name);
  if (asset === undefined) return undefined;
  const shared = { ...headers, etag: asset.etag, vary: 'accept-encoding' };
  if (c.req.header('if-none-match') === asset.etag) return c.body(null, 304, shared);
  const accepted = c.req.header('accept-encoding') ?? '';
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
  if (encoding === undefined) return c.body(asset.plain, 200, { ...shared, 'content-type': asset.type });
  return c.body(asset[encoding], 200, { ...shared, 'content-type': asset.type, 'content-encoding': encoding });
}

/** A file that may be minutes old, and stays usable for a day while a new one is fetched. */
export const FLOATING = 'public, max-age=300, stale-while-revalidate=86400';
export const IMMUTABLE = 'public, max-age=31536000, immutable';

/** What a shop's page may read from another origin, also one that isolates itself (COEP). No cookie is ever set or read there. */
export const openToShops: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.set('access-control-allow-origin', '*');
  c.res.headers.set('cross-origin-resource-policy', 'cross-origin');
  c.res.headers.set('x-content-type-options', 'nosniff');
};

/** File names with a content hash never change. */
export function isImmutable(name: string): boolean {
  return /-[A-Za-z0-9_]{8,}\.(js|css)(\.map)?$/.test(name);
}
