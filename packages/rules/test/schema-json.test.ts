import { globSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine } from '../src/index.ts';
import {
  canonicalJson,
  FACTS,
  JOINS,
  OPERATORS,
  parsePlaybook,
  playbookJsonSchema,
  publicPlaybook,
  SIGNALS,
} from '../src/schema/index.ts';
import { readVectors } from './helpers.ts';
import { validator } from './json-schema.ts';
import { FULL_PLAYBOOK, MISTAKES } from './playbook-mistakes.ts';

const root = new URL('../../../', import.meta.url).pathname;
const files = globSync(
  ['examples/playbooks/*.json', 'examples/demo-shop/sites/*.playbook.json', 'examples/*/playbook.json'],
  { cwd: root, exclude: ['**/*.vectors.json'] },
);
const schema = playbookJsonSchema();
const fits = validator(schema);

describe('the JSON Schema of a playbook', () => {
  it('[PB10] knows every signal, fact, operator and join, each with its meaning', () => {
    const text = JSON.stringify(schema);
    for (const [name, { meaning }] of SIGNALS)
      expect(text).toContain(JSON.stringify({ const: name, description: meaning }));
    const { properties = {}, patternProperties } = definition('condition');
    expect(Object.keys({ ...properties, ...patternProperties })).toHaveLength(FACTS.size + JOINS.size);
    for (const [name, { meaning }] of FACTS)
      if (!name.endsWith('.*')) expect(properties[name]).toMatchObject({ description: meaning });
    const operators = new Map(
      Object.keys(schema['$defs'] as object).flatMap((name) => Object.entries(definition(name).properties ?? {})),
    );
    for (const [name, { meaning }] of OPERATORS) expect(operators.get(name)).toMatchObject({ description: meaning });
  });

  it('[PB10] says of every key what it means, and of every limit what counts without it', () => {
    const limits = (schema['properties'] as Record<string, Defined>)['limits']!;
    for (const [name, limit] of Object.entries(limits.properties ?? {}))
      expect(Object.hasOwn(limit as object, 'default'), name).toBe(name !== 'neverOn');
    const lacking: string[] = [];
    eachObject(schema, (part, path) => {
      const keys = (part['properties'] ?? {}) as Record<string, unknown>;
      if (part['type'] !== 'object') return;
      for (const [key, value] of Object.entries(keys))
        if (!(value as Defined).description) lacking.push(`${path}.${key}`);
    });
    expect(lacking).toEqual([]);
  });

  it('[PB10] leads nowhere in vain, and has nothing but what is referred to', () => {
    const text = JSON.stringify(schema);
    const names = Object.keys(schema['$defs'] as object);
    const referred = [...text.matchAll(/"#\/\$defs\/([^"]+)"/g)].map(([, name]) => name);
    expect([...new Set(referred)].toSorted()).toEqual(names.toSorted());
  });

  it('[PB10] fits what passes', () => {
    expect(parsePlaybook(FULL_PLAYBOOK)).toMatchObject({ ok: true });
    expect(fits(FULL_PLAYBOOK)).toBe(true);
    expect(fits(readVectors('demo-playbook.json'))).toBe(true);
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const file of files) {
      const json: unknown = JSON.parse(readFileSync(root + file, 'utf8'));
      expect(parsePlaybook(json), file).toMatchObject({ ok: true });
      expect(fits(json), file).toBe(true);
    }
  });

  it.each(MISTAKES)('[PB10] refuses what the parser refuses: %s', (_name, change) => {
    const file = structuredClone(FULL_PLAYBOOK);
    change(file);
    const changed: unknown = JSON.parse(JSON.stringify(file));
    expect(parsePlaybook(changed)).toMatchObject({ ok: false });
    expect(fits(changed)).toBe(false);
  });

  it('[PB8] [PB10] never refuses what passes', () => {
    const values = fc.constantFrom<unknown>(
      null,
      true,
      0,
      1,
      2,
      75,
      1.5,
      -1,
      '',
      ' ',
      'a',
      'cart',
      'now',
      'idle',
      'search',
      'clock',
      '10:00',
      '{rep}',
      [],
      {},
      ['a'],
      [1],
      { $exists: true },
      { en: 'Hi' },
      { signal: 'search' },
    );
    let passed = 0;
    let refused = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.option(values)), { minLength: 1, maxLength: 3 }), (changes) => {
        const changed: unknown = structuredClone(FULL_PLAYBOOK);
        for (const [place, value] of changes) changeAt(changed, place, value);
        const result = parsePlaybook(changed);
        if (!result.ok) return void refused++;
        passed++;
        expect(fits(changed)).toBe(true);
        // What passes is also what an engine runs and what is published.
        const seen = publicPlaybook(result.playbook);
        expect(parsePlaybook(JSON.parse(canonicalJson(seen)))).toEqual({ ok: true, playbook: seen });
        expect(() => createEngine({ version: 'v', ...seen }, { visitorSeed: 's' })).not.toThrow();
      }),
      { numRuns: 3_000 },
    );
    expect(passed).toBeGreaterThan(200);
    expect(refused).toBeGreaterThan(1_000);
  });
});

interface Defined {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly patternProperties?: object;
}

function definition(name: string): Defined {
  return (schema['$defs'] as Record<string, Defined>)[name]!;
}

function eachObject(
  value: unknown,
  see: (part: Readonly<Record<string, unknown>>, path: string) => void,
  path = '',
): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) see(value as Record<string, unknown>, path);
  for (const [key, part] of Object.entries(value)) eachObject(part, see, `${path}.${key}`);
}

/** Puts a value in the place of one in the document, by its number; `null` takes it out. */
function changeAt(document: unknown, place: number, value: unknown): void {
  const places: (readonly [parent: Record<string, unknown>, key: string])[] = [];
  eachObject({ document }, (part) =>
    Object.keys(part).forEach((key) => places.push([part as Record<string, unknown>, key])),
  );
  const [parent, key] = places[1 + (place % (places.length - 1))]!;
  if (value === null) delete parent[key];
  else parent[key] = structuredClone(value);
}
