import { posix } from 'node:path';
import { GLOBAL_RULES } from './globals.ts';
import { findInlineTypes, readGlobals, readImports } from './read-source.ts';
import type { Import } from './read-source.ts';
import { ENTRIES } from './public-entries.ts';
import type { Permission } from './permissions.ts';
import { ZONES } from './walls.ts';
import type { Zone } from './walls.ts';

/** All that is wrong with one source file, each as one line: where, what, why. */
export async function checkSource(file: string, source: string): Promise<string[]> {
  const problems: string[] = [];
  const zone = zoneOf(file);
  if (zone) {
    for (const found of await readImports(source, file)) {
      const problem = checkImport(zone, file, found);
      if (problem !== undefined) problems.push(`${file}:${found.line} imports ${found.specifier}: ${problem}`);
    }
  }
  for (const line of findInlineTypes(source)) {
    problems.push(
      `${file}:${line} has an inline type import: write \`import type { … } from\`, which leaves nothing behind`,
    );
  }
  for (const rule of GLOBAL_RULES) {
    if (!rule.files.test(file) || rule.except?.test(file)) continue;
    for (const name of await readGlobals(source, file, rule.globals)) {
      problems.push(`${file} names ${name}: ${rule.because}`);
    }
  }
  for (const [pattern, why] of FORBIDDEN_TEXT) {
    if (file.startsWith('packages/') && pattern.test(source)) problems.push(`${file}: ${why}`);
  }
  return [...new Set(problems)];
}

/** Ways around the walls that leave no import. */
const FORBIDDEN_TEXT: readonly (readonly [RegExp, string])[] = [
  [/\bas unknown as\b/, '`as unknown as` turns the type checker off; give the value its type where it comes in'],
  [
    /\b(?:inner|outer)HTML\s*=|insertAdjacentHTML|dangerouslySetInnerHTML/,
    'markup from strings breaks Trusted Types and invites injection',
  ],
  [/\beval\(|\bnew Function\(/, 'shops’ policies forbid code made of strings'],
];

export const zoneOf = (file: string): Zone | undefined => ZONES.find((zone) => zone.files.test(file));

/** The reason why an import is not allowed, if it is not. */
function checkImport(zone: Zone, file: string, { specifier, how }: Import): string | undefined {
  const target = targetOf(file, specifier);
  if (target === undefined) return undefined;
  if (target.crossesPackages) return `another package is imported by its name, ${target.crossesPackages}`;
  const permission = zone.may[target.name];
  if (permission !== undefined && allows(permission, how)) return undefined;
  const instead =
    permission === 'type' ? ' other than by `import type`' : permission === 'lazy' ? ' other than by `import()`' : '';
  return `${zone.name} may not import ${target.name}${instead}: ${zone.because}`;
}

function allows(permission: Permission, how: Import['how']): boolean {
  if (permission === 'yes') return true;
  return how === 'type' || (permission === 'lazy' && how === 'dynamic');
}

interface Target {
  /** A zone or an installed package. */
  readonly name: string;
  /** Set when the path reaches into another package's folder: what to write instead. */
  readonly crossesPackages?: string;
}

function targetOf(file: string, specifier: string): Target | undefined {
  if (specifier.startsWith('.')) return relativeTarget(file, specifier);
  if (specifier.startsWith('node:')) return { name: specifier === 'node:sqlite' ? specifier : 'node:' };
  const entry = ENTRIES[specifier];
  if (entry !== undefined) return { name: entry };
  // A package and its subpaths (`preact/hooks`) are one thing.
  return {
    name: specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/'),
  };
}

function relativeTarget(file: string, specifier: string): Target | undefined {
  const path = posix.join(posix.dirname(file), specifier.replace(/\?\w+$/, ''));
  const isCode = /\.(?:tsx?|m?js)$/.test(path);
  const [from, to] = [packageOf(file), packageOf(path)];
  const zone = zoneOf(path);
  if (!zone || !isCode) return undefined; // Styles, pictures, data: they lie where they are used.
  if (from !== undefined && to !== undefined && from !== to)
    return { name: zone.name, crossesPackages: `@tillside/${to}` };
  return { name: zone.name };
}

const packageOf = (path: string): string | undefined => /^packages\/([^/]+)\//.exec(path)?.[1];
