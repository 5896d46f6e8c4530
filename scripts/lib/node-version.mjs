import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from './fail.mjs';

/** With this the set-up itself can run. */
const OLDEST_MAJOR = 20;
/** The product needs node:sqlite as it is from here on, and a Node that runs .ts files directly. */
const NEEDED = { major: 24, minor: 16 };
const NEEDED_TEXT = `${NEEDED.major}.${NEEDED.minor}`;

/** Ends the process when even the set-up cannot run. */
export function requireNodeForSetUp() {
  const { major } = parse(process.versions.node);
  if (major >= OLDEST_MAJOR) return;
  fail(
    `Node ${process.versions.node} is too old: Tillside needs Node ${OLDEST_MAJOR} or newer to set itself up.`,
    `Install a current one from https://nodejs.org/ and run the command again.`,
  );
}

/**
 * A Node that can run the product: this one, or the one that the dependencies brought. Node 24 comes first, because
 * the tests run on it; a newer one will do. Ends the process when there is none.
 * @param {string} root the repository
 * @returns {string} the path of the executable
 */
export function findNode(root) {
  const here = parse(process.versions.node);
  const isNewEnough = here.major > NEEDED.major || (here.major === NEEDED.major && here.minor >= NEEDED.minor);
  if (isNewEnough && here.major === NEEDED.major) return process.execPath;

  const packaged = join(root, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
  if (process.platform === 'linux' && existsSync(packaged) && canRun(packaged)) return packaged;
  if (isNewEnough) return process.execPath;

  return fail(
    `Tillside runs on Node ${NEEDED_TEXT} or newer; this is Node ${process.versions.node} on ${process.platform}-${process.arch}, ` +
      `for which no newer one comes with the dependencies.`,
    `Install Node ${NEEDED.major}: from https://nodejs.org/, or by your version manager: nvm install ${NEEDED.major}, fnm install ${NEEDED.major}, mise use node@${NEEDED.major}.`,
  );
}

/**
 * The version of another Node.
 * @param {string} executable
 */
export function versionOf(executable) {
  return parse(execFileSync(executable, ['-p', 'process.versions.node'], { encoding: 'utf8' }));
}

/** @param {string} executable */
function canRun(executable) {
  try {
    return versionOf(executable).major >= NEEDED.major;
  } catch {
    return false; // For example a glibc binary on a musl system.
  }
}

/** @param {string} version */
function parse(version) {
  const [major = 0, minor = 0] = version.trim().split('.').map(Number);
  return { major, minor };
}
