import { join } from 'node:path';
import { runShown } from './run.mjs';

/**
 * Builds the browser bundles if a source differs from what the last build was made from.
 * @param {string} root the repository
 * @param {string} node the Node to run the build with
 * @returns {Promise<number>} its exit code; it says itself what is wrong
 */
export function buildIfStale(root, node) {
  return runShown(node, [join(root, 'scripts/build.ts'), '--if-stale'], { cwd: root });
}
