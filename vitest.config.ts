import { readFile } from 'node:fs/promises';
import { defineConfig } from 'vitest/config';
import type { Plugin } from 'vitest/config';

/** As the bundles have it: `import icon from './icon.svg?text'` is the file as a string. */
const textImports: Plugin = {
  name: 'tillside-text-imports',
  enforce: 'pre',
  async load(id) {
    if (!id.endsWith('?text')) return null;
    return `export default ${JSON.stringify(await readFile(id.slice(0, -'?text'.length), 'utf8'))}`;
  },
};

/** How soon is no question of any test: a busy machine is only slower. */
const expect = { poll: { timeout: 10_000 } };
const hookTimeout = 60_000;
const testTimeout = 120_000;

/** One project per kind of test, so that `vitest --project unit` stays quick and a browser is started only where one is needed. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          expect,
          hookTimeout,
          include: ['packages/*/test/**/*.test.{ts,tsx}', 'test/bundle/**/*.test.ts', 'test/house/**/*.test.ts'],
          exclude: ['packages/{widget,console}/test/**'],
          setupFiles: ['test/helpers/leaks.ts'],
          testTimeout,
        },
      },
      {
        test: {
          name: 'simulation',
          expect,
          hookTimeout,
          include: ['test/simulation/**/*.test.ts'],
          testTimeout: 180_000,
        },
      },
      {
        plugins: [textImports],
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
        test: {
          name: 'dom',
          expect,
          hookTimeout,
          environment: 'happy-dom',
          css: true,
          include: ['packages/{widget,console}/test/**/*.test.{ts,tsx}'],
          testTimeout,
        },
      },
      {
        test: {
          name: 'system',
          expect,
          hookTimeout,
          include: ['test/{e2e,cluster,wire,chaos}/**/*.test.ts'],
          fileParallelism: false,
          testTimeout,
        },
      },
    ],
  },
});
