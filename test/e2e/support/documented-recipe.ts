import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const docs = join(import.meta.dirname, '..', '..', '..', 'docs');

/** The first block of code below a heading of a page of the documentation, as it stands there. */
export async function readRecipe(page: string, heading: string): Promise<string> {
  const text = await readFile(join(docs, page), 'utf8');
  const [, below = ''] = text.split(`\n${heading}\n`);
  const code = /```\w+\n(.*?)\n```/s.exec(below)?.[1];
  if (code === undefined) throw new Error(`docs/${page} has no code below ${heading}`);
  return code;
}

/** A recipe in JavaScript as a module. */
export const playRecipe = (code: string): Promise<unknown> =>
  import(`data:text/javascript,${encodeURIComponent(code)}`) as Promise<unknown>;
