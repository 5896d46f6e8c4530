import { nodeResolve } from '@rollup/plugin-node-resolve';
import { rollup } from 'rollup';
import type { InputPluginOption, LogHandler, Plugin, RollupBuild, RollupLog } from 'rollup';
import { minify } from './minify.ts';
import type { NameTable } from './mangle.ts';
import { sourcePlugin } from './source-plugin.ts';
import type { SourceOptions } from './source-plugin.ts';

/** Opens an entry with everything it imports. The caller generates and closes it. */
export function openBundle(input: string | Record<string, string>, plugins: InputPluginOption[]): Promise<RollupBuild> {
  return rollup({
    input,
    plugins: [
      ...plugins,
      nodeResolve({ browser: true, preferBuiltins: false, extensions: ['.mjs', '.js', '.ts', '.tsx'] }),
    ],
    treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false },
    onLog: refuseWarnings,
  });
}

/** A warning of the bundler (an import that is not there, a cycle, an unresolved package) is a mistake in a bundle. */
const refuseWarnings: LogHandler = (level, log) => {
  // Preact imports itself in a circle, on purpose.
  if (level !== 'warn' || (log.code === 'CIRCULAR_DEPENDENCY' && isForeign(log))) return;
  throw new Error(`bundling: ${log.message}`);
};

const isForeign = (log: RollupLog): boolean => (log.ids ?? []).every((id) => id.includes('node_modules'));

/** The code of our own modules that is left of them in a bundle, without types, comments and what nobody uses. */
export async function bundledSources(input: string): Promise<string[]> {
  const bundle = await openBundle(input, [sourcePlugin()]);
  try {
    const { output } = await bundle.generate({ format: 'es', inlineDynamicImports: true, generatedCode: 'es2015' });
    return Object.entries(output[0].modules).flatMap(([id, { code }]) =>
      id.includes('node_modules') || code === null ? [] : [code],
    );
  } finally {
    await bundle.close();
  }
}

export interface SingleFileOptions extends Pick<SourceOptions, 'constants'> {
  /** Several become one file that exports what all of them do. */
  readonly input: string | readonly string[];
  /** `es` to be imported, `iife` for a classic script tag. */
  readonly format: 'es' | 'iife';
  readonly names?: NameTable;
  readonly isAscii?: boolean;
}

const JOINED = 'tillside:joined';

/** An entry that is not a file: what several files export, together. */
const joined = (inputs: readonly string[]): Plugin => ({
  name: 'tillside-joined',
  resolveId: (source) => (source === JOINED ? source : null),
  load: (id) => (id === JOINED ? inputs.map((input) => `export * from ${JSON.stringify(input)};`).join('\n') : null),
});

/** One entry with everything it needs as one minified file. */
export async function bundleFile({
  input,
  format,
  names,
  constants,
  isAscii = false,
}: SingleFileOptions): Promise<string> {
  const inputs = [input].flat();
  const plugins = [joined(inputs), sourcePlugin(constants ? { constants } : {})];
  const bundle = await openBundle(inputs.length === 1 ? inputs.join() : JOINED, plugins);
  try {
    const { output } = await bundle.generate({
      format,
      inlineDynamicImports: true,
      generatedCode: 'es2015',
      // Modules are strict by themselves, and the loader does nothing that would be otherwise.
      strict: false,
    });
    const { code } = await minify(output[0].code, { module: format === 'es', isAscii, ...(names ? { names } : {}) });
    return `${code.trim()}\n`;
  } finally {
    await bundle.close();
  }
}
