import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { runQuietly } from './run.mjs';

/**
 * Keeps the result of the long run where everybody can read it: docs/test-all.md.
 * @param {string} root the repository
 * @param {{ passed: number, failed: number, seconds: number }} result
 */
export async function writeAllReport(root, { passed, failed, seconds }) {
  const commit = await runQuietly('git', ['rev-parse', 'HEAD'], { cwd: root });
  const changes = await runQuietly('git', ['status', '--porcelain'], { cwd: root });
  const state = commit.code === 0 ? `\`${commit.output.trim()}\`` : 'unknown (no git)';
  const lines = [
    '# The long run',
    '',
    'Written by `pnpm test:all`, which runs what `npm test` runs and what takes longer.',
    '',
    '| | |',
    '| --- | --- |',
    `| commit | ${state}${changes.output.trim() === '' ? '' : ', with uncommitted changes'} |`,
    `| date | ${new Date().toISOString().slice(0, 10)} |`,
    `| passed | ${passed} |`,
    `| failed | ${failed} |`,
    `| took | ${(seconds / 60).toFixed(1)} min on ${availableParallelism()} cores |`,
    '',
  ];
  writeFileSync(join(root, 'docs/test-all.md'), lines.join('\n'));
}
