import { FACTS, ITEM_FIELDS, SIGNALS, VARIABLES } from '../../catalogue/index.ts';
import type { FactDefinition, SignalDefinition } from '../../catalogue/index.ts';
import { FINDING_KINDS } from '../../lint/finding.ts';
import { JOINS, KIND_NAMES, OPERATORS } from '../operator-table.ts';
import type { Kind } from '../operator-table.ts';
import { code, codes, table } from './markdown.ts';

function kindsOf({ of, kinds }: SignalDefinition): string {
  if (of === undefined) return '';
  return kinds ? `${of}: ${codes(kinds)}` : of;
}

const valueOf = ({ value, isDwell }: SignalDefinition): string => (isDwell ? '*needs `afterMs`*' : (value ?? ''));

/** Signals of GA4's e-commerce stand together, as the shop's data layer has them. */
const isShop = ({ meaning }: SignalDefinition): boolean => meaning.startsWith('GA4: ');

const capitalised = (meaning: string): string => {
  const text = meaning.replace(/^GA4: /, '');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

const signalTable = (wanted: (definition: SignalDefinition) => boolean): string =>
  table(
    ['Signal', 'What happened', '`of` tells', '`atLeast` asks for'],
    [...SIGNALS]
      .filter(([, definition]) => wanted(definition))
      .map(([name, definition]) => [code(name), definition.meaning, kindsOf(definition), valueOf(definition)]),
  );

const shopTable = (): string =>
  table(
    ['Signal', 'What happened'],
    [...SIGNALS].filter(([, one]) => isShop(one)).map(([name, { meaning }]) => [code(name), capitalised(meaning)]),
  );

const SOURCES: Readonly<Record<FactDefinition['from'], string>> = {
  page: 'page',
  engine: 'widget’s memory',
  relay: 'relay',
  shop: 'shop',
};

const factRow = ([name, { kind, values, meaning, from }]: readonly [string, FactDefinition]): readonly string[] => [
  code(name),
  KIND_NAMES[kind],
  values ? `${meaning} ${codes(values)}` : meaning,
  SOURCES[from],
];

/** Facts by what they are about: the first part of their names. */
function factTables(): string {
  const groups = new Map<string, (readonly [string, FactDefinition])[]>();
  for (const entry of FACTS) {
    const about = entry[0].split('.')[0]!;
    groups.set(about, [...(groups.get(about) ?? []), entry]);
  }
  return [...groups]
    .map(([about, facts]) => `#### ${about}\n\n${table(['Fact', 'Kind', 'What it is', 'From'], facts.map(factRow))}`)
    .join('\n\n');
}

/** Kinds by name, or that it is all of them. */
function forKinds(kinds: readonly Kind[]): string {
  const all = Object.keys(KIND_NAMES) as Kind[];
  if (all.every((kind) => kinds.includes(kind))) return 'all';
  return kinds.map((kind) => KIND_NAMES[kind]).join(', ');
}

/** Every table that the code knows, by its name in the page's source. */
export const TABLES: Readonly<Record<string, () => string>> = {
  signals: () => signalTable((definition) => !isShop(definition)),
  shop: shopTable,
  facts: factTables,
  fields: () =>
    table(
      ['Field', 'Kind', 'What it is'],
      [...ITEM_FIELDS].map(([name, { kind, meaning }]) => [code(name), KIND_NAMES[kind], meaning]),
    ),
  operators: () =>
    table(
      ['Operator', 'Meaning', 'For', 'Example'],
      [...OPERATORS].map(([name, { meaning, kinds, example }]) => [
        code(name),
        meaning,
        forKinds(kinds),
        code(example),
      ]),
    ),
  joins: () =>
    table(
      ['Join', 'Meaning', 'Example'],
      [...JOINS].map(([name, { meaning, example }]) => [code(name), meaning, code(example)]),
    ),
  variables: () =>
    table(
      ['Variable', 'Becomes'],
      [...VARIABLES].map(([name, meaning]) => [code(`{${name}}`), meaning]),
    ),
  findings: () =>
    table(
      ['Finding', 'What it is'],
      Object.entries(FINDING_KINDS).map(([name, meaning]) => [code(name), meaning]),
    ),
};
