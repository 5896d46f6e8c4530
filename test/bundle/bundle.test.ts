import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build, stop } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleFile } from '../../scripts/build/bundle.ts';
import { ROOT } from '../../scripts/build/paths.ts';
import { BUDGETS, weighParts } from '../../scripts/build/sizes.ts';
import type { Part } from '../../scripts/build/sizes.ts';
import { INNER_HTML, MARKERS, YOUNG_METHODS } from './markers.ts';

afterAll(stop);

/** Resolved as the panel resolves it; the repository itself does not depend on it. */
const PREACT = createRequire(join(ROOT, 'packages/widget/package.json')).resolve('preact');
const FIXTURES = join(import.meta.dirname, 'fixtures');

describe('what a shopper downloads', () => {
  let parts: readonly Part[] = [];
  beforeAll(async () => {
    parts = await weighParts();
    // Every part and every put-together of them is built anew.
  }, 120_000);
  const part = (name: string): Part => {
    const found = parts.find((candidate) => candidate.name === name);
    if (!found) throw new Error(`no part is called ${name}`);
    return found;
  };

  it.each(Object.entries(BUDGETS))('%s takes at most %i bytes', (name, budget) => {
    expect(part(name).brotliBytes).toBeLessThanOrEqual(budget);
    // Far below would mean that something is missing in it, not that it is small.
    expect(part(name).brotliBytes).toBeGreaterThan(500);
  });

  it.each(Object.entries(MARKERS))('has no %s in it', (_name, marker) => {
    expect(parts.length).toBeGreaterThanOrEqual(4);
    for (const { name, code } of parts) expect(`${name}: ${marker.exec(code)?.[0] ?? 'clean'}`).toBe(`${name}: clean`);
  });

  it('sets no innerHTML of its own: none before the panel, and there only Preact’s', async () => {
    const preact = await bundleFile({ input: PREACT, format: 'es' });
    const preacts = preact.match(INNER_HTML)?.length ?? 0;
    expect(preacts).toBeGreaterThan(0);
    for (const { name, code } of parts) {
      expect(`${name}: ${code.match(INNER_HTML)?.length ?? 0}`).toBe(
        `${name}: ${name.split('.').includes('ui') ? preacts : 0}`,
      );
    }
  });

  it('calls no method that browsers of 2022 lack', () => {
    expect(YOUNG_METHODS.exec('a.toSorted(b)')?.[0]).toBe('.toSorted(');
    for (const { name, code } of parts) {
      expect(`${name}: ${YOUNG_METHODS.exec(code)?.[0] ?? 'clean'}`).toBe(`${name}: clean`);
    }
  });

  it('is kept by browsers as one byte a letter, but for languages', () => {
    const wide = parts.filter(({ code }) => /[^\0-\u00ff]/.test(code)).map(({ name }) => name);
    expect(wide).toContain('ja');
    expect(wide.filter((name) => name.length > 2 || name === 'ui')).toEqual([]);
  });

  it('has one short name for a private member in all parts', () => {
    for (const { name, code } of parts.filter((candidate) => candidate.name !== 'engine')) {
      expect(`${name}: ${/\._[a-zA-Z]{4,}\b/.exec(code)?.[0] ?? 'clean'}`).toBe(`${name}: clean`);
    }
  });
});

describe('each marker is seen where the thing is', () => {
  it.each([
    ['zod', 'with-zod.ts'],
    ['ws', 'with-ws.ts'],
    ['redis', 'with-redis.ts'],
    ['node:', 'with-node.ts'],
    ['eval', 'with-eval.ts'],
    ['new Function', 'with-function.ts'],
  ])('%s', async (marker, fixture) => {
    expect(await bundleForNode(join(FIXTURES, fixture))).toMatch(MARKERS[marker] ?? /a marker without a pattern/);
  });

  it('and every marker is among these', () => {
    expect(Object.keys(MARKERS)).toEqual(['zod', 'ws', 'redis', 'node:', 'eval', 'new Function']);
  });
});

/** Our own bundler refuses what is not for browsers, so what it would have to let through is made by another. */
async function bundleForNode(entry: string): Promise<string> {
  const options = {
    bundle: true,
    minify: true,
    write: false,
    platform: 'node',
    format: 'esm',
    logLevel: 'silent',
  } as const;
  const { outputFiles } = await build({ entryPoints: [entry], ...options });
  return outputFiles[0]?.text ?? '';
}
