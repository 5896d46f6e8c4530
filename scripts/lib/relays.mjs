import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ended } from './run.mjs';

/** What an operator or a terminal sends to end a process. */
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
/** A relay drains for up to 30 s; after that something is wrong with it. */
const KILL_AFTER_MS = 35_000;
const PARENT_POLL_MS = 500;

/**
 * Relays that live and end together, in the foreground. Signals are handed on to all of them.
 * @param {object} options
 * @param {string} options.root the repository
 * @param {string} options.node the Node to run them with
 * @param {string[]} options.flags for each of them
 */
export function createRelays({ root, node, flags }) {
  const main = join(root, 'packages/relay/src/main.ts');
  /** @type {{ child: import('node:child_process').ChildProcess, over: Promise<number> }[]} */
  const relays = [];
  /** @param {NodeJS.Signals} signal */
  const killAll = (signal) => {
    for (const { child } of relays) child.kill(signal);
  };
  let isStopping = false;
  const stop = () => {
    isStopping = true;
    killAll('SIGTERM');
  };
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      isStopping = true;
      // A terminal's Ctrl-C has reached them already, and a second one means "at once".
      if (signal !== 'SIGINT' || !process.stdin.isTTY) killAll(signal);
    });
  }
  watchParent(stop);

  return {
    /** Whether somebody asked all this to end. */
    isStopping: () => isStopping,

    stop,

    /**
     * @param {NodeJS.ProcessEnv} [env] set in addition to this process's own
     * @returns {Promise<number>} its exit code, once it has ended
     */
    start(env = {}) {
      const child = spawn(node, [main, ...flags], { stdio: 'inherit', env: { ...process.env, ...env } });
      const over = ended(child);
      relays.push({ child, over });
      return over;
    },

    /**
     * Waits until one has ended, for whatever reason, then stops the others.
     * @returns {Promise<number>} the exit code of the one that ended first
     */
    async untilOver() {
      const code = await Promise.race(relays.map(({ over }) => over));
      killAll('SIGTERM');
      const impatience = setTimeout(() => killAll('SIGKILL'), KILL_AFTER_MS);
      await Promise.all(relays.map(({ over }) => over));
      clearTimeout(impatience);
      return code;
    },
  };
}

/**
 * npm starts scripts through a shell and, asked to end, ends only that shell. Then nobody waits for us any more.
 * @param {() => void} onOrphaned
 */
function watchParent(onOrphaned) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onOrphaned();
  }, PARENT_POLL_MS).unref();
}
