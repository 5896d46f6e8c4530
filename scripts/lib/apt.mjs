import { fail } from './fail.mjs';
import { findCommand } from './find-command.mjs';
import { runQuietly } from './run.mjs';

/**
 * A program the tests need from the operating system.
 * @typedef {object} Tool
 * @property {string} command what must be on the PATH
 * @property {string[]} packages what brings it on Debian and Ubuntu
 * @property {string} purpose
 */

/**
 * Installs by apt-get what is missing, as root or with a sudo that asks nothing. Elsewhere, or when that does not
 * help, says exactly what to install and ends the process.
 * @param {readonly Tool[]} tools
 */
export async function ensureTools(tools) {
  const missing = tools.filter((tool) => findCommand(tool.command) === undefined);
  if (missing.length === 0) return;
  const packages = missing.flatMap((tool) => tool.packages);
  const apt = await aptCommand();
  if (apt === undefined) explain(missing, packages);

  console.log(`Installing ${packages.join(', ')} (apt-get) …`);
  for (const args of [['update'], ['install', '--yes', '--no-install-recommends', ...packages]]) {
    const [command, ...rest] = [...apt, ...args];
    const result = await runQuietly(command, rest, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (result.code !== 0) {
      console.error(result.output.trimEnd());
      explain(missing, packages);
    }
  }
  const still = tools.filter((tool) => findCommand(tool.command) === undefined);
  if (still.length > 0) {
    explain(
      still,
      still.flatMap((tool) => tool.packages),
    );
  }
}

/** @returns {Promise<readonly [string, ...string[]] | undefined>} the words that start apt-get with the rights to install */
async function aptCommand() {
  if (findCommand('apt-get') === undefined) return undefined;
  if (process.getuid?.() === 0) return ['apt-get'];
  const sudo = await runQuietly('sudo', ['--non-interactive', 'true']);
  return sudo.code === 0 ? ['sudo', '--non-interactive', 'apt-get'] : undefined;
}

/**
 * @param {readonly Tool[]} missing
 * @param {readonly string[]} packages
 * @returns {never}
 */
function explain(missing, packages) {
  fail(
    'The tests need programs that are not installed here:',
    ...missing.map((tool) => `  ${tool.command}: ${tool.purpose}`),
    'On Debian or Ubuntu, as root:',
    `  apt-get update && apt-get install --no-install-recommends ${packages.join(' ')}`,
    'Elsewhere install them so that these commands are on the PATH, then run the tests again.',
  );
}
