import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/** Every file that is, or is about to be, in the repository: paths from the root, nothing that git ignores. */
export function listFiles(pattern: RegExp): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 32 * 1024 * 1024 });
  const files = listed.split('\n').filter((file) => pattern.test(file) && existsSync(join(ROOT, file)));
  return [...new Set(files)].toSorted();
}

export const readText = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
