import { minify as terser } from 'terser';
import type { NameTable } from './mangle.ts';

export interface MinifyOptions {
  /** `false` for classic scripts. */
  readonly module: boolean;
  /** Where private members get their short names; without it they keep their own. */
  readonly names?: NameTable;
  readonly sourceMap?: boolean;
}

export interface Minified {
  readonly code: string;
  readonly map: string | undefined;
}

/** Terser rather than esbuild's minifier: 2–3 % fewer bytes after brotli. */
export async function minify(code: string, options: MinifyOptions): Promise<Minified> {
  const { names } = options;
  const result = await terser(code, {
    module: options.module,
    toplevel: true,
    ecma: 2020,
    // Hoisting saves bytes in the classic loader, which is one function, and costs some in modules.
    compress: { passes: 4, hoist_funs: !options.module },
    mangle: names ? { properties: { regex: names.members, keep_quoted: true } } : true,
    ...(names ? { nameCache: names.cache() } : {}),
    ...(options.sourceMap ? { sourceMap: { asObject: false } } : {}),
    format: { comments: false },
  });
  if (result.code === undefined) throw new Error('the minifier returned nothing');
  return { code: result.code, map: typeof result.map === 'string' ? result.map : undefined };
}
