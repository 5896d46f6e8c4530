/**
 * `npm test`: everything, from a fresh clone: set-up, format, lint, types, build, then all tests.
 *
 *     npm test                 the ten-minute tier
 *     npm test -- --all        also what takes longer; writes docs/test-all.md
 *     npm test -- FILTER …     only the test files whose path contains FILTER, for daily work
 *
 * The last line is `N passed, N failed`.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './lib/build.mjs';
import { checks, runCheck, runVitest } from './lib/checks.mjs';
import { countTests } from './lib/count-tests.mjs';
import { fail } from './lib/fail.mjs';
import { ensureDependencies } from './lib/install.mjs';
import { findNode, requireNodeForSetUp, versionOf } from './lib/node-version.mjs';
import { ensureTestTools } from './lib/tools.mjs';
import { writeAllReport } from './lib/all-report.mjs';

/** What the results are stated for. The product runs on newer ones too. */
const TESTED_MAJOR = 24;

const started = performance.now();
requireNodeForSetUp();
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const given = process.argv.slice(2);
const isAll = given.includes('--all');
const filters = given.filter((argument) => argument !== '--all');

await ensureDependencies(root);
const node = findNode(root);
const { major } = versionOf(node);
if (major !== TESTED_MAJOR)
  fail(`The tests run on Node ${TESTED_MAJOR}; ${node} is Node ${major}. Install Node ${TESTED_MAJOR}.`);
const tools = await ensureTestTools();

const path = [dirname(node), join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
/** The long run gives the model tests more lives; what a seed once found is in both. */
const tier = isAll ? { MODEL_RUNS: '1000', MODEL_SEEDS: '8000' } : {};
const options = { cwd: root, env: { ...process.env, ...tools, ...tier, PATH: path } };

let passed = 0;
let failed = 0;
/** @param {import('./lib/checks.mjs').Outcome} outcome */
const add = (outcome) => {
  passed += outcome.passed;
  failed += outcome.failed;
};

if (filters.length === 0) for (const check of checks(node)) add(await runCheck(check, options));
else if ((await buildIfStale(root, node)) !== 0) failed++;

const report = join(root, 'node_modules/.cache/tillside/tests.json');
mkdirSync(dirname(report), { recursive: true });
rmSync(report, { force: true });
const exitCode = await runVitest(filters, report, options);
const tests = countTests(readReport(), exitCode);
add(tests);

const seconds = (performance.now() - started) / 1000;
if (isAll && filters.length === 0) await writeAllReport(root, { passed, failed, seconds });
for (const remark of tests.remarks) console.log(remark);
console.log(`Took ${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s.`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** @returns {import('./lib/count-tests.mjs').Report | undefined} */
function readReport() {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return undefined;
  }
}
