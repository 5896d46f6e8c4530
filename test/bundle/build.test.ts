import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stop } from 'esbuild';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleFile } from '../../scripts/build/bundle.ts';
import { createNameTable } from '../../scripts/build/mangle.ts';
import { publish, readManifest, sizesOf } from '../../scripts/build/publish.ts';

afterAll(stop);
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tillside-build-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, content: string) => writeFile(join(folder, name), content);
const bundle = (entry: string, more: object = {}) => bundleFile({ input: join(folder, entry), format: 'es', ...more });

describe('one entry as one file', () => {
  it('takes texts and styles as strings, constants as values, and leaves types out', async () => {
    await write('icon.svg', '<svg/>');
    await write('panel.css', '.a { color: rgb(255, 0, 0); }\n');
    await write('shape.ts', `export interface Shape { a: string }; console.log('side effect');`);
    await write(
      'entry.ts',
      `import type { Shape } from './shape.ts';
       import icon from './icon.svg?text';
       import css from './panel.css?inline';
       export const all: Shape[] = [icon, css, __LINK_FILE__];`,
    );
    const code = await bundle('entry.ts', { constants: { __LINK_FILE__: 'link-123.js' } });
    expect(code).toContain('"<svg/>",".a{color:red}","link-123.js"');
    expect(code).not.toContain('side effect');
  });

  it('makes a classic script that leaves nothing in the page’s scope', async () => {
    await write(
      'entry.ts',
      `const hidden: object = {}; globalThis.shown = () => hidden; globalThis.again = () => hidden;`,
    );
    const code = await bundle('entry.ts', { format: 'iife' });
    expect(code).toMatch(/^[!(]/);
    expect(code).not.toMatch(/\b(export|import)\b/);
  });

  it.each([
    ['an import that is not there', `import { a } from './nowhere.ts'; console.log(a);`],
    ['an export that is not there', `import { nothing } from './other.ts'; console.log(nothing);`],
    ['a package of the server', `import { readFile } from 'node:fs'; console.log(readFile);`],
    ['a plain stylesheet, which the widget has no place for', `import './panel.css';`],
    ['a syntax error', `const = 5;`],
  ])('refuses %s', async (_name, source) => {
    await write('other.ts', 'export const other = 1;');
    await write('panel.css', '.a { color: red }');
    await write('entry.ts', source);
    await expect(bundle('entry.ts')).rejects.toThrow();
  });

  it('gives private members the same short name in every bundle, and leaves all others alone', async () => {
    const one = 'export const make = (c) => ({ _secret: c, _other: 2, t: 3, __two: 4 });';
    const two = 'export const read = (o) => [o._other, o._other, o._secret, o.t, o.__two, o["_quoted"], o["e"]];';
    await write('one.ts', one);
    await write('two.ts', two);
    // The one used most comes first. `e` and `t` are properties already, so they are never given away.
    const names = createNameTable([one, two]);
    expect(await bundle('one.ts', { names })).toMatch(/\{o:(\w),n:2,t:3,__two:4\}/);
    expect(await bundle('two.ts', { names })).toMatch(/\[(\w)\.n,\1\.n,\1\.o,\1\.t,\1\.__two,\1\._quoted,\1\.e\]/);
  });

  it.each(['a.e', 'a = { e: 1 }', 'a = { e }', 'const { e = 1 } = a', 'a["e"]', `"e" in a`, 'a = { e() {} }', 'a?.e'])(
    'never gives a private member a name that a source uses: %s',
    (use) => {
      const names = createNameTable([`${use}; a._secret`]);
      expect(JSON.stringify(names.cache())).toContain('"$_secret":"t"');
    },
  );

  it('leaves private members of others alone, and works where there are none', async () => {
    const source = 'export const read = (one: any) => [one._foreign];';
    await write('entry.ts', source);
    expect(await bundle('entry.ts', { names: createNameTable([]) })).toContain('._foreign');
    expect(await bundle('entry.ts', { names: createNameTable([source]) })).not.toContain('._foreign');
  });
});

describe('publishing a build', () => {
  const make = (version: string) => {
    const hashed = new Map([[`ui-${version}.js`, `ui ${version}`]]);
    const entries = new Map([['loader.js', `loader ${version}`]]);
    return { hashed, entries, manifest: { version, inputs: version, bytes: sizesOf(hashed, entries) } };
  };

  it('leaves a whole build with its manifest, and nothing else', async () => {
    await publish(folder, make('1'));
    expect((await readdir(folder)).toSorted()).toEqual(['loader.js', 'manifest.json', 'ui-1.js']);
    expect(await readManifest(folder)).toEqual({ version: '1', inputs: '1', bytes: { 'ui-1.js': 4, 'loader.js': 8 } });
  });

  it('keeps the files of the build before, and no older ones', async () => {
    for (const version of ['1', '2', '3']) await publish(folder, make(version));
    expect((await readdir(folder)).toSorted()).toEqual(['loader.js', 'manifest.json', 'ui-2.js', 'ui-3.js']);
    expect(await readFile(join(folder, 'loader.js'), 'utf8')).toBe('loader 3');
  });

  it('knows a build whose files are gone, or whose manifest is broken, as none', async () => {
    expect(await readManifest(folder)).toBeUndefined();
    await publish(folder, make('1'));
    await rm(join(folder, 'ui-1.js'));
    expect(await readManifest(folder)).toBeUndefined();
    await publish(folder, make('1'));
    await write('manifest.json', '{');
    expect(await readManifest(folder)).toBeUndefined();
  });
});
