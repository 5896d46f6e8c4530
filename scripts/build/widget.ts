import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleFile } from './bundle.ts';
import { createNameTable } from './mangle.ts';
import { ROOT, WIDGET } from './paths.ts';
import { publish, sizesOf } from './publish.ts';
import type { Build, Manifest } from './publish.ts';
import { withoutTypes } from './source-plugin.ts';

const ENTRIES = join(WIDGET, 'src/entries');

/** Entries without which a shop's page cannot work. Every other file beside them is loaded only where it is used. */
const REQUIRED = ['loader', 'link', 'ui'];

/** `loader`, `link`, `ui` and every lazy entry by name -> file name. */
export type WidgetManifest = Manifest & Readonly<Record<string, unknown>>;

export interface WidgetBuild {
  readonly build: Build<WidgetManifest>;
  /** Required entries that do not exist, as paths from the package. */
  readonly missing: readonly string[];
}

/**
 * Builds the widget: lazy entries first, then link, panel and loader, because each is told the file names of those
 * before it: entry `rating-form` is known to the later ones as the constant `__RATING_FORM_FILE__`.
 */
export async function buildWidget(inputs: string): Promise<WidgetBuild> {
  const present = existsSync(ENTRIES) ? (await readdir(ENTRIES)).filter((file) => /\.tsx?$/.test(file)) : [];
  const sources = new Map(present.toSorted().map((file) => [file.replace(/\.tsx?$/, ''), join(ENTRIES, file)]));
  const lazy = [...sources.keys()].filter((name) => !REQUIRED.includes(name));
  const version = await readVersion();
  const names = createNameTable(await readSources());

  const hashed = new Map<string, string>();
  const entries = new Map<string, string>();
  const manifest: Record<string, string> = {};
  const constants: Record<string, string> = { __VERSION__: version };
  for (const name of [...lazy, 'link', 'ui', 'loader']) {
    const input = sources.get(name);
    if (input === undefined) continue;
    const format = name === 'loader' ? 'iife' : 'es';
    const code = await bundleFile({ input, format, names, constants });
    refuseUnknownConstants(name, code);
    const file = name === 'loader' ? 'loader.js' : `${name}-${contentHash(code)}.js`;
    (name === 'loader' ? entries : hashed).set(file, code);
    manifest[name] = file;
    constants[constantFor(name)] = file;
  }
  const missing = REQUIRED.filter((name) => !sources.has(name)).map((name) => `packages/widget/src/entries/${name}.ts`);
  const about = { version, inputs: missing.length > 0 ? 'incomplete' : inputs, bytes: sizesOf(entries, hashed) };
  return { build: { hashed, entries, manifest: { ...manifest, ...about } }, missing };
}

export const publishWidget = ({ build }: WidgetBuild): Promise<void> => publish(join(WIDGET, 'dist'), build);

const constantFor = (name: string): string => `__${name.replaceAll('-', '_').toUpperCase()}_FILE__`;

/** A constant that nothing replaced would be a ReferenceError on a shop's page. */
function refuseUnknownConstants(name: string, code: string): void {
  const left = /\b__[A-Z][A-Z_]*__\b/.exec(code)?.[0];
  if (left === undefined) return;
  throw new Error(
    `the widget's entry ${name} uses ${left}, which is not known when it is built: ` +
      `lazy entries come first, then link, ui, loader, and each knows only those before it`,
  );
}

/** Everything of ours that can be part of a bundle, as plain code. */
async function readSources(): Promise<string[]> {
  const sources: Promise<string>[] = [];
  for await (const file of glob('packages/{protocol,rules,widget}/src/**/*.{ts,tsx}', { cwd: ROOT })) {
    sources.push(readFile(join(ROOT, file), 'utf8').then((text) => withoutTypes(text, file)));
  }
  return Promise.all(sources);
}

async function readVersion(): Promise<string> {
  const { version }: { version: string } = JSON.parse(await readFile(join(WIDGET, 'package.json'), 'utf8'));
  return version;
}

const contentHash = (content: string): string => createHash('sha256').update(content).digest('hex').slice(0, 10);
