/**
 * Builds what browsers download: packages/widget/dist and packages/console/dist.
 *
 *     node scripts/build.ts              build now
 *     node scripts/build.ts --if-stale   build only when a source differs from what the last build was made from
 *
 * Exits with 1 when an entry is missing or does not build; what exists is built all the same.
 */
import { join } from 'node:path';
import { hashInputs } from './build/inputs.ts';
import { CONSOLE, WIDGET } from './build/paths.ts';
import { readManifest } from './build/publish.ts';

const started = performance.now();
const inputs = await hashInputs();
if (!(process.argv.includes('--if-stale') && (await isCurrent()))) await buildAll();

async function isCurrent(): Promise<boolean> {
  const manifests = await Promise.all([WIDGET, CONSOLE].map((folder) => readManifest(join(folder, 'dist'))));
  return manifests.every((manifest) => manifest?.inputs === inputs);
}

async function buildAll(): Promise<void> {
  // Loaded only here: the bundler takes longer to load than a current build takes to recognise.
  const [{ buildWidget, publishWidget }, { buildConsole, publishConsole }] = await Promise.all([
    import('./build/widget.ts'),
    import('./build/console.ts'),
  ]);
  const problems = [
    ...(await attempt('widget', () => buildWidget(inputs), publishWidget)),
    ...(await attempt('console', () => buildConsole(inputs), publishConsole)),
  ];
  for (const problem of problems) console.error(`build: ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
  else console.log(`Built the browser bundles in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

/** Builds and publishes one package; returns what is wrong. An incomplete build is published, but never as current. */
async function attempt<B extends { readonly missing: readonly string[] }>(
  name: string,
  build: () => Promise<B>,
  publish: (built: B) => Promise<void>,
): Promise<string[]> {
  try {
    const built = await build();
    await publish(built);
    return built.missing.map((file) => `${name}: the entry ${file} does not exist`);
  } catch (error) {
    return [`${name}: ${error instanceof Error ? error.message : String(error)}`];
  }
}
