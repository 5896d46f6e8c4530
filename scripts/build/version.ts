import { createHash } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** What `/1.2.3/integrity.json` says: `integrity` of a script tag, or of an import map, by the file's path below `/1.2.3/`. */
export interface Integrity {
  readonly version: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Subresource Integrity: https://www.w3.org/TR/SRI/. */
export const integrityOf = (content: string): string =>
  `sha384-${createHash('sha384').update(content).digest('base64')}`;

/**
 * Puts a build under its version as well, with the hash of every file: `folder/1.2.3/`. Versions published before stay: shops' pages name
 * them. The same version built again takes the place of the one before, which happens in development only.
 */
export async function publishVersion(
  folder: string,
  version: string,
  loader: string,
  parts: ReadonlyMap<string, string>,
): Promise<void> {
  const files = new Map([
    ['loader.js', loader],
    ...[...parts].map(([name, code]) => [`assets/${name}`, code] as const),
  ]);
  const hashes = Object.fromEntries([...files].map(([name, code]) => [name, integrityOf(code)]));
  const integrity: Integrity = { version, files: hashes };
  const temporary = join(folder, `.new-${version}`);
  await rm(temporary, { recursive: true, force: true });
  for (const [name, content] of [...files, ['integrity.json', `${JSON.stringify(integrity, null, 2)}\n`] as const]) {
    const path = join(temporary, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  const place = join(folder, version);
  await rm(place, { recursive: true, force: true });
  await rename(temporary, place);
}

/** A folder of one version, which a later build leaves alone. */
export const isVersion = (name: string): boolean => /^\d+\.\d+\.\d+$/.test(name);
