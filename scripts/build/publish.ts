import { randomBytes } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isVersion } from './version.ts';

/** What every dist folder's `manifest.json` holds besides its own names. */
export interface Manifest {
  readonly version: string;
  /** The hash of everything this build was made from; the next start builds only if it differs. */
  readonly inputs: string;
  /** Raw sizes by file name; also the list of files that belong to this build. */
  readonly bytes: Readonly<Record<string, number>>;
}

export interface Build<M extends Manifest> {
  /** Files whose names carry a hash of their content. */
  readonly hashed: ReadonlyMap<string, string>;
  /** Files with fixed names, which refer to hashed ones. */
  readonly entries: ReadonlyMap<string, string>;
  readonly manifest: M;
}

/**
 * Puts a build into `folder` so that whoever reads there at any moment finds a whole one: everything is written beside it,
 * then moved file by file, hashed files first, the manifest last. The files of the build before stay for one more
 * build, for pages that loaded its entry a moment ago.
 */
export async function publish<M extends Manifest>(folder: string, build: Build<M>): Promise<void> {
  const before = await readManifest(folder);
  const temporary = join(folder, `.new-${randomBytes(4).toString('hex')}`);
  await mkdir(temporary, { recursive: true });
  try {
    const files = [
      ...build.hashed,
      ...build.entries,
      ['manifest.json', `${JSON.stringify(build.manifest, null, 2)}\n`] as const,
    ];
    for (const [name, content] of files) await writeFile(join(temporary, name), content);
    for (const [name] of files) await rename(join(temporary, name), join(folder, name));
    const kept = new Set([...files.map(([name]) => name), ...Object.keys(before?.bytes ?? {})]);
    for (const name of await readdir(folder))
      if (!kept.has(name) && !isVersion(name)) await rm(join(folder, name), { recursive: true });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** The manifest of the build in `folder`, or nothing when there is none, a broken one, or one whose files are gone. */
export async function readManifest(folder: string): Promise<Manifest | undefined> {
  try {
    const manifest: Manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    const present = new Set(await readdir(folder));
    return Object.keys(manifest.bytes).every((name) => present.has(name)) ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** Sizes of all files of a build, by name. */
export function sizesOf(...files: readonly ReadonlyMap<string, string>[]): Record<string, number> {
  return Object.fromEntries(
    files.flatMap((map) => [...map].map(([name, content]) => [name, Buffer.byteLength(content)])),
  );
}
