import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from './fail.mjs';
import { runQuietly } from './run.mjs';

/** The package manager, brought by npx, so that nothing has to be installed globally. */
const PNPM = 'pnpm@12.21.0';

/**
 * Installs the dependencies when they are missing or others than the lockfile says. Costs a few milliseconds when
 * nothing changed: what was installed is stamped into node_modules.
 * @param {string} root the repository
 */
export async function ensureDependencies(root) {
  const stamp = join(root, 'node_modules', '.tillside-installed');
  const wanted = hashManifests(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;

  const started = performance.now();
  console.log('Installing dependencies …');
  // CI: pnpm asks no questions, there may be nobody to answer.
  const result = await runQuietly('npx', ['--yes', PNPM, 'install', '--frozen-lockfile'], {
    cwd: root,
    env: { ...process.env, CI: 'true' },
  });
  if (result.code !== 0) {
    fail(
      result.output.trimEnd(),
      '',
      `Installing the dependencies failed (npx ${PNPM} install --frozen-lockfile, above is what it said).`,
      'Is the package registry reachable, and is there room on the disk?',
    );
  }
  writeFileSync(stamp, wanted);
  console.log(`Installed them in ${((performance.now() - started) / 1000).toFixed(0)} s.`);
}

/**
 * A hash of everything that decides what is installed.
 * @param {string} root
 */
function hashManifests(root) {
  const packages = readdirSync(join(root, 'packages')).map((name) => join('packages', name, 'package.json'));
  const files = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...packages.toSorted()];
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
  for (const file of files) if (existsSync(join(root, file))) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}
