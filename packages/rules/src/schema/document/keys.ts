import { playbookJsonSchema } from '../json-schema/index.ts';
import { ID } from '../fields.ts';
import { code, codes, duration, spaced, table } from './markdown.ts';

interface Part {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly pattern?: string;
  readonly oneOf?: readonly unknown[];
  readonly items?: Part;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly required?: readonly string[];
}

const schema: Part = playbookJsonSchema();
const definitions = playbookJsonSchema()['$defs'] as Readonly<Record<string, Part>>;

const resolve = (part: Part): Part => ({
  ...(part.$ref ? definitions[part.$ref.replace('#/$defs/', '')] : undefined),
  ...part,
});

/** The part of the playbook at this path; `rules.on` is one entry of the list. */
function partAt(path: string): Part {
  let part: Part = schema;
  for (const key of path.split('.').filter(Boolean)) {
    part = resolve(part.properties?.[key] ?? {});
    if (part.items) part = resolve(part.items);
  }
  return part;
}

function numbers(key: string, { minimum, maximum }: Part): string {
  if (minimum === undefined || maximum === undefined) return 'a number above 0';
  const range = `${spaced(minimum)} to ${spaced(maximum)}`;
  return key.endsWith('Ms') ? `${range} (${duration(maximum)})` : range;
}

function valuesOf(key: string, part: Part): string {
  // Signals have a table of their own.
  if (part.oneOf) return '[one of these](#signals)';
  if (part.enum) return codes(part.enum);
  switch (part.type) {
    case 'boolean':
      return codes([true, false]);
    case 'integer':
    case 'number':
      return numbers(key, part);
    case 'array': {
      const { minItems = 0, maxItems = 0, items } = part;
      const of = items?.examples ? `, as ${code(items.examples[0])}` : '';
      return `list of ${minItems} to ${spaced(maxItems)}${of}`;
    }
    case 'string':
      if (part.pattern === ID.source) return 'up to 64 letters, digits, `-` and `_`';
      return part.examples ? `as ${code(part.examples[0])}` : 'text';
    default:
      return '';
  }
}

function fallback(key: string, value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'object') return code(JSON.stringify(value).replaceAll(/[:,]/g, '$& '));
  const text = code(typeof value === 'number' ? spaced(value) : value);
  return typeof value === 'number' && key.endsWith('Ms') && value > 0 ? `${text} (${duration(value)})` : text;
}

function rowsOf(part: Part, prefix = ''): readonly (readonly string[])[] {
  return Object.entries(part.properties ?? {}).flatMap(([key, field]) => {
    const inner = resolve(field);
    const isRequired = part.required?.includes(key) === true;
    const name = code(`${prefix}${key}`) + (isRequired ? ' *' : '');
    const row = [name, field.description ?? '', valuesOf(key, inner), fallback(key, inner.default)];
    const isGroup = !field.$ref && inner.properties !== undefined;
    return isGroup ? [row, ...rowsOf(inner, `${prefix}${key}.`)] : [row];
  });
}

/** The keys of a part of the playbook, those of its parts included; `*` marks what must be there. */
export function keyTable(path: string, ...left: readonly string[]): string {
  const rows = rowsOf(partAt(path)).filter(([name]) => !left.some((key) => name?.startsWith(`\`${key}`)));
  return table(['Key', 'Meaning', 'Values', 'Default'], rows);
}
