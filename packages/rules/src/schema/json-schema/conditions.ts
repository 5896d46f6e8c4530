import { FACTS, ITEM_FIELDS } from '../../catalogue/index.ts';
import type { FactDefinition } from '../../catalogue/index.ts';
import { withForm } from '../forms.ts';
import type { Subject } from '../forms.ts';
import { JOINS, KIND_NAMES, OPERATORS, TYPES } from '../operator-table.ts';
import type { JsonSchema } from './types.ts';

const refer = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });
const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items, minItems: 1, maxItems: 200 });

/** One value of this fact, or one element of it. */
function valueOf({ kind, values, form }: Subject): JsonSchema {
  if (form) return { type: 'string', pattern: form.pattern.source };
  if (values) return { enum: values };
  const types = { money: 'integer', number: 'number', flag: 'boolean', any: ['string', 'number', 'boolean'] };
  return { type: kind in types ? types[kind as keyof typeof types] : 'string' };
}

/** Facts that can be the same share a definition. */
function pointerOf({ kind, values, form }: Subject): string {
  const words = [kind, ...(values ?? []), form?.error.replace(/^expected an? (\w+).*/, '$1') ?? ''];
  return words.filter(Boolean).join('-');
}

function operandOf(operator: string, shape: Subject, self: string): JsonSchema {
  const value = valueOf(shape);
  const pattern = { type: 'string', minLength: 1, maxLength: 500 };
  switch (operator) {
    case '$in':
    case '$nin':
    case '$all':
      return listOf(value);
    case '$size':
      return { type: 'integer', minimum: 0, maximum: 1_000 };
    case '$exists':
      return { type: 'boolean' };
    case '$type':
      return { enum: TYPES[shape.kind] };
    case '$regex':
      return { ...pattern, format: 'regex' };
    case '$options':
      return { enum: ['i', ''] };
    case '$glob':
      return pattern;
    case '$not':
      return refer(self);
    case '$elemMatch':
      if (shape.kind === 'items') return refer('item');
      return refer(shape.kind === 'texts' ? `${pointerOf({ ...shape, kind: 'text' })}-operators` : self);
    case '$eq':
    case '$ne':
      return shape.kind === 'texts' ? { anyOf: [value, listOf(value)] } : value;
    default:
      return shape.values || shape.form ? { type: 'string' } : value;
  }
}

/** A fact of this shape, and the operators it can be held against. */
function definitionsOf(shape: Subject): Readonly<Record<string, JsonSchema>> {
  const name = pointerOf(shape);
  const self = `${name}-operators`;
  const fitting = [...OPERATORS].filter(([, { kinds }]) => kinds.includes(shape.kind));
  const plain = operandOf('$eq', shape, self);
  return {
    [name]: { anyOf: [...(shape.kind === 'items' ? [] : [plain]), refer(self)] },
    [self]: {
      title: `Operators for ${shape.values ? `one of ${shape.values.join(', ')}` : KIND_NAMES[shape.kind]}`,
      type: 'object',
      minProperties: 1,
      additionalProperties: false,
      properties: Object.fromEntries(
        fitting.map(([operator, { meaning }]) => [
          operator,
          { description: meaning, ...operandOf(operator, shape, self) },
        ]),
      ),
      ...(fitting.some(([operator]) => operator === '$options') && { dependentRequired: { $options: ['$regex'] } }),
    },
  };
}

/** A condition over these names: each with its meaning, so that an editor shows it. */
function conditionOver(title: string, self: string, names: ReadonlyMap<string, FactDefinition>): JsonSchema {
  const entries = [...names].map(
    ([name, definition]) =>
      [name, { description: definition.meaning, ...refer(pointerOf(withForm(name, definition))) }] as const,
  );
  const isFamily = (name: string): boolean => name.endsWith('.*');
  const joins = [...JOINS].map(([join, { meaning }]) => [
    join,
    { description: meaning, type: 'array', items: refer(self), minItems: 1 },
  ]);
  const families = entries.filter(([name]) => isFamily(name)).map(([name, schema]) => [patternOf(name), schema]);
  return {
    title,
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries([...entries.filter(([name]) => !isFamily(name)), ...joins]),
    ...(families.length > 0 && { patternProperties: Object.fromEntries(families) }),
  };
}

/** `page.query.*`: any key behind the last dot. */
const patternOf = (family: string): string =>
  `^${family.slice(0, -1).replaceAll('.', String.raw`\.`)}(?!(.*\\.)?\\*$).*[^.]$`;

/** Everything a condition is made of. */
export function conditionDefinitions(): Readonly<Record<string, JsonSchema>> {
  const shapes: readonly Subject[] = [
    { kind: 'text' },
    ...[...FACTS].map(([name, definition]) => withForm(name, definition)),
    ...ITEM_FIELDS.values(),
  ];
  return {
    condition: conditionOver('A condition over facts', 'condition', FACTS),
    item: conditionOver('A condition over an item of the cart', 'item', ITEM_FIELDS),
    ...Object.assign({}, ...shapes.map(definitionsOf)),
  };
}
