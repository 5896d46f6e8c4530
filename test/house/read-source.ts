import { transform } from 'esbuild';
import { parseAst } from 'rollup/parseAst';

export interface Import {
  readonly specifier: string;
  readonly how: 'static' | 'type' | 'dynamic';
  readonly line: number;
}

/**
 * Every import of a source file. Values and `import()` are read from the syntax tree after the types are gone;
 * type imports, which are gone then, from the text.
 */
export async function readImports(source: string, file: string): Promise<Import[]> {
  const { code } = await transform(source, optionsFor(file));
  const found: Import[] = [];
  const add = (specifier: unknown, how: Import['how']): void => {
    if (typeof specifier === 'string') found.push({ specifier, how, line: lineOf(source, specifier) });
  };
  walk(parseAst(code), (node) => {
    const specifier = isRecord(node['source']) ? node['source']['value'] : undefined;
    if (node['type'] === 'ImportExpression') add(specifier, 'dynamic');
    else if (typeof node['type'] === 'string' && STATIC.has(node['type'])) add(specifier, 'static');
  });
  for (const [, specifier] of source.matchAll(/^(?:import|export) type [^;'"]*?from ['"]([^'"]+)['"]/gm))
    add(specifier, 'type');
  for (const [, specifier] of source.matchAll(/(?:[:=<|&(,]|typeof) *import\(['"]([^'"]+)['"]\)(?=\.|\))/g)) {
    if (!found.some((known) => known.specifier === specifier)) add(specifier, 'type');
  }
  return found;
}

/**
 * Which of `globals` a source file names. Only free identifiers count: a parameter or a property of the same name is
 * another thing, which the compiler knows better than a search in the text.
 */
export async function readGlobals(source: string, file: string, globals: readonly string[]): Promise<string[]> {
  const named = globals.filter((name) => /^[\w.]+$/.test(name));
  const define = Object.fromEntries(
    named.flatMap((name) => [name, `globalThis.${name}`].map((path) => [path, markerFor(name)])),
  );
  const { code } = await transform(source, { ...optionsFor(file), define });
  const found = named.filter((name) => new RegExp(String.raw`\b${markerFor(name)}\b`).test(code));
  // Printed by the compiler, `new Date` has its parentheses.
  return globals.includes('new Date()') && /\bnew Date\(\)/.test(code) ? [...found, 'new Date()'] : found;
}

/** `import { type X }` keeps the import of the file at run time, for nothing. */
export function findInlineTypes(source: string): number[] {
  return [...source.matchAll(/^(?:import|export)\s*\{[^}]*?\btype\s+\w[^}]*\}/gm)].map((match) =>
    lineAt(source, match.index),
  );
}

const optionsFor = (file: string) =>
  ({
    target: 'esnext',
    loader: loaderFor(file),
    jsx: 'automatic',
    // Whose elements a file draws its project says, which is not looked at here.
    jsxImportSource: file.startsWith('examples/react/') ? 'react' : 'preact',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  }) as const;

const STATIC = new Set(['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration']);

const loaderFor = (file: string) => (file.endsWith('.tsx') ? 'tsx' : file.endsWith('.ts') ? 'ts' : 'js');
const markerFor = (name: string): string => `GLOBAL_${name.replaceAll('.', '_')}`;
const lineAt = (source: string, index: number): number => source.slice(0, index).split('\n').length;
const lineOf = (source: string, specifier: string): number => lineAt(source, Math.max(0, source.indexOf(specifier)));

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function walk(value: unknown, visit: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (isRecord(value)) {
    visit(value);
    for (const child of Object.values(value)) if (typeof child === 'object') walk(child, visit);
  }
}
