type Schema = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isObject,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
};

/** Words that explain and check nothing. */
const NOTES = new Set(['$schema', '$defs', 'id', 'title', 'description', 'default', 'examples', 'format', 'then']);

type Check = (want: never, value: unknown, schema: Schema, fits: (part: unknown, value: unknown) => boolean) => boolean;

const whereText = (value: unknown, check: (text: string) => boolean): boolean =>
  typeof value !== 'string' || check(value);
const whereNumber = (value: unknown, check: (value: number) => boolean): boolean =>
  typeof value !== 'number' || check(value);
const whereList = (value: unknown, check: (list: readonly unknown[]) => boolean): boolean =>
  !Array.isArray(value) || check(value);
const whereObject = (value: unknown, check: (object: Schema) => boolean): boolean => !isObject(value) || check(value);

/** The vocabulary of draft 2020-12 that the playbook's schema is written in. */
const CHECKS: Readonly<Record<string, Check>> = {
  type: (want: string | readonly string[], value) => [want].flat().some((type) => TYPES[type]!(value)),
  const: (want: unknown, value) => value === want,
  enum: (want: readonly unknown[], value) => want.includes(value),
  minimum: (want: number, value) => whereNumber(value, (it) => it >= want),
  maximum: (want: number, value) => whereNumber(value, (it) => it <= want),
  exclusiveMinimum: (want: number, value) => whereNumber(value, (it) => it > want),
  minLength: (want: number, value) => whereText(value, (it) => it.length >= want),
  maxLength: (want: number, value) => whereText(value, (it) => it.length <= want),
  pattern: (want: string, value) => whereText(value, (it) => new RegExp(want, 'u').test(it)),
  minItems: (want: number, value) => whereList(value, (it) => it.length >= want),
  maxItems: (want: number, value) => whereList(value, (it) => it.length <= want),
  items: (want: unknown, value, _, fits) => whereList(value, (it) => it.every((one) => fits(want, one))),
  minProperties: (want: number, value) => whereObject(value, (it) => Object.keys(it).length >= want),
  maxProperties: (want: number, value) => whereObject(value, (it) => Object.keys(it).length <= want),
  required: (want: readonly string[], value) => whereObject(value, (it) => want.every((key) => Object.hasOwn(it, key))),
  dependentRequired: (want: Readonly<Record<string, readonly string[]>>, value) =>
    whereObject(value, (it) =>
      Object.entries(want).every(([key, others]) => !(key in it) || others.every((other) => other in it)),
    ),
  properties: (want: Schema, value, _, fits) =>
    whereObject(value, (it) =>
      Object.entries(want).every(([key, part]) => !Object.hasOwn(it, key) || fits(part, it[key])),
    ),
  patternProperties: (want: Schema, value, _, fits) =>
    whereObject(value, (it) =>
      Object.entries(want).every(([pattern, part]) =>
        Object.keys(it).every((key) => !new RegExp(pattern, 'u').test(key) || fits(part, it[key])),
      ),
    ),
  additionalProperties: (want: unknown, value, { properties = {}, patternProperties = {} }, fits) =>
    whereObject(value, (it) =>
      Object.keys(it).every(
        (key) =>
          Object.hasOwn(properties as object, key) ||
          Object.keys(patternProperties as object).some((pattern) => new RegExp(pattern, 'u').test(key)) ||
          fits(want, it[key]),
      ),
    ),
  anyOf: (want: readonly unknown[], value, _, fits) => want.some((part) => fits(part, value)),
  oneOf: (want: readonly unknown[], value, _, fits) => want.filter((part) => fits(part, value)).length === 1,
  allOf: (want: readonly unknown[], value, _, fits) => want.every((part) => fits(part, value)),
  not: (want: unknown, value, _, fits) => !fits(want, value),
  if: (want: unknown, value, { then }, fits) => !fits(want, value) || fits(then, value),
};

/** Whether a JSON value fits a schema. @throws on a keyword that is not in the list above, and on a reference that leads nowhere */
export function validator(root: Schema): (value: unknown) => boolean {
  const definitions = root['$defs'] as Schema;
  function fits(schema: unknown, value: unknown): boolean {
    if (typeof schema === 'boolean') return schema;
    if (!isObject(schema)) throw new Error(`no schema: ${JSON.stringify(schema)}`);
    return Object.entries(schema).every(([keyword, want]) => {
      if (keyword === '$ref') return fits(definitions[String(want).replace('#/$defs/', '')], value);
      const check = CHECKS[keyword];
      if (!check && !NOTES.has(keyword)) throw new Error(`unknown keyword ${keyword}`);
      return !check || check(want as never, value, schema, fits);
    });
  }
  return (value) => fits(root, value);
}
