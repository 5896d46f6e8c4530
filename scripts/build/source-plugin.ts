import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { build, transform } from 'esbuild';
import type { Loader, TransformOptions } from 'esbuild';
import type { Plugin } from 'rollup';
import { ROOT } from './paths.ts';

/** The browsers we serve: what `es2022` means is in every evergreen browser since 2022. */
export const TARGET = 'es2022';

const LOADERS: Readonly<Record<string, Loader>> = { '.ts': 'ts', '.tsx': 'tsx' };

export interface SourceOptions {
  /** Constants put in place of free identifiers: `{ __VERSION__: '0.1.0' }`. */
  readonly constants?: Readonly<Record<string, string>>;
  /** Receives every plain `import './x.css'`, minified. Without it such an import is an error. */
  readonly onStyle?: (id: string, css: string) => void;
}

/**
 * Makes rollup read our sources: TypeScript and JSX by esbuild, `?text` (any file as a string),
 * `x.css?inline` (minified, as a string for a constructed stylesheet) and plain `x.css` (extracted).
 */
export function sourcePlugin(options: SourceOptions = {}): Plugin {
  const define = Object.fromEntries(
    Object.entries(options.constants ?? {}).map(([name, value]) => [name, JSON.stringify(value)]),
  );
  return {
    name: 'tillside-sources',
    async resolveId(source, importer) {
      const query = /\?(?:text|inline)$/.exec(source)?.[0];
      if (query === undefined) return null;
      const found = await this.resolve(source.slice(0, -query.length), importer, { skipSelf: true });
      return found && { id: found.id + query, moduleSideEffects: false };
    },
    async load(id) {
      if (id.endsWith('?text')) return asString(await readFile(withoutQuery(id), 'utf8'));
      if (id.endsWith('.css?inline')) return asString(await minifiedStyle(withoutQuery(id)));
      if (!id.endsWith('.css')) return null;
      if (!options.onStyle) {
        return this.error(`${id}: plain stylesheets cannot be imported here; write '…css?inline' and construct one`);
      }
      options.onStyle(id, await minifiedStyle(id));
      return { code: '', moduleSideEffects: 'no-treeshake' };
    },
    async transform(code, id) {
      const loader = LOADERS[extname(id)];
      if (loader === undefined) return null;
      const result = await transform(code, { ...ESBUILD, loader, define, sourcefile: id });
      return { code: result.code, map: result.map };
    },
  };
}

const ESBUILD: TransformOptions = {
  target: TARGET,
  sourcemap: true,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  // Imports stay as written: what is only a type is written `import type` and disappears with it.
  tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
};

async function minifiedStyle(file: string): Promise<string> {
  const result = await build({
    absWorkingDir: ROOT,
    entryPoints: [file],
    bundle: true,
    minify: true,
    write: false,
    target: TARGET_CSS,
    loader: { '.svg': 'dataurl', '.png': 'dataurl', '.woff2': 'dataurl' },
    legalComments: 'none',
    logLevel: 'silent',
  });
  return (result.outputFiles[0]?.text ?? '').trim();
}

/** Said as browsers: nesting and the like are lowered for those that came before them. */
const TARGET_CSS = ['chrome105', 'firefox110', 'safari16'];

const withoutQuery = (id: string): string => id.replace(/\?\w+$/, '');
const asString = (text: string): string => `export default ${JSON.stringify(text)}`;
