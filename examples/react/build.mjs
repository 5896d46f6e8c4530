/** Bundles the shop as its own build would: `node examples/react/build.mjs`. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = dirname(fileURLToPath(import.meta.url));

await build({
  entryPoints: [join(folder, 'main.tsx')],
  outdir: join(folder, 'dist'),
  bundle: true,
  // The protocol client and the panel stay files of their own, loaded when they are needed.
  splitting: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  // React's own build for development warns, and mounts everything twice under StrictMode.
  minify: process.env.NODE_ENV !== 'development',
});
