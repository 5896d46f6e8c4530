/**
 * Writes the pages of docs/ that are made from code.
 *
 *     node scripts/generate-docs.ts           write them
 *     node scripts/generate-docs.ts --check   change nothing; exit with 1 if one is not up to date
 *     … --into FOLDER                         there instead of docs/
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { siteFileJsonSchema } from '@tillside/relay';
import { playbookJsonSchema } from '@tillside/rules/schema';
import type { PlaybookFile } from '@tillside/rules/schema';
import { renderProtocolDocument } from '../packages/protocol/src/schema/document.ts';
import { renderRulesDocument } from '../packages/rules/src/schema/document/index.ts';
import type { Recipe } from '../packages/rules/src/schema/document/index.ts';
import { ROOT } from './build/paths.ts';
import { renderRehearsalDocument } from './rehearsal-document.ts';

const PAGES: Readonly<Record<string, () => string | Promise<string>>> = {
  'protocol.md': renderProtocolDocument,
  'rules.md': async () => {
    const source = join(ROOT, 'packages/rules/src/schema/document/rules.md');
    return renderRulesDocument(await readFile(source, 'utf8'), await readRecipes(join(ROOT, 'examples/playbooks')));
  },
  'rehearsal.md': renderRehearsalDocument,
  'site.schema.json': () => JSON.stringify(siteFileJsonSchema(), undefined, 2),
  'playbook.schema.json': () => JSON.stringify(playbookJsonSchema(), undefined, 2),
};

/** The ready playbooks, in the order of their names. */
async function readRecipes(folder: string): Promise<readonly Recipe[]> {
  // Beside each lie its vectors: what it fires on, and what it does not.
  const files = (await readdir(folder)).filter((name) => /^[\w-]+\.json$/.test(name)).toSorted();
  return Promise.all(
    files.map(async (file) => {
      const playbook = JSON.parse(await readFile(join(folder, file), 'utf8')) as PlaybookFile;
      return { file, playbook };
    }),
  );
}

const { values } = parseArgs({ options: { check: { type: 'boolean' }, into: { type: 'string' } } });
const folder = values.into ?? join(ROOT, 'docs');

for (const [name, render] of Object.entries(PAGES)) {
  const file = join(folder, name);
  const wanted = `${(await render()).trimEnd()}\n`;
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
