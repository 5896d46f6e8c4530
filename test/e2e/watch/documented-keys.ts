import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const file = join(import.meta.dirname, '..', '..', '..', 'docs', 'security.md');

/** The columns of the table: how things stand between the visitor and the shop. */
export const states = ['Before a yes', 'By a press alone', 'After a yes', 'In a conversation'] as const;
export type State = (typeof states)[number];

interface Row {
  readonly key: string;
  /** `yes`: always there. `no`: never. Anything else says when it may be. */
  readonly cells: readonly string[];
}

/** What docs/security.md says that the widget keeps in `localStorage`: its first table with these columns. */
export async function readDocumentedKeys(): Promise<readonly Row[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').map(cellsOf);
  const head = lines.findIndex((cells) => states.every((state) => cells.includes(state)));
  const end = lines.findIndex((cells, index) => index > head && cells.length === 0);
  if (head < 0) throw new Error(`docs/security.md has no table with the columns ${states.join(', ')}.`);
  const columns = states.map((state) => lines[head]!.indexOf(state));
  return lines.slice(head + 2, end).map((cells) => ({
    key: cells[0]!.replaceAll('`', ''),
    cells: columns.map((column) => cells[column]!),
  }));
}

/** What docs/security.md says of the one cookie that a site may ask for. */
export async function readDocumentedCookie(): Promise<{ readonly name: string; readonly mostDays: number }> {
  const rows = (await readFile(file, 'utf8')).split('\n').map(cellsOf);
  const row = rows.find((cells) => cells.some((cell) => cell.includes('HttpOnly')));
  const name = /`(\w+)`/.exec(row?.[0] ?? '')?.[1] ?? '';
  return { name, mostDays: Number(/(\d+) days at most/.exec(row?.join() ?? '')?.[1]) };
}

const cellsOf = (line: string): string[] =>
  line.startsWith('|')
    ? line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim())
    : [];

/** What is wrong with the keys found in a state: those not listed for it, and listed ones that are not there. */
export function compareKeys(rows: readonly Row[], state: State, found: readonly string[]): readonly string[] {
  const column = states.indexOf(state);
  const nameOf = (key: string): string => key.replace(/^outbox:.*/, 'outbox:…');
  const names = found.map(nameOf);
  return [
    ...names.filter((name) => !rows.some(({ key, cells }) => key === name && cells[column] !== 'no')),
    ...rows.filter(({ key, cells }) => cells[column] === 'yes' && !names.includes(key)).map(({ key }) => `no ${key}`),
  ];
}
