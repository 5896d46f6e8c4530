import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const path = join(import.meta.dirname, '..', '..', 'docs', 'benchmarks.md');

/**
 * Puts a benchmark's last result into docs/benchmarks.md, between the marks that carry its name.
 *
 * @throws Error when the page has no place for it
 */
export async function writeReport(name: string, result: string): Promise<void> {
  const page = await readFile(path, 'utf8');
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${path} has no place between "${begin}" and "${end}".`);
  await writeFile(path, `${page.slice(0, from + begin.length)}\n\n${result}\n\n${page.slice(to)}`);
}
