import { PAGE_TYPES } from './signals.ts';

/** What a condition can look at. docs/rules.md is made from this table. */
export interface FactDefinition {
  /** `money`: whole minor units of `cart.currency`. `texts`: a list of texts. `items`: a list of records, looked at by `$elemMatch`. `any`: what the shop gave. */
  readonly kind: 'text' | 'texts' | 'number' | 'money' | 'flag' | 'items' | 'any';
  readonly meaning: string;
  /** The only values it ever has. */
  readonly values?: readonly string[];
  /** Where it comes from: the page as the widget sees it, the engine's own memory and clock, the relay, or the shop's own words. */
  readonly from: 'page' | 'engine' | 'relay' | 'shop';
}

const BAND = ['now', 'soon', 'none'] as const;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const table = {
  'page.url': {
    kind: 'text',
    from: 'page',
    meaning:
      'Origin, path and the query keys the site allows; parts of the path that look like a person or a secret are `***`.',
  },
  'page.path': { kind: 'text', from: 'page', meaning: 'The path of it alone.' },
  'page.title': {
    kind: 'text',
    from: 'page',
    meaning: 'The title; never on pages of checkout, confirmation and account.',
  },
  'page.type': { kind: 'text', from: 'page', values: PAGE_TYPES, meaning: 'What kind of page it is.' },
  'visit.pages': { kind: 'number', from: 'page', meaning: 'Pages seen in this visit, this one included.' },
  'visit.seconds': { kind: 'number', from: 'engine', meaning: 'Whole seconds since the visit began.' },
  'visit.number': { kind: 'number', from: 'page', meaning: 'Which visit of this visitor it is, from 1.' },
  'visit.source': { kind: 'text', from: 'page', meaning: '`utm_source` of the visit’s first page.' },
  'visit.medium': { kind: 'text', from: 'page', meaning: '`utm_medium` of the visit’s first page.' },
  'visit.campaign': { kind: 'text', from: 'page', meaning: '`utm_campaign` of the visit’s first page.' },
  'visit.referrer': {
    kind: 'text',
    from: 'page',
    meaning: 'Host of the page that led to the visit, if another site’s.',
  },
  'visit.device': {
    kind: 'text',
    from: 'page',
    values: ['desktop', 'phone', 'tablet'],
    meaning: 'By pointer and screen.',
  },
  'visit.language': { kind: 'text', from: 'page', meaning: 'BCP 47, as the widget speaks.' },
  'visit.timeZone': { kind: 'text', from: 'page', meaning: 'IANA name of the browser’s time zone.' },
  'visit.country': {
    kind: 'text',
    from: 'relay',
    meaning: 'ISO 3166 country, only where the operator’s proxy tells it (COUNTRY_HEADER); otherwise never there.',
  },
  'cart.value': { kind: 'money', from: 'page', meaning: 'What the cart is worth.' },
  'cart.currency': { kind: 'text', from: 'page', meaning: 'ISO 4217.' },
  'cart.quantity': { kind: 'number', from: 'page', meaning: 'Pieces in the cart.' },
  'cart.skus': { kind: 'texts', from: 'page', meaning: 'Stock numbers of what is in the cart.' },
  'cart.items': {
    kind: 'items',
    from: 'page',
    meaning:
      'What is in the cart, at most 20: `sku`, `category`, `price` (minor units, of one), `quantity`, `coupon`; each where the shop tells it.',
  },
  'cart.coupon': { kind: 'text', from: 'page', meaning: 'The coupon that is applied to the cart.' },
  'checkout.step': { kind: 'number', from: 'page', meaning: '1 … n in the checkout, absent outside.' },
  'checkout.seconds': {
    kind: 'number',
    from: 'engine',
    meaning: 'Whole seconds in this step; absent outside the checkout.',
  },
  'checkout.errors': { kind: 'number', from: 'engine', meaning: 'Errors told in the checkout in this visit.' },
  'checkout.rejectedCoupons': { kind: 'number', from: 'engine', meaning: 'Coupons refused in this visit.' },
  'visitor.identified': { kind: 'flag', from: 'shop', meaning: 'The shop told who the visitor is.' },
  'visitor.attributes.*': {
    kind: 'any',
    from: 'shop',
    meaning: 'What the shop told of the visitor, by its own names.',
  },
  'visitor.orders': { kind: 'number', from: 'engine', meaning: 'Orders this browser saw, unless the shop tells more.' },
  'visitor.daysSinceOrder': {
    kind: 'number',
    from: 'engine',
    meaning: 'Whole days since the last one; absent while there is none.',
  },
  'visitor.conversations': { kind: 'number', from: 'engine', meaning: 'Conversations with this site’s reps.' },
  'visitor.daysSinceConversation': {
    kind: 'number',
    from: 'engine',
    meaning: 'Whole days since the last one ended; absent while there is none.',
  },
  'visitor.shown': {
    kind: 'number',
    from: 'engine',
    meaning: 'Invitations shown so far, those held out by an experiment included.',
  },
  'visitor.accepted': { kind: 'number', from: 'engine', meaning: 'Invitations accepted so far.' },
  'visitor.declined': { kind: 'number', from: 'engine', meaning: 'Invitations answered with “no, thanks” so far.' },
  'visitor.dismissed': { kind: 'number', from: 'engine', meaning: 'Invitations closed so far.' },
  'visitor.doNotDisturb': { kind: 'flag', from: 'engine', meaning: 'A “no, thanks” binds now.' },
  'reps.availability': {
    kind: 'text',
    from: 'relay',
    values: BAND,
    meaning: 'Whether a rep of the site’s route can answer.',
  },
  'reps.teams.*': { kind: 'text', from: 'relay', values: BAND, meaning: 'The same of one team, by its id.' },
  'reps.skills.*': { kind: 'text', from: 'relay', values: BAND, meaning: 'The same of the reps with one skill.' },
  'site.open': {
    kind: 'flag',
    from: 'engine',
    meaning: 'Within the playbook’s `open` hours; absent while it has none.',
  },
  'site.hour': { kind: 'number', from: 'engine', meaning: 'Hour of the day in the playbook’s time zone, 0 to 23.' },
  'site.weekday': {
    kind: 'text',
    from: 'engine',
    values: WEEKDAYS,
    meaning: 'Day of the week in the playbook’s time zone.',
  },
  'page.query.*': {
    kind: 'text',
    from: 'page',
    meaning: 'A query key of the address: `utm_*` and those the site allows.',
  },
} as const satisfies Record<string, FactDefinition>;

export const FACTS: ReadonlyMap<string, FactDefinition> = new Map<string, FactDefinition>(Object.entries(table));

/** The definition of a fact by its full name, also of the shop's own (`visitor.attributes.tier`); nothing when there is none. */
export function factOf(name: string): FactDefinition | undefined {
  if (name.endsWith('.*')) return undefined;
  const family = FACTS.get(`${name.split('.').slice(0, 2).join('.')}.*`);
  return FACTS.get(name) ?? (name.split('.').length > 2 ? family : undefined);
}

/** The fields of `cart.items`. */
export const ITEM_FIELDS: ReadonlyMap<string, FactDefinition> = new Map<string, FactDefinition>([
  ['sku', { kind: 'text', from: 'page', meaning: 'Stock number.' }],
  [
    'category',
    {
      kind: 'text',
      from: 'page',
      meaning: 'The shop’s category where it is told as one word (`field-optics`); one with spaces is `***`.',
    },
  ],
  ['price', { kind: 'money', from: 'page', meaning: 'Price of one, in minor units.' }],
  ['quantity', { kind: 'number', from: 'page', meaning: 'How many.' }],
  ['coupon', { kind: 'text', from: 'page', meaning: 'A coupon on this item alone.' }],
]);
