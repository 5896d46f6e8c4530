import { defineConfig } from 'vitest/config';

/** One project per kind of test, so that `vitest --project unit` stays under a second and a browser is started only where one is needed. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/test/**/*.test.{ts,tsx}', 'test/bundle/**/*.test.ts', 'test/house/**/*.test.ts'],
          exclude: ['packages/{widget,console}/test/**'],
          setupFiles: ['test/helpers/leaks.ts'],
          testTimeout: 30_000,
        },
      },
      {
        esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['packages/{widget,console}/test/**/*.test.{ts,tsx}'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'system',
          include: ['test/{e2e,cluster,wire,chaos}/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
