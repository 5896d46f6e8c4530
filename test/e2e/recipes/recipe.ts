import { readdirSync, readFileSync } from 'node:fs';
import type { Playbook, Rule, SuppressReason } from '@tillside/rules';
import { parsePlaybookText } from '@tillside/rules/schema';

const folder = new URL('../../../examples/playbooks/', import.meta.url);

/** One of the ready playbooks, as its files have it. */
export interface Recipe {
  readonly playbook: Playbook;
  /** The rule that the file is named after. */
  readonly rule: Rule;
  /** What its vectors promise of a visitor who is almost, but not quite, the one it is for. */
  readonly nearMiss: { readonly name: string; readonly reason: SuppressReason; readonly says: string };
}

interface Vectors {
  readonly nearMiss: readonly Recipe['nearMiss'][];
}

const SUFFIX = '.vectors.json';

/** In the order of the alphabet. */
export const recipeNames = (): readonly string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
    .toSorted();

export const pathOf = (name: string): string => new URL(`${name}.json`, folder).pathname;

const textOf = (file: string): string => readFileSync(new URL(file, folder), 'utf8');

/** The recipe with the near miss of that name, or its first. */
export function readRecipe(name: string, missName?: string): Recipe {
  const parsed = parsePlaybookText(textOf(`${name}.json`));
  if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.problems)}`);
  const playbook = { version: name, ...parsed.playbook };
  const rule = playbook.rules.find(({ id }) => id === name);
  if (!rule) throw new Error(`${name} has no rule of its name`);
  const { nearMiss: all } = JSON.parse(textOf(`${name}.vectors.json`)) as Vectors;
  const nearMiss = missName === undefined ? all[0] : all.find((one) => one.name === missName);
  if (!nearMiss) throw new Error(`${name} has no such near miss`);
  return { playbook, rule, nearMiss };
}

/** What stands in the invitation of Halden's Mara to somebody with a camera in the cart. */
export function wordsOf({ invite }: Rule): string {
  const values: Readonly<Record<string, string>> = { rep: 'Mara', team: 'Halden', site: 'Halden', cart: '$612.00' };
  return (invite.text['en'] ?? '').replace(/\{(\w+)(?:\|[^}]*)?\}/g, (_all, name: string) => values[name] ?? '');
}
