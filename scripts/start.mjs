/**
 * `npm start`: from a fresh clone to a running demo. Plain JavaScript without dependencies: it runs before there are
 * any, on whatever Node the machine has.
 *
 *     npm start                  the relay on its embedded store
 *     npm start -- --redis       two relays on a redis-server of their own
 *     npm start -- FLAGS         other flags go to the relay
 */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './lib/build.mjs';
import { ensureDependencies } from './lib/install.mjs';
import { findNode, requireNodeForSetUp } from './lib/node-version.mjs';
import { createRelays } from './lib/relays.mjs';
import { runTwoRelays } from './lib/two-relays.mjs';

requireNodeForSetUp();
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const given = process.argv.slice(2);
const flags = ['--demo', ...given.filter((flag) => flag !== '--redis')];

await ensureDependencies(root);
const node = findNode(root);
const buildCode = await buildIfStale(root, node);
if (buildCode !== 0) process.exit(buildCode);

if (given.includes('--redis')) process.exit(await runTwoRelays({ root, node, flags }));
const relays = createRelays({ root, node, flags });
void relays.start();
process.exit(await relays.untilOver());
