import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Rep } from '../ports/index.ts';

const types: Readonly<Record<string, string>> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
};

/** A picture is sent with every boot of a shop's page: small, or it would weigh on the shop. */
const maximumBytes = 65_536;

/** @throws Error that says what to do when the file is no small picture. */
export async function pictureOf(path: string): Promise<NonNullable<Rep['picture']>> {
  const type = types[extname(path).toLowerCase()];
  if (type === undefined) throw new Error(`${path}: a picture is an .svg, .png, .jpg or .webp file`);
  const bytes = await readFile(path);
  if (bytes.length > maximumBytes)
    throw new Error(`${path} has ${bytes.length} bytes; at most ${maximumBytes} (256 x 256 pixels is plenty)`);
  return {
    type,
    base64: bytes.toString('base64'),
    version: createHash('sha256').update(bytes).digest('hex').slice(0, 12),
  };
}
