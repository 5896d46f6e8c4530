import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderRulesDocument } from '../src/schema/document/index.ts';
import { describeListen } from '../src/schema/document/recipes.ts';
import { FACTS, ITEM_FIELDS, JOINS, OPERATORS, parsePlaybook, SIGNALS, VARIABLES } from '../src/schema/index.ts';
import type { PlaybookFile } from '../src/schema/index.ts';
import { regexProblem } from '../src/schema/regex/index.ts';

const root = new URL('../../../', import.meta.url).pathname;
const source = readFileSync(new URL('../src/schema/document/rules.md', import.meta.url), 'utf8');
const recipes = globSync('examples/playbooks/*.json', { cwd: root, exclude: ['**/*.vectors.json'] })
  .toSorted()
  .map((path) => ({
    file: basename(path),
    playbook: JSON.parse(readFileSync(root + path, 'utf8')) as PlaybookFile,
  }));
const page = renderRulesDocument(source, recipes);

/** What an example of the page must pass as, by what it looks like. */
function playbookOf(example: unknown): object {
  const rule = { id: 'a', name: 'A', on: [{ signal: 'search' }], invite: { text: { en: 'Hi' } } };
  if (Array.isArray(example)) return { rules: [{ ...rule, on: example }] };
  const keys = Object.keys(example as object);
  if (keys.some((key) => /[.$]/.test(key) && key !== '$schema')) return { rules: [{ ...rule, when: example }] };
  return { rules: [], ...(example as object) };
}

describe('the page about rules', () => {
  it('[PB14] tells every signal, fact, field, operator, variable and limit', () => {
    const names = [SIGNALS, FACTS, ITEM_FIELDS, OPERATORS, JOINS].flatMap((all) => [...all.keys()]);
    for (const name of names)
      expect(page, name).toMatch(new RegExp(`^\\| \`${name.replaceAll(/[$.*]/g, String.raw`\$&`)}\` \\|`, 'm'));
    for (const name of VARIABLES.keys()) expect(page).toContain(`| \`{${name}}\` |`);
    for (const { meaning } of FACTS.values()) expect(page).toContain(meaning);
    expect(page).toContain('| 30 to 3,650 | `180` |');
    expect(page).toContain('| `1,800,000` (30 min) |');
    expect(page).not.toContain('{{');
  });

  it('[PB14] tells every recipe, by what it listens to and says', () => {
    expect(recipes.length).toBeGreaterThanOrEqual(12);
    for (const { file, playbook } of recipes)
      for (const { name, invite } of playbook.rules) {
        expect(page).toContain(`| [${name}](../examples/playbooks/${file}) |`);
        expect(page).toContain(invite.text['en']!.replaceAll('|', String.raw`\|`));
      }
  });

  it('[PB14] its examples pass', () => {
    const examples = [...page.matchAll(/^```json\n([\s\S]*?)\n```$/gm)].map(([, text]) => JSON.parse(text!) as unknown);
    expect(examples).toHaveLength(6);
    for (const example of examples) expect(parsePlaybook(playbookOf(example))).toMatchObject({ ok: true });
    for (const [name, { example }] of [...OPERATORS, ...JOINS]) {
      const condition: unknown = JSON.parse(example.replace(', …', ''));
      expect(JSON.stringify(condition)).toContain(name === '$eq' ? 'cart' : `"${name}"`);
      expect(parsePlaybook(playbookOf({ $and: [condition] })), example).toMatchObject({ ok: true });
    }
  });

  it('[PB14] what it says of regular expressions is so', () => {
    const section = page.slice(page.indexOf('### Regular expressions'), page.indexOf('## How often'));
    const rows = [...section.matchAll(/^\| `(.+?)` +\| (.+?) +\| .+ \|$/gm)];
    expect(rows).toHaveLength(6);
    for (const [, instead, write] of rows) {
      for (const pattern of instead!.split('`, `').filter((text) => !text.includes('…')))
        expect(regexProblem(pattern, false), pattern).toBeDefined();
      const better = /^`([^"`]+)`/.exec(write!)?.[1];
      if (better !== undefined) expect(regexProblem(better, false), better).toBeUndefined();
    }
  });

  it('a table that is not there, or that is left out, is a mistake', () => {
    expect(() => renderRulesDocument(`${source}\n{{prices}}\n`, [])).toThrow('there is no table {{prices}}');
    expect(() => renderRulesDocument(source.replace('{{facts}}', ''), [])).toThrow('leaves out {{facts}}');
  });

  it.each([
    [
      { signal: 'page_view', of: 'product', count: 3, withinMs: 600_000 },
      '`page_view` (product), the 3rd time within 10 min',
    ],
    [{ signal: 'page_dwell', afterMs: 45_000 }, '`page_dwell` for 45 s'],
    [{ signal: 'search', afterMs: 500 }, '`search`, and 0.5 s later still so'],
    [{ signal: 'scroll_depth', atLeast: 75 }, '`scroll_depth` from 75'],
    [{ signal: 'clock', at: '17:30' }, '`clock` at 17:30'],
    [
      {
        flow: [{ signal: 'add_to_cart' }, { signal: 'view_cart' }],
        withinMs: 7_200_000,
        without: [{ signal: 'purchase' }],
      },
      '`add_to_cart`, then `view_cart` within 2 h, without `purchase`',
    ],
  ])('says what a rule listens to: %j', (entry, words) => {
    expect(describeListen(entry)).toBe(words);
  });
});
