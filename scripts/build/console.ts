import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { OutputChunk, Plugin, RollupBuild } from 'rollup';
import { openBundle } from './bundle.ts';
import { minify } from './minify.ts';
import { CONSOLE } from './paths.ts';
import { publish, sizesOf } from './publish.ts';
import type { Build, Manifest } from './publish.ts';
import { sourcePlugin } from './source-plugin.ts';

/** Where the relay serves the console; absolute, because the console's own addresses have several levels. */
const BASE = '/console/';
const ENTRY = 'src/main.tsx';
const PAGE = 'src/index.html';

export interface ConsoleManifest extends Manifest {
  readonly html: string;
  readonly js: string;
  readonly css?: string;
}

export interface ConsoleBuild {
  /** Nothing when an entry is missing. */
  readonly build: Build<ConsoleManifest> | undefined;
  readonly missing: readonly string[];
}

/** Builds the console: hashed scripts with source maps, one hashed stylesheet, and the page that names them. */
export async function buildConsole(inputs: string): Promise<ConsoleBuild> {
  const missing = [ENTRY, PAGE].filter((file) => !existsSync(join(CONSOLE, file)));
  if (missing.length > 0) return { build: undefined, missing: missing.map((file) => `packages/console/${file}`) };

  const { version }: { version: string } = JSON.parse(await readFile(join(CONSOLE, 'package.json'), 'utf8'));
  const styles = new Map<string, string>();
  const onStyle = (id: string, css: string): void => void styles.set(id, css);
  const constants = { __VERSION__: version };
  const bundle = await openBundle({ console: join(CONSOLE, ENTRY) }, [sourcePlugin({ constants, onStyle })]);
  try {
    const hashed = new Map<string, string>();
    const { js, modules } = await addScripts(bundle, hashed);
    const css = addStylesheet(modules, styles, hashed);
    const html = pageWith(await readFile(join(CONSOLE, PAGE), 'utf8'), js, css);
    const entries = new Map([['index.html', html]]);
    const bytes = sizesOf(entries, hashed);
    const manifest = { html: 'index.html', js, ...(css === undefined ? {} : { css }), version, inputs, bytes };
    return { build: { hashed, entries, manifest }, missing: [] };
  } finally {
    await bundle.close();
  }
}

export const publishConsole = async ({ build }: ConsoleBuild): Promise<void> => {
  if (build) await publish(join(CONSOLE, 'dist'), build);
};

interface Scripts {
  readonly js: string;
  /** Every module in the order it runs: the order of the stylesheets too. */
  readonly modules: readonly string[];
}

async function addScripts(bundle: RollupBuild, hashed: Map<string, string>): Promise<Scripts> {
  const { output } = await bundle.generate({
    format: 'es',
    hashCharacters: 'hex',
    entryFileNames: '[name]-[hash:10].js',
    chunkFileNames: '[name]-[hash:10].js',
    sourcemap: true,
    generatedCode: 'es2015',
    plugins: [minifyChunks],
  });
  for (const item of output) hashed.set(item.fileName, item.type === 'chunk' ? item.code : String(item.source));
  const chunks = output.filter((item): item is OutputChunk => item.type === 'chunk');
  const entry = chunks.find((chunk) => chunk.isEntry);
  if (!entry) throw new Error('the console has no entry chunk');
  const inOrder = [entry, ...chunks.filter((chunk) => chunk !== entry)];
  return { js: entry.fileName, modules: inOrder.flatMap((chunk) => chunk.moduleIds) };
}

const minifyChunks: Plugin = {
  name: 'tillside-minify',
  async renderChunk(code) {
    const result = await minify(code, { module: true, sourceMap: true });
    return { code: result.code, map: result.map ?? null };
  },
};

function addStylesheet(
  modules: readonly string[],
  styles: ReadonlyMap<string, string>,
  hashed: Map<string, string>,
): string | undefined {
  const css = modules.flatMap((id) => styles.get(id) ?? []).join('\n');
  if (css === '') return undefined;
  const name = `console-${createHash('sha256').update(css).digest('hex').slice(0, 10)}.css`;
  hashed.set(name, css);
  return name;
}

/** The source page names `./main.tsx`, as an editor expects; the built one names the hashed script and stylesheet. */
function pageWith(html: string, js: string, css: string | undefined): string {
  const source = `./${basename(ENTRY)}`;
  if (!html.includes(source)) throw new Error(`packages/console/${PAGE} has no <script type="module" src="${source}">`);
  if (!html.includes('</head>')) throw new Error(`packages/console/${PAGE} has no </head>`);
  const link = css === undefined ? '' : `<link rel="stylesheet" href="${BASE}${css}">\n  `;
  return html.replace(source, BASE + js).replace('</head>', `${link}</head>`);
}
