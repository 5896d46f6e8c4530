import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

export interface Asset {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly etag: string;
}

/** A file below `folder`, or `undefined`. Nothing outside the folder can be named. */
export async function readAsset(folder: string, name: string): Promise<Asset | undefined> {
  const path = normalize(join(folder, name));
  if (!path.startsWith(folder + sep)) return undefined;
  const type = types[extname(path)];
  if (type === undefined) return undefined;
  try {
    const bytes = new Uint8Array(await readFile(path));
    return { bytes, type, etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 20)}"` };
  } catch {
    return undefined;
  }
}

/** File names with a content hash never change. */
export function isImmutable(name: string): boolean {
  return /-[A-Za-z0-9_]{8,}\.(js|css)(\.map)?$/.test(name);
}
