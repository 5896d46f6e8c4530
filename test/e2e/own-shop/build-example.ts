import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runProcess } from '../../helpers/process.ts';

const root = join(import.meta.dirname, '..', '..', '..');
/** What a shop has from npm besides us. Nothing else of this repository is in reach, its sources least of all. */
const INSTALLED = ['esbuild', 'react', 'react-dom', '@types/react', '@types/react-dom'];

export type Mode = 'development' | 'production';

/** Copies an example into `folder`, and runs there what its README says under `node`. Gives the copy's place. */
export async function buildExample(name: string, folder: string, mode: Mode = 'production'): Promise<string> {
  const place = join(folder, name);
  const from = join(root, 'examples', name);
  const made = new Set(['node_modules', 'dist'].map((made) => join(from, made)));
  await cp(from, place, { recursive: true, filter: (path) => !made.has(path) });
  for (const installed of INSTALLED) {
    const link = join(folder, 'node_modules', installed);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(root, 'node_modules', installed), link);
  }
  const readme = await readFile(join(place, 'README.md'), 'utf8');
  for (const [, words = ''] of readme.matchAll(/^node (.+)$/gm)) {
    const argv = words.replaceAll(`examples/${name}/`, `${place}/`).split(' ');
    await runProcess(process.execPath, argv, { cwd: root, env: { NODE_ENV: mode } });
  }
  return place;
}
