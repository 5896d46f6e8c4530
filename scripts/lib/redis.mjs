import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fail } from './fail.mjs';
import { findCommand } from './find-command.mjs';
import { freePort } from './free-port.mjs';
import { ended, runQuietly } from './run.mjs';

/** Older ones lack functions that our scripts call. */
const OLDEST_MAJOR = 7;
const READY_WITHIN_MS = 10_000;

/** As docs/operations.md asks for it: every acknowledged write is on the disk, and nothing is ever evicted. */
const SETTINGS = {
  appendonly: 'yes',
  appendfsync: 'always',
  'maxmemory-policy': 'noeviction',
  save: '',
};

/**
 * Starts a redis-server on a free port of this machine. Ends the process, with what to do, when there is none, it is
 * too old, or another one still works in the same folder.
 * @param {string} folder where it keeps its data; made if need be
 * @returns {Promise<{ url: string, port: number, stop: () => Promise<void> }>}
 */
export async function startRedis(folder) {
  const command = await requireRedis();
  mkdirSync(folder, { recursive: true });
  const pidFile = join(folder, 'redis.pid');
  refuseSecondServer(pidFile, folder);

  const port = await freePort();
  const log = join(folder, 'redis.log');
  const own = { bind: '127.0.0.1', port: String(port), dir: folder, pidfile: pidFile, logfile: log, daemonize: 'no' };
  const args = Object.entries({ ...SETTINGS, ...own }).flatMap(([name, value]) => [`--${name}`, value]);
  // A process group of its own: Ctrl-C in the terminal ends the relays first, which still have to write.
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  const over = ended(child);
  const isReady = await Promise.race([answersPing(port), over.then(() => false)]);
  if (!isReady) {
    child.kill('SIGKILL');
    fail(`redis-server did not start in ${folder}; ${log} says why.`);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    async stop() {
      child.kill('SIGTERM');
      await over;
    },
  };
}

/** @returns {Promise<string>} the path of a redis-server that is new enough */
async function requireRedis() {
  const command = findCommand('redis-server');
  if (command === undefined) {
    fail(
      'Two relays need a Redis between them, and there is no redis-server on the PATH.',
      'On Debian or Ubuntu: apt-get install redis-server. On macOS: brew install redis. Elsewhere: https://redis.io/downloads/',
    );
  }
  const { output } = await runQuietly(command, ['--version']);
  const version = /v=(\d+)\.\S+/.exec(output);
  if (version && Number(version[1]) < OLDEST_MAJOR) {
    fail(`${command} is ${version[0].slice(2)}; Tillside needs Redis ${OLDEST_MAJOR} or newer.`);
  }
  return command;
}

/**
 * Two servers that append to the same file destroy it.
 * @param {string} pidFile
 * @param {string} folder
 */
function refuseSecondServer(pidFile, folder) {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  try {
    process.kill(pid, 0);
  } catch {
    return; // Left by one that is gone.
  }
  if (existsSync('/proc') && !readCommandLine(pid).includes('redis-server')) return;
  fail(`A redis-server (process ${pid}) already works in ${folder}. Stop it first: kill ${pid}`);
}

/** @param {number} pid */
function readCommandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
async function answersPing(port) {
  const until = Date.now() + READY_WITHIN_MS;
  while (Date.now() < until) {
    if (await pingOnce(port)) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function pingOnce(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.setTimeout(1000, () => socket.destroy());
    socket.once('data', (data) => {
      resolve(data.toString().startsWith('+PONG')); // While it loads its file it answers -LOADING.
      socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(false));
  });
}
