/** Bundles main.js as a shop's own build would: `node examples/npm-sdk/build.mjs [FOLDER]`. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = dirname(fileURLToPath(import.meta.url));

/** `import css from './x.css?inline'` is the stylesheet as a text, as in most bundlers. */
const inlineStyles = {
  name: 'inline-styles',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\.css\?inline$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace('?inline', '')),
      namespace: 'inline-styles',
    }));
    onLoad({ filter: /./, namespace: 'inline-styles' }, async ({ path }) => {
      const { outputFiles } = await build({ entryPoints: [path], bundle: true, minify: true, write: false });
      return { contents: outputFiles[0].text, loader: 'text' };
    });
  },
};

await build({
  entryPoints: [join(folder, 'main.js')],
  outdir: process.argv[2] ?? join(folder, 'dist'),
  bundle: true,
  // The protocol client and the panel stay files of their own, loaded when they are needed.
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  plugins: [inlineStyles],
});
