import { factOf, ITEM_FIELDS } from '../catalogue/index.ts';
import type { FactItem, FactValue } from '../types.ts';
import { reduceName } from './reduce-name.ts';
import { isPrivate, MASK, reduceUrl } from './reduce-url.ts';

/** What a site says may be seen beyond the defaults. */
export interface Allowed {
  /** Keys of an address's query besides `utm_*`. */
  readonly queryKeys: readonly string[];
  /** Names of `visitor.attributes.*` whose texts may be seen, as far as they are names (`gold`). Flags and small numbers always may. */
  readonly attributes?: readonly string[];
}

/** Whole minor units of any currency; what is longer is a card's number. */
const MOST_MONEY = 1e12;
/** Telephone numbers have seven digits and more. */
const MOST_COUNT = 1e6;
/** Pages whose titles the shop writes for everybody. Others greet by name, or are not known. */
const TITLED = ['home', 'list', 'product', 'cart'];

const BANDS = /^(?:now|soon|none)$/;

type Reducer = (value: FactValue, allowed: Allowed, pageType: string) => FactValue | undefined;

const texts =
  (reduce: (text: string) => string | undefined): Reducer =>
  (value) =>
    typeof value === 'string' ? reduce(value) : undefined;
const fits = (pattern: RegExp): Reducer => texts((text) => (pattern.test(text) ? text : undefined));
const count = (value: FactValue) => (typeof value === 'number' && Math.abs(value) < MOST_COUNT ? value : undefined);
const money = (value: FactValue) => (typeof value === 'number' && Math.abs(value) < MOST_MONEY ? value : undefined);
const flag = (value: FactValue) => (typeof value === 'boolean' ? value : undefined);
const name = texts(reduceName);
/** As the query key it came from. */
const campaign = texts(
  (text) => reduceUrl(`https://a/?utm_a=${encodeURIComponent(text.toWellFormed())}`, []).query['utm_a'],
);

function item(value: FactItem): FactItem {
  const kept: Record<string, string | number> = {};
  for (const [field, one] of Object.entries(value)) {
    const kind = ITEM_FIELDS.get(field)?.kind;
    if (kind === 'text' && typeof one === 'string') kept[field] = reduceName(one);
    if (kind !== 'text' && kind !== undefined && typeof one === 'number' && Math.abs(one) < MOST_MONEY)
      kept[field] = one;
  }
  return kept;
}

function isTimeZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Facts that hold words. Those with a closed list of values, numbers and flags need no line here; any other text does not pass. */
const reducers: Readonly<Record<string, Reducer>> = {
  'page.url': (value, { queryKeys }) => (typeof value === 'string' ? reduceUrl(value, queryKeys).url : undefined),
  'page.path': texts((text) => (text.startsWith('/') ? reduceUrl(`https://a${text}`, []).path : undefined)),
  'page.title': (value, _, pageType) =>
    typeof value === 'string' && TITLED.includes(pageType)
      ? value.replaceAll(/\S+/g, (word) => (isPrivate(word) ? MASK : word))
      : undefined,
  'visit.source': campaign,
  'visit.medium': campaign,
  'visit.campaign': campaign,
  'visit.referrer': texts((text) =>
    /^[\w.*-]{1,100}$/.test(text) ? text.replaceAll(/[^.]+/g, (label) => (isPrivate(label) ? MASK : label)) : undefined,
  ),
  'visit.language': fits(/^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$/),
  'visit.timeZone': texts((text) => (isTimeZone(text) ? text : undefined)),
  'cart.currency': fits(/^[A-Z]{3}$/),
  'cart.coupon': name,
  'cart.skus': (value) =>
    Array.isArray(value) ? value.filter((one) => typeof one === 'string').map((one) => reduceName(one)) : undefined,
  'cart.items': (value) =>
    Array.isArray(value) ? value.filter((one) => typeof one === 'object').map(item) : undefined,
};

function reduceFamily(fact: string, value: FactValue, { queryKeys, attributes = [] }: Allowed): FactValue | undefined {
  const [group, family] = fact.split('.');
  const own = ownName(fact);
  if (group === 'page') {
    if (typeof value !== 'string') return undefined;
    return reduceUrl(
      `https://a/?${encodeURIComponent(own.toWellFormed())}=${encodeURIComponent(value.toWellFormed())}`,
      queryKeys,
    ).query[own];
  }
  if (family === 'attributes') {
    if (typeof value === 'string' && attributes.includes(own)) return reduceName(value);
    return flag(value) ?? count(value);
  }
  return typeof value === 'string' && BANDS.test(value) ? value : undefined;
}

/** What the shop calls it: `tier` of `visitor.attributes.tier`; empty for a fact of the catalogue's own. */
const ownName = (fact: string): string => fact.split('.').slice(2).join('.');

/** Whether the very name of a fact may be seen. A country says too much beside a time zone, and a shop's own names may say who. */
export function isNameSeen(fact: string, { queryKeys }: Allowed): boolean {
  if (!factOf(fact) || fact === 'visit.country') return false;
  const own = ownName(fact);
  if (fact.startsWith('page.query.'))
    return own in reduceUrl(`https://a/?${encodeURIComponent(own.toWellFormed())}`, queryKeys).query;
  return own === '' || reduceName(own) !== MASK;
}

/**
 * One fact as an export may show it: `undefined` where nothing of it may be seen.
 *
 * @param pageType `page.type` of the page it was seen on; empty: not known
 */
export function reduceFact(fact: string, value: FactValue, allowed: Allowed, pageType: string): FactValue | undefined {
  const definition = factOf(fact);
  if (!definition || !isNameSeen(fact, allowed)) return undefined;
  if (ownName(fact) !== '') return reduceFamily(fact, value, allowed);
  const reducer = Object.hasOwn(reducers, fact) ? reducers[fact] : undefined;
  if (reducer) return reducer(value, allowed, pageType);
  if (definition.values) return typeof value === 'string' && definition.values.includes(value) ? value : undefined;
  if (definition.kind === 'flag') return flag(value);
  if (definition.kind === 'money') return money(value);
  return definition.kind === 'number' ? count(value) : undefined;
}
