import type { Context } from '@tillside/protocol';
import type { FactChanges } from '../rules/rules.ts';
import type { VisitorInfo } from '../sdk/types.ts';
import { isRecord } from '../shop/data-layer.ts';
import type { Params } from '../shop/data-layer.ts';
import { short } from '../shop/text.ts';

export type Claims = NonNullable<Context['claims']>;
type Attributes = NonNullable<Claims['attributes']>;

/** As the wire takes them. */
const NAME = /^[a-z][\w.-]{0,39}$/i;
const MOST_ATTRIBUTES = 20;
/** One address, as the wire takes it: what is none is not told. */
const EMAIL = /^[\w.+-]+@[\w-]+(\.[\w-]+)*\.[a-z]{2,}$/i;

const isPlain = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));

/** Of what the shop told, what fits the wire: texts are cut at 200 characters; `wrong` gets the names of the rest. */
export function readAttributes(told: unknown, wrong: string[]): Attributes {
  const kept: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(isRecord(told) ? told : {})) {
    const isFull = Object.keys(kept).length >= MOST_ATTRIBUTES;
    if (isFull || !NAME.test(name) || !isPlain(value)) wrong.push(name);
    else kept[name] = typeof value === 'string' ? short(value) : value;
  }
  return kept;
}

/** What the shop says of who this is. Nobody has proved it: reps see it as said. */
export function readVisitor(told: VisitorInfo | Params, wrong: string[]): Claims {
  const { id, name, email, attributes } = told;
  const claims: { -readonly [Name in keyof Claims]: Claims[Name] } = {};
  if (short(id)) claims.id = short(id);
  if (short(name)) claims.name = short(name);
  const address = short(email).trim();
  if (EMAIL.test(address)) claims.email = address;
  else if (email !== undefined) wrong.push('email');
  if (attributes !== undefined) claims.attributes = readAttributes(attributes, wrong);
  return claims;
}

/** The same as facts. Those of `before` that are not said any more are gone. */
export function visitorFacts({ attributes, ...who }: Claims, before: Claims = {}): FactChanges {
  const facts: Record<string, string | number | boolean | undefined> = {
    'visitor.identified': Object.keys(who).length > 0 || undefined,
  };
  for (const name in before.attributes) facts[`visitor.attributes.${name}`] = undefined;
  for (const [name, value] of Object.entries(attributes ?? {})) facts[`visitor.attributes.${name}`] = value;
  return facts;
}
