import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'rollup';
import { openBundle } from './bundle.ts';
import { minify } from './minify.ts';
import { ROOT, WIDGET } from './paths.ts';
import { sourcePlugin } from './source-plugin.ts';

/** What the package's own package.json is made of. */
interface Source {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  readonly peerDependencies: object;
  readonly peerDependenciesMeta: object;
}

/** The shop's own React: never bundled. */
const external: Plugin = {
  name: 'tillside-external',
  resolveId: (source) => (source === 'react' ? { id: source, external: true } : null),
};

const minifyChunks: Plugin = {
  name: 'tillside-minify',
  renderChunk: async (code) => ({ code: (await minify(code, { module: true })).code, map: null }),
};

const REACT_TYPES = `import type { Tillside as Widget, TillsideOptions } from './index.js';
/** The widget while the calling component is on the page; nothing before the first effect and on a server. */
export declare function useTillside(options: TillsideOptions): Widget | undefined;
/** The same as a component. Draws nothing itself. */
export declare function Tillside(options: TillsideOptions): null;
`;

/** Names of types that src/index.ts exports. */
const exportedTypes = (index: string): string =>
  /export type \{([^}]*)\} from '\.\/sdk\/types\.ts'/.exec(index)?.[1]?.replace(/\s+/g, ' ').trim() ?? '';

/** Writes the package into `folder`, which is made anew. Gives the names of its modules. */
export async function buildPackage(folder: string): Promise<readonly string[]> {
  const source: Source = JSON.parse(await readFile(join(WIDGET, 'package.json'), 'utf8'));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const bundle = await openBundle({ index: join(WIDGET, 'src/index.ts'), react: join(WIDGET, 'src/react/index.ts') }, [
    external,
    sourcePlugin(),
  ]);
  try {
    const { output } = await bundle.write({
      dir: folder,
      format: 'es',
      generatedCode: 'es2015',
      chunkFileNames: '[name]-[hash:8].js',
      plugins: [minifyChunks],
    });
    await writeTypes(folder);
    await cp(join(ROOT, 'LICENSE'), join(folder, 'LICENSE'));
    await cp(join(WIDGET, 'README.md'), join(folder, 'README.md'));
    await writeFile(join(folder, 'package.json'), `${JSON.stringify(publicPackage(source), null, 2)}\n`);
    return output.map(({ fileName }) => fileName);
  } finally {
    await bundle.close();
  }
}

async function writeTypes(folder: string): Promise<void> {
  // It holds nothing but types and imports nothing, so it is its own declaration.
  const types = await readFile(join(WIDGET, 'src/sdk/types.ts'), 'utf8');
  if (/^import /m.test(types)) throw new Error('src/sdk/types.ts imports something, which the npm package has not');
  const index = await readFile(join(WIDGET, 'src/index.ts'), 'utf8');
  const about =
    /\/\*\*[^/]*\*\/\nexport function createTillside/.exec(index)?.[0].replace(/export function.*/, '') ?? '';
  await writeFile(join(folder, 'types.d.ts'), types);
  await writeFile(
    join(folder, 'index.d.ts'),
    `import type { Tillside, TillsideOptions } from './types.js';
export type { ${exportedTypes(index)} } from './types.js';
${about}export declare function createTillside(options: TillsideOptions): Tillside;
`,
  );
  await writeFile(join(folder, 'react.d.ts'), REACT_TYPES);
}

const publicPackage = ({ name, version, description, license, peerDependencies, peerDependenciesMeta }: Source) => ({
  name,
  version,
  description,
  license,
  type: 'module',
  sideEffects: false,
  exports: {
    '.': { types: './index.d.ts', default: './index.js' },
    './react': { types: './react.d.ts', default: './react.js' },
  },
  peerDependencies,
  peerDependenciesMeta,
});
