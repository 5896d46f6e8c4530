import { fail } from './fail.mjs';
import { ensureTools } from './apt.mjs';
import { findCommand, isExecutable } from './find-command.mjs';
import { runQuietly } from './run.mjs';

/** @type {readonly import('./apt.mjs').Tool[]} */
const TOOLS = [
  { command: 'redis-server', packages: ['redis-server'], purpose: 'the second store, Redis 7 or newer' },
  { command: 'nginx', packages: ['nginx'], purpose: 'the documented proxy' },
  { command: 'openssl', packages: ['openssl'], purpose: 'a certificate for that proxy' },
  { command: 'python3', packages: ['python3'], purpose: 'the client that knows nothing but docs/protocol.md' },
];
/** With a font: a page without one has no text to look at. */
const CHROMIUM = {
  command: 'chromium',
  packages: ['chromium', 'fonts-liberation'],
  purpose: 'the browser (or set CHROMIUM to the path of one)',
};

/**
 * Makes sure that everything the tests need besides Node is there.
 * @returns {Promise<{ CHROMIUM: string }>} where the tests find the browser
 */
export async function ensureTestTools() {
  const given = process.env['CHROMIUM'];
  if (given && !isExecutable(given)) fail(`CHROMIUM is "${given}", which is no program that can be run.`);
  await ensureTools(given ? TOOLS : [...TOOLS, CHROMIUM]);
  await requireRedis7();
  return { CHROMIUM: given || findCommand('chromium') || '/usr/bin/chromium' };
}

async function requireRedis7() {
  const { output } = await runQuietly(findCommand('redis-server') ?? 'redis-server', ['--version']);
  const version = /v=(\d+)\S*/.exec(output);
  if (version && Number(version[1]) >= 7) return;
  fail(`The tests need Redis 7 or newer; "redis-server --version" says: ${output.trim()}`);
}
