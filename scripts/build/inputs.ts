import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ROOT } from './paths.ts';

/** Whatever can change a byte of a bundle: the browser's packages, this build itself, and the versions it runs with. */
const FOLDERS = [
  'packages/protocol/src',
  'packages/rules/src',
  'packages/widget/src',
  'packages/console/src',
  'scripts/build',
];
const FILES = [
  'pnpm-lock.yaml',
  'scripts/build.ts',
  'packages/protocol/package.json',
  'packages/rules/package.json',
  'packages/widget/package.json',
  'packages/console/package.json',
];

/**
 * One hash over all inputs of the build. Contents are hashed, not times: a fresh clone has new times and
 * a switched branch may have old ones. A few hundred small files take some ten milliseconds.
 */
export async function hashInputs(): Promise<string> {
  const files = FILES.map((file) => join(ROOT, file));
  for (const folder of FOLDERS) files.push(...(await filesBelow(join(ROOT, folder))));
  files.sort();
  const hash = createHash('sha256');
  for (const file of files) {
    const content = await readFile(file);
    hash.update(`${relative(ROOT, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter((item) => item.isFile()).map((item) => join(item.parentPath, item.name));
}
