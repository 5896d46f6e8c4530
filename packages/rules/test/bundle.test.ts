import { brotliCompressSync, constants } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { minify } from 'terser';
import { describe, expect, it } from 'vitest';
import type * as Rules from '../src/index.ts';

/** What a browser loads of the engine: the core on every page, the extras where a playbook needs them. */
const LOADED = ['core.ts', 'extras/index.ts'];
/** Of each; the budgets of the widget's build say the same (scripts/build/sizes.ts). */
const LIMIT_BYTES = 4000;

/** Members written `_like` this are private, and get short names as in the widget's build. */
const MINIFY = { module: true, compress: { passes: 3 }, mangle: { properties: { regex: /^_/ } } } as const;

async function bundle(entry: string, { isMinified = true } = {}) {
  const { outputFiles, metafile } = await build({
    entryPoints: [fileURLToPath(new URL(`../src/${entry}`, import.meta.url))],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
  });
  const text = outputFiles[0]?.text ?? '';
  const { code = '' } = isMinified ? await minify(text, MINIFY) : { code: text };
  const bytes = brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  return { code, bytes, files: Object.keys(metafile.inputs) };
}

describe('the bundle', () => {
  it.each(LOADED)('[SI1] of %s is small and holds nothing else', async (entry) => {
    const { code, bytes, files } = await bundle(entry);
    expect(bytes).toBeGreaterThan(1000);
    expect(bytes).toBeLessThanOrEqual(LIMIT_BYTES);
    expect(files.filter((file) => /zod|schema|explain|catalogue|trace|lint|rehearse/.test(file))).toEqual([]);
    expect(files.filter((file) => file.includes('whole/'))).toEqual([]);
    // Words of the schema and of the explanations.
    expect(code).not.toMatch(/known are|had to|ZodError|\beval\b|new Function/);
  });

  it('[SI1] of the core holds none of the extras', async () => {
    const { files } = await bundle('core.ts');
    expect(files.filter((file) => file.includes('extras/'))).toEqual([]);
  });

  it('[SI1] the check would see zod', async () => {
    const { files } = await bundle('schema/index.ts', { isMinified: false });
    expect(files.some((file) => file.includes('zod'))).toBe(true);
  });

  it('[SI1] the minified engine decides as the source does', async () => {
    const { code } = await bundle('index.ts');
    const { createEngine } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as typeof Rules;
    const engine = createEngine(
      {
        version: 'v',
        rules: [
          {
            id: 'a',
            name: 'A',
            on: [{ signal: 'search' }],
            when: { 'page.path': { $glob: '/a/**' } },
            invite: { text: {} },
          },
        ],
      },
      { visitorSeed: 's' },
    );
    const { decisions } = engine.step(engine.start(undefined, 0), {
      now: 0,
      facts: { 'page.path': '/a/b/c' },
      signal: { name: 'search' },
    });
    expect(decisions).toMatchObject([{ kind: 'invite', rule: 'a', trace: { bits: '1', values: ['/a/b/c'] } }]);
  });
});
