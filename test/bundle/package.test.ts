import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, stop } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildPackage } from '../../scripts/build/package.ts';
import { ROOT, WIDGET } from '../../scripts/build/paths.ts';

const run = promisify(execFile);
/** A shop's project, with the package as npm would install it from its archive. */
let project = '';

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'tillside-shop-'));
  const packed = join(project, 'packed');
  await buildPackage(packed);
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', project], { cwd: packed });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  const home = join(project, 'node_modules/@tillside/widget');
  await mkdir(home, { recursive: true });
  await run('tar', ['-xzf', join(project, filename), '--strip-components=1', '-C', home]);
  await symlink(join(ROOT, 'node_modules/react'), join(project, 'node_modules/react'));
  await writeFile(join(project, 'package.json'), '{"type":"module"}');
}, 120_000);
afterAll(async () => {
  await rm(project, { recursive: true, force: true });
  await stop();
});

const write = async (name: string, code: string): Promise<string> => {
  await writeFile(join(project, name), code);
  return join(project, name);
};
const bundle = async (entry: string) => {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    write: false,
    outdir: join(project, 'out'),
    logLevel: 'silent',
  });
  return outputFiles.map(({ path, text }) => ({ path, text }));
};

describe('the npm package', () => {
  it('[SD8] asks for nothing of our workspace, and knows every part', async () => {
    const home = join(project, 'node_modules/@tillside/widget');
    for (const name of await readdir(home)) {
      const text = await readFile(join(home, name), 'utf8');
      if (/\.(js|d\.ts)$/.test(name))
        expect(`${name}: ${/["']@tillside\/[^"']*["']/.exec(text)?.[0] ?? 'clean'}`).toBe(`${name}: clean`);
    }
    const entries = (await readdir(join(WIDGET, 'src/entries'))).map((file) => file.replace(/\.tsx?$/, ''));
    const loads = await readFile(join(WIDGET, 'src/load.ts'), 'utf8');
    const unknown = entries.filter(
      (name) => !['loader', 'hints'].includes(name) && !loads.includes(`'./entries/${name}.ts'`),
    );
    expect(unknown).toEqual([]);
  });

  it('[SD7] is imported on a server, where it does nothing', async () => {
    const file = await write(
      'server.mjs',
      `import { createTillside } from '@tillside/widget';
       const widget = createTillside({ site: 'site_a', relayUrl: 'https://relay.example' });
       widget.open(); widget.on('ready', () => {})();
       console.log(widget.version, typeof window, Object.keys(globalThis).includes('Tillside'));`,
    );
    const { stdout } = await run(process.execPath, [file]);
    expect(stdout.trim()).toBe('0.1.0 undefined false');
  });

  it('[SD8] is split by a bundler, so that a page loads parts when it needs them', async () => {
    const file = await write('page.js', `import { createTillside } from '@tillside/widget'; createTillside({});`);
    const files = await bundle(file);
    const first = files.find(({ path }) => path.endsWith('page.js'))?.text ?? '';
    expect(files.length).toBeGreaterThan(20);
    expect(first).not.toContain('attachInternals');
    expect(first.length).toBeLessThan(30_000);
  });

  it('[SD8] leaves nothing in a bundle of whoever takes only its types, or nothing of it', async () => {
    const types = await write(
      'types.ts',
      `import type { Tillside } from '@tillside/widget'; export const a: Tillside | 1 = 1;`,
    );
    const unused = await write('unused.js', `import { createTillside } from '@tillside/widget'; export const a = 1;`);
    for (const entry of [types, unused]) {
      const files = await bundle(entry);
      // Chunks that nobody imports may be written all the same; no page loads them.
      const first = files.find(({ path }) => /(types|unused)\.js$/.test(path))?.text ?? 'nothing';
      expect(first).not.toMatch(/import/);
      expect(first.length).toBeLessThan(60);
    }
  });

  it('[SD9] has a React wrapper of less than 1,000 bytes that draws nothing', async () => {
    const home = join(project, 'node_modules/@tillside/widget');
    expect((await readFile(join(home, 'react.js'))).length).toBeLessThan(1000);
    const file = await write(
      'react.mjs',
      `import { Tillside, useTillside } from '@tillside/widget/react'; console.log(typeof Tillside, typeof useTillside);`,
    );
    expect((await run(process.execPath, [file])).stdout.trim()).toBe('function function');
  });

  it('[SD8] has types that resolve', async () => {
    await write(
      'check.ts',
      `import { createTillside } from '@tillside/widget';
       import type { Tillside, TillsideEvents, VisitorInfo } from '@tillside/widget';
       import { useTillside } from '@tillside/widget/react';
       const widget: Tillside = createTillside({ site: 'site_a', relayUrl: 'https://a.example', lazy: true });
       const off: () => void = widget.on('engagement', ({ state }: TillsideEvents['engagement']) => console.log(state));
       const who: VisitorInfo = { id: '1', attributes: { tier: 'gold' } };
       widget.identify(who); off(); console.log(useTillside);
       // @ts-expect-error -- there is no such theme
       widget.setTheme('blue');`,
    );
    const options = [
      '--noEmit',
      '--strict',
      '--module',
      'esnext',
      '--moduleResolution',
      'bundler',
      '--target',
      'es2022',
    ];
    await run(
      join(ROOT, 'node_modules/.bin/tsc'),
      [...options, '--types', '', '--lib', 'es2022,dom', '--skipLibCheck', 'false', 'check.ts'],
      { cwd: project },
    );
  }, 60_000);
});
