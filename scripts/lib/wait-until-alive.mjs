import { get } from 'node:http';

const PATIENCE_MS = 30_000;

/**
 * Asks a starting relay until it answers.
 * @param {string} host
 * @param {number} port
 * @returns {Promise<'alive' | 'silent'>} `silent` when it did not answer in time
 */
export async function waitUntilAlive(host, port) {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    if (await isAlive(host, port)) return 'alive';
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return 'silent';
}

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function isAlive(host, port) {
  return new Promise((resolve) => {
    const request = get({ host, port, path: '/livez', timeout: 1000, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}
