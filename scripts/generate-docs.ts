/**
 * Writes the pages of docs/ that are made from code.
 *
 *     node scripts/generate-docs.ts           write them
 *     node scripts/generate-docs.ts --check   change nothing; exit with 1 if one is not up to date
 *     … --into FOLDER                         there instead of docs/
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { renderProtocolDocument } from '../packages/protocol/src/schema/document.ts';
import { ROOT } from './build/paths.ts';

const PAGES: Readonly<Record<string, () => string>> = { 'protocol.md': renderProtocolDocument };

const { values } = parseArgs({ options: { check: { type: 'boolean' }, into: { type: 'string' } } });
const folder = values.into ?? join(ROOT, 'docs');

for (const [name, render] of Object.entries(PAGES)) {
  const file = join(folder, name);
  const wanted = `${render().trimEnd()}\n`;
  const present = await readFile(file, 'utf8').catch(() => undefined);
  if (present === wanted) continue;
  if (values.check) {
    console.error(
      `${file} ${present === undefined ? 'does not exist' : 'is not what the code says'}: run npm run docs`,
    );
    process.exitCode = 1;
  } else {
    await mkdir(folder, { recursive: true });
    await writeFile(file, wanted);
    console.log(`Wrote ${file}`);
  }
}
