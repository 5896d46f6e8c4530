import { factOf, ITEM_FIELDS } from '../catalogue/index.ts';
import type { FactDefinition } from '../catalogue/index.ts';

/** What a text of a fact always looks like: another one would never be it. */
export interface Form {
  readonly pattern: RegExp;
  readonly error: string;
}

/** What is held against operators: a fact, an element of it, or a field of an item. */
export interface Subject extends Pick<FactDefinition, 'kind' | 'values'> {
  readonly form?: Form;
}

const FORMS: ReadonlyMap<string, Form> = new Map([
  ['page.path', { pattern: /^\//, error: 'expected a path, which begins with /' }],
  ['cart.currency', { pattern: /^[A-Z]{3}$/, error: 'expected a currency by its three capital letters, such as EUR' }],
  ['visit.country', { pattern: /^[A-Z]{2}$/, error: 'expected a country by its two capital letters, such as DE' }],
]);

/** A fact by its full name, with the form of its texts; nothing when there is none of this name. */
export function subjectOf(name: string): Subject | undefined {
  // `page.query.` names no key.
  const definition = name.endsWith('.') ? undefined : factOf(name);
  return definition && withForm(name, definition);
}

export function withForm(name: string, definition: FactDefinition): Subject {
  const form = FORMS.get(name);
  return form ? { ...definition, form } : definition;
}

export const fieldOf = (name: string): Subject | undefined => ITEM_FIELDS.get(name);
