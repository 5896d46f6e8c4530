import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { UsageError } from './host.ts';
import { relayUrl } from './script-tag.ts';

const WIDGET = join(import.meta.dirname, '..', '..', '..', 'widget');

/** What the build wrote beside the files of a version. */
export interface Integrity {
  readonly version: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Of the version that this relay has built. */
export async function readIntegrity(widget: string = WIDGET): Promise<Integrity> {
  try {
    const { version } = JSON.parse(await readFile(join(widget, 'package.json'), 'utf8')) as { version: string };
    return JSON.parse(await readFile(join(widget, 'dist', version, 'integrity.json'), 'utf8')) as Integrity;
  } catch (cause) {
    throw new UsageError('The widget is not built, so there are no hashes: run "pnpm build" first.', { cause });
  }
}

/**
 * A script tag of one version, which the browser checks, with an import map that makes it check the parts the script downloads
 * (browsers before Chrome 127, Safari 18 and Firefox 138 do not know `integrity` there, and check the script alone).
 */
export function checkedTag(config: Config, site: string, { version, files }: Integrity): string {
  const base = `${relayUrl(config)}/${version}/`;
  const parts = Object.entries(files).filter(([name]) => name !== 'loader.js');
  const integrity = Object.fromEntries(parts.map(([name, hash]) => [base + name, hash]));
  return `<script type="importmap">${JSON.stringify({ integrity })}</script>
<script async src="${base}loader.js" integrity="${files['loader.js'] ?? ''}" crossorigin data-site="${site}"></script>`;
}
