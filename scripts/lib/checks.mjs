import { runQuietly, runShown } from './run.mjs';

/**
 * What one stage of the tests found.
 * @typedef {{ passed: number, failed: number }} Outcome
 */

/**
 * The stages before the tests, in order. Each is one check.
 * @param {string} node the Node to run them with
 * @returns {readonly { name: string, command: string, args: string[] }[]}
 */
export function checks(node) {
  return [
    { name: 'format', command: 'oxfmt', args: ['--check'] },
    { name: 'lint', command: 'oxlint', args: ['--type-aware', '--deny-warnings'] },
    { name: 'types', command: 'tsc', args: ['-b'] },
    { name: 'build', command: node, args: ['scripts/build.ts'] },
  ];
}

/**
 * Runs one stage; shows what it says only if it fails.
 * @param {ReturnType<typeof checks>[number]} check
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<Outcome>}
 */
export async function runCheck({ name, command, args }, options) {
  const started = performance.now();
  const { code, output } = await runQuietly(command, args, options);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (code === 0) {
    console.log(`✓ ${name} (${seconds} s)`);
    return { passed: 1, failed: 0 };
  }
  console.log(`${output.trimEnd()}\n✗ ${name} (${seconds} s, exit code ${code})`);
  return { passed: 0, failed: 1 };
}

/**
 * Runs the tests themselves, with their output as it comes.
 * @param {readonly string[]} args filters and flags for vitest
 * @param {string} report where vitest writes its results
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number>} vitest's exit code
 */
export function runVitest(args, report, options) {
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  return runShown('vitest', ['run', ...reporters, ...args], options);
}
