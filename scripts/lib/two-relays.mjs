import { join, resolve } from 'node:path';
import { fail } from './fail.mjs';
import { isTaken } from './free-port.mjs';
import { startRedis } from './redis.mjs';
import { createRelays } from './relays.mjs';
import { waitUntilAlive } from './wait-until-alive.mjs';

const DEFAULT_PORT = 7070;

/**
 * The same demo on the second store: a redis-server of our own and two relays, on PORT and the port after it.
 * @param {object} options
 * @param {string} options.root the repository
 * @param {string} options.node the Node to run them with
 * @param {string[]} options.flags for both relays
 * @returns {Promise<number>} the exit code
 */
export async function runTwoRelays({ root, node, flags }) {
  const host = process.env['HOST'] || '127.0.0.1';
  const port = firstPort();
  if (process.env['REDIS_URL'])
    fail('--redis starts a Redis of its own, but REDIS_URL is set. Leave one of the two away.');

  for (const wanted of [port, port + 1]) {
    if (await isTaken(callable(host), wanted)) {
      fail(`Port ${wanted} is taken. Stop what uses it, or choose two others: PORT=${port + 2} npm start -- --redis`);
    }
  }
  const folder = resolve(process.env['DATA_DIR'] || join(root, '.tillside'), 'redis');
  const relays = createRelays({ root, node, flags });
  const redis = await startRedis(folder);
  console.log(`redis-server on ${redis.url}, data in ${folder}`);
  /** @param {number} ownPort */
  const start = (ownPort) => relays.start({ PORT: String(ownPort), REDIS_URL: redis.url });

  if (relays.isStopping()) {
    await redis.stop();
    return 0;
  }
  // One after the other: the first fills in the demo, the second finds it there.
  const first = start(port);
  const state = await Promise.race([waitUntilAlive(callable(host), port), first.then(() => 'over')]);
  if (state === 'silent') {
    console.error(`The relay does not answer on http://${host}:${port}/livez; stopping.`);
    relays.stop();
  } else if (state === 'alive' && !relays.isStopping()) {
    void start(port + 1);
    console.log(`Two relays share it: http://${host}:${port}/ and http://${host}:${port + 1}/`);
  }
  const code = await relays.untilOver();
  await redis.stop();
  return code;
}

/**
 * An address to listen on everywhere is none to call.
 * @param {string} host
 */
const callable = (host) => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);

/** PORT, which here cannot be 0: the second relay takes the one after it. */
function firstPort() {
  const given = process.env['PORT'] || String(DEFAULT_PORT);
  const port = Number(given);
  if (Number.isInteger(port) && port >= 1 && port <= 65_534) return port;
  return fail(
    `PORT is "${given}"; with --redis it must be a number from 1 to 65534: the second relay takes the next one.`,
  );
}
