import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bundledSources, bundleFile } from './bundle.ts';
import { createNameTable } from './mangle.ts';
import type { NameTable } from './mangle.ts';
import { WIDGET } from './paths.ts';
import { publish, sizesOf } from './publish.ts';
import type { Build, Manifest } from './publish.ts';
import { publishVersion } from './version.ts';

const ENTRIES = join(WIDGET, 'src/entries');

/** Entries without which a shop's page cannot work. Every other file beside them is loaded only where it is used. */
const REQUIRED = ['loader', 'link', 'ui'];

/** What comes together is one file, so that a page makes one request for it: sdk/boot.ts and talk/talk.ts ask for these by `a.b.c`. */
const JOINED = ['extras.facts', 'facts.watch', 'extras.facts.watch', 'ui.mask', 'link.ui.mask'];

/** `loader`, `link`, `ui` and every lazy entry by name -> file name. */
export type WidgetManifest = Manifest & Readonly<Record<string, unknown>>;

export interface WidgetBuild {
  readonly build: Build<WidgetManifest>;
  /** The short names in all of them. */
  readonly names: NameTable;
  /** Required entries that do not exist, as paths from the package. */
  readonly missing: readonly string[];
}

/**
 * Builds the widget: the loader last, because it names the others, all by one hash over all of them (`link-0123456789.js`): one is
 * fewer bytes on every page than one each.
 */
export async function buildWidget(inputs: string): Promise<WidgetBuild> {
  const present = existsSync(ENTRIES) ? (await readdir(ENTRIES)).filter((file) => /\.tsx?$/.test(file)) : [];
  const sources = new Map(present.toSorted().map((file) => [file.replace(/\.tsx?$/, ''), join(ENTRIES, file)]));
  const version = await readVersion();
  const names = await nameTable(sources);
  const bundle = async (name: string, constants: Readonly<Record<string, string>>): Promise<string> => {
    const format = name === 'loader' ? 'iife' : 'es';
    const input = name.split('.').map((part) => sources.get(part) ?? part);
    // Languages are full of other letters, which take more bytes that way.
    const isAscii = !existsSync(join(WIDGET, `src/languages/${name}.ts`));
    const code = await bundleFile({ input, format, names, constants, isAscii });
    refuseUnknownConstants(name, code);
    return code;
  };

  const hashed = new Map<string, string>();
  const entries = new Map<string, string>();
  const manifest: Record<string, string> = {};
  const codes = new Map<string, string>();
  for (const name of [
    ...sources.keys(),
    ...JOINED.filter((parts) => parts.split('.').every((part) => sources.has(part))),
  ])
    if (name !== 'loader') codes.set(name, await bundle(name, { __VERSION__: version }));
  const build = contentHash([...codes.values()].join('\n'));
  for (const [name, code] of codes) {
    manifest[name] = `${name}-${build}.js`;
    hashed.set(manifest[name], code);
  }
  if (sources.has('loader')) {
    manifest['loader'] = 'loader.js';
    entries.set('loader.js', await bundle('loader', { __VERSION__: version, __BUILD__: build }));
  }
  const missing = REQUIRED.filter((name) => !sources.has(name)).map((name) => `packages/widget/src/entries/${name}.ts`);
  const about = { version, inputs: missing.length > 0 ? 'incomplete' : inputs, bytes: sizesOf(entries, hashed) };
  return { build: { hashed, entries, manifest: { ...manifest, ...about } }, names, missing };
}

export async function publishWidget({ build }: WidgetBuild): Promise<void> {
  const folder = join(WIDGET, 'dist');
  await publish(folder, build);
  const loader = build.entries.get('loader.js');
  if (loader !== undefined) await publishVersion(folder, build.manifest.version, loader, build.hashed);
}

/** A constant that nothing replaced would be a ReferenceError on a shop's page. */
function refuseUnknownConstants(name: string, code: string): void {
  const left = /\b__[A-Z][A-Z_]*__\b/.exec(code)?.[0];
  if (left === undefined) return;
  throw new Error(`the widget's entry ${name} uses ${left}, which is not known when it is built`);
}

/** Short names for the private members of all bundles together, the shortest in the loader: every page downloads that. */
async function nameTable(entries: ReadonlyMap<string, string>): Promise<NameTable> {
  const all: string[] = [];
  let dearest: readonly string[] = [];
  for (const [name, input] of entries) {
    const code = await bundledSources(input);
    if (name === 'loader') dearest = code;
    all.push(...code);
  }
  return createNameTable(all, dearest);
}

async function readVersion(): Promise<string> {
  const { version }: { version: string } = JSON.parse(await readFile(join(WIDGET, 'package.json'), 'utf8'));
  return version;
}

const contentHash = (content: string): string => createHash('sha256').update(content).digest('hex').slice(0, 10);
