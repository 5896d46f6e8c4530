/** Bundles main.js as a shop's own build would: `node examples/npm-sdk/build.mjs`. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = dirname(fileURLToPath(import.meta.url));

await build({
  entryPoints: [join(folder, 'main.js')],
  outdir: join(folder, 'dist'),
  bundle: true,
  // The protocol client and the panel stay files of their own, loaded when they are needed.
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
});
