import { factOf, ITEM_FIELDS } from '../../catalogue/index.ts';
import type { FactDefinition } from '../../catalogue/index.ts';
import type { Span } from './numbers.ts';

/** What a fact can be at all. */
export interface Domain {
  readonly kind: FactDefinition['kind'];
  /** The only texts it ever is. */
  readonly values?: readonly string[];
  readonly span: Span;
  /** No page is without it. */
  readonly isAlwaysThere: boolean;
}

export type DomainOf = (fact: string) => Domain;

const EVERY_NUMBER: Span = { least: -Infinity, most: Infinity };

/** What the catalogue says in words of the numbers it has: those left out may be any (a shop's refund can make a cart's value negative). */
const SPANS: Readonly<Record<string, Span>> = {
  'visit.pages': { least: 1, most: Infinity },
  'visit.seconds': { least: 0, most: Infinity },
  'visit.number': { least: 1, most: Infinity },
  'cart.quantity': { least: 0, most: Infinity },
  'checkout.step': { least: 1, most: Infinity },
  'checkout.seconds': { least: 0, most: Infinity },
  'checkout.errors': { least: 0, most: Infinity },
  'checkout.rejectedCoupons': { least: 0, most: Infinity },
  'visitor.orders': { least: 0, most: Infinity },
  'visitor.daysSinceOrder': { least: 0, most: Infinity },
  'visitor.conversations': { least: 0, most: Infinity },
  'visitor.daysSinceConversation': { least: 0, most: Infinity },
  'visitor.shown': { least: 0, most: Infinity },
  'visitor.accepted': { least: 0, most: Infinity },
  'visitor.declined': { least: 0, most: Infinity },
  'visitor.dismissed': { least: 0, most: Infinity },
  'site.hour': { least: 0, most: 23 },
};

/** Told with every page, or by the engine's own clock. */
const ALWAYS_THERE = new Set(['page.url', 'page.path', 'page.type', 'visit.seconds', 'site.hour', 'site.weekday']);

const domain = (
  { kind, values }: Pick<FactDefinition, 'kind' | 'values'>,
  span = EVERY_NUMBER,
  isAlwaysThere = false,
): Domain => ({ kind, ...(values && { values }), span, isAlwaysThere });

/** A fact the catalogue does not know (the schema refuses those) may be anything. */
export const domainOfFact: DomainOf = (fact) =>
  domain(factOf(fact) ?? { kind: 'any' }, SPANS[fact], ALWAYS_THERE.has(fact));

/** A field of an item in the cart. */
export const domainOfField: DomainOf = (field) => domain(ITEM_FIELDS.get(field) ?? { kind: 'any' });

/** An element of a list of texts, under whatever name: it is there. */
export const domainOfElement: DomainOf = () => domain({ kind: 'text' }, EVERY_NUMBER, true);
