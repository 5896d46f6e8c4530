import { keyTable } from './keys.ts';
import { recipeTable } from './recipes.ts';
import type { Recipe } from './recipes.ts';
import { TABLES } from './tables.ts';

export type { Recipe } from './recipes.ts';

/** `{{keys limits}}`, `{{keys rules without on}}`: the keys of a part of the playbook. */
function keysOf(words: string): string {
  const [path = '', left = ''] = words.split(' without ');
  return keyTable(path === 'playbook' ? '' : path, ...left.split(' ').filter(Boolean));
}

/** The headings of the second level, as links. */
function contents(page: string): string {
  const anchor = (head: string): string =>
    head
      .toLowerCase()
      .replaceAll(/[^a-z0-9 -]/g, '')
      .replaceAll(' ', '-');
  return [...page.matchAll(/^## (.+)$/gm)].map(([, head = '']) => `[${head}](#${anchor(head)})`).join(' · ');
}

/**
 * The text of docs/rules.md: its source (rules.md beside this file) with every table in the place of its name.
 *
 * @throws Error for a name that is not known, and when the source leaves a table out
 */
export function renderRulesDocument(source: string, recipes: readonly Recipe[]): string {
  const missing = new Set(Object.keys(TABLES));
  return (
    source.replaceAll(/^\{\{(\w+)(?: (.+))?\}\}$/gm, (_, name: string, words: string = '') => {
      missing.delete(name);
      if (name === 'contents') return contents(source);
      if (name === 'keys') return keysOf(words);
      if (name === 'recipes') return recipeTable(recipes);
      const make = TABLES[name];
      if (!make) throw new Error(`rules.md: there is no table {{${name}}}`);
      return make();
    }) + unless(missing)
  );
}

function unless(missing: ReadonlySet<string>): string {
  if (missing.size) throw new Error(`rules.md leaves out {{${[...missing].join('}} {{')}}}`);
  return '';
}
