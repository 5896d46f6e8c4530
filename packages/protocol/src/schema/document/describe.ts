import { z } from 'zod';
import * as context from '../context.ts';
import * as decision from '../decision.ts';
import * as entries from '../entries.ts';
import * as http from '../http.ts';
import * as primitives from '../primitives.ts';
import * as views from '../views.ts';
import * as visitor from '../visitor.ts';

/** Small values by the names they have in our sources. */
export const simpleTypes: Readonly<Record<string, z.ZodType>> = primitives;

/** Objects that several frames or answers share. */
export const sharedShapes: Readonly<Record<string, z.ZodObject>> = {
  context: context.context,
  cartItem: context.cartItem,
  trace: decision.trace,
  journeyStep: decision.journeyStep,
  orderReport: visitor.orderReport,
  offerCard: entries.offerCard,
  engagementView: views.engagementView,
  floorItem: views.floorItem,
  repView: views.repView,
  activityItem: views.activityItem,
  consoleSite: http.consoleSite,
  ledgerLine: http.ledgerLine,
};

const names = new Map<z.ZodType, string>([
  ...Object.entries(simpleTypes).map(([name, schema]) => [schema, name] as const),
  ...Object.entries(sharedShapes).map(([name, schema]) => [schema, name] as const),
  [views.engagementState, 'engagementState'],
]);

export interface Row {
  /** `body.text`, `reps[].name`. */
  readonly path: string;
  readonly isOptional: boolean;
  readonly type: string;
}

/** The fields of an object, nested ones with their path; shapes with a name are only named. */
export function rowsOf(shape: z.ZodObject, prefix = ''): Row[] {
  return Object.entries(shape.shape).flatMap(([key, field]): Row[] => {
    const { inner, isOptional } = unwrap(field as z.ZodType);
    const path = `${prefix}${key}`;
    const nested = nestedIn(inner);
    if (!nested) return [{ path, isOptional, type: describeType(inner) }];
    const step = inner instanceof z.ZodArray ? `${path}[].` : `${path}.`;
    const head = inner instanceof z.ZodArray ? `list of objects${lengthsOf(inner)}` : 'object';
    return [{ path, isOptional, type: head }, ...rowsOf(nested, step)];
  });
}

function nestedIn(schema: z.ZodType): z.ZodObject | undefined {
  const one = schema instanceof z.ZodArray ? (schema.element as z.ZodType) : schema;
  return one instanceof z.ZodObject && !names.has(one) ? one : undefined;
}

function unwrap(schema: z.ZodType): { readonly inner: z.ZodType; readonly isOptional: boolean } {
  if (schema instanceof z.ZodOptional) return { inner: schema.unwrap() as z.ZodType, isOptional: true };
  if (schema instanceof z.ZodDefault) return { inner: schema.unwrap() as z.ZodType, isOptional: true };
  return { inner: schema, isOptional: false };
}

/** A type in a few words. */
export function describeType(schema: z.ZodType): string {
  return names.get(schema) ?? describeUnnamed(schema);
}

export function describeUnnamed(schema: z.ZodType): string {
  if (schema instanceof z.ZodLiteral) return [...schema.values].map((value) => quoted(value)).join(' or ');
  if (schema instanceof z.ZodEnum) return schema.options.map(quoted).join(', ');
  if (schema instanceof z.ZodArray) return `list of ${describeType(schema.element as z.ZodType)}${lengthsOf(schema)}`;
  if (schema instanceof z.ZodTuple)
    return `[${schema.def.items.map((one) => describeType(one as z.ZodType)).join('; ')}]`;
  if (schema instanceof z.ZodUnion) return schema.options.map((one) => describeType(one as z.ZodType)).join(' or ');
  if (schema instanceof z.ZodRecord)
    return `object: ${describeType(schema.keyType as z.ZodType)} → ${describeType(schema.valueType as z.ZodType)}`;
  if (schema instanceof z.ZodObject) return 'object';
  return describeLeaf(schema);
}

interface Leaf {
  readonly type?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

function describeLeaf(schema: z.ZodType): string {
  const { type, pattern, minLength, maxLength, minimum, maximum } = z.toJSONSchema(schema) as Leaf;
  if (pattern !== undefined) return `string, \`${pattern}\``;
  const low = minLength ?? minimum;
  const high = maxLength ?? maximum;
  const unit = type === 'string' ? ' characters' : '';
  return `${type ?? 'anything'}${range(low, high, unit)}`;
}

const lengthsOf = (schema: z.ZodArray): string => {
  const { minItems, maxItems } = z.toJSONSchema(schema) as { readonly minItems?: number; readonly maxItems?: number };
  return range(minItems, maxItems, '');
};

/** Bounds that only say "a safe integer" are left out. */
function range(low: number | undefined, high: number | undefined, unit: string): string {
  const from = low === undefined || low === Number.MIN_SAFE_INTEGER ? undefined : spaced(low);
  const to = high === undefined || high === Number.MAX_SAFE_INTEGER ? undefined : spaced(high);
  if (from !== undefined && to !== undefined) return `, ${from} to ${to}${unit}`;
  if (to !== undefined) return `, at most ${to}${unit}`;
  return from === undefined ? '' : `, at least ${from}${unit}`;
}

/** 4000 -> 4,000 */
export const spaced = (value: number): string => value.toLocaleString('en-US');

const quoted = (value: unknown): string => `\`${JSON.stringify(value)}\``;
