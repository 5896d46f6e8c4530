/**
 * The rule workload: what a busy shop's playbook looks at, and what its visitors do. Seeds are fixed, so that figures of different days
 * compare: 50 rules have 244 leaves and come to 44,270 matches over 10,000 events.
 */

export type Scalar = string | number | boolean;

/** One comparison of one fact. */
export interface Leaf {
  readonly op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'in' | 'nin' | 'contains';
  readonly fact: string;
  readonly want: Scalar | readonly Scalar[];
}

/** A condition in nobody's language: each contender gets it in its own. */
export type Tree =
  | Leaf
  | { readonly all: readonly Tree[] }
  | { readonly any: readonly Tree[] }
  | { readonly not: Leaf };

/** Facts as most engines want them: dotted names are paths. */
export type Nested = Readonly<Record<string, Scalar | Readonly<Record<string, Scalar>>>>;
export type Flat = Readonly<Record<string, Scalar>>;

export interface Happening {
  /** All that is known by then. */
  readonly nested: Nested;
  readonly flat: Flat;
  /** What this event changed; at the begin of a visit everything. */
  readonly changes: Flat;
}

const COUNTRIES = ['US', 'GB', 'DE', 'FR', 'CA', 'AU', 'NL', 'SE'];
const CATEGORIES = ['shoes', 'bags', 'coats', 'toys', 'tv', 'phones', 'sofas', 'beds'];
const TYPES = ['home', 'category', 'product', 'cart', 'checkout', 'search', 'help'];
const SOURCES = ['google', 'email', 'facebook', 'direct', 'affiliate'];
const DEVICES = ['mobile', 'desktop', 'tablet'];

/** mulberry32: small, fast, good enough to pick with. */
export function createDice(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    int: (from: number, to: number): number => Math.floor(from + next() * (to - from)),
    pick: (list: readonly string[]): string => list[Math.floor(next() * list.length)] ?? '',
  };
}

const leaf = (op: Leaf['op'], fact: string, want: Leaf['want']): Leaf => ({ op, fact, want });

/** The first 50 of more are the same 50. */
export function makeTrees(count: number): readonly (readonly Tree[])[] {
  const { int, pick } = createDice(7);
  const kinds: readonly (() => Leaf)[] = [
    () => leaf('eq', 'page.type', pick(TYPES)),
    () => leaf('gte', 'dwellMs', int(5, 90) * 1000),
    () => leaf('gt', 'cart.value', int(20, 400)),
    () => leaf('in', 'geo.country', [pick(COUNTRIES), pick(COUNTRIES), pick(COUNTRIES)]),
    () => leaf('gte', 'scrollPct', int(30, 90)),
    () => leaf('eq', 'device', pick(DEVICES)),
    () => leaf('gte', 'visits', int(2, 6)),
    () => leaf('nin', 'utm.source', [pick(SOURCES), pick(SOURCES)]),
    () => leaf('contains', 'page.path', `/${pick(CATEGORIES)}`),
    () => leaf('gte', 'idleMs', int(5, 60) * 1000),
    () => leaf('gte', 'productViews', int(2, 9)),
    () => leaf('ne', 'page.category', pick(CATEGORIES)),
  ];
  const any = (): Leaf => kinds[int(0, 12)]?.() ?? leaf('eq', '', '');
  return Array.from({ length: count }, (_, index) => {
    const parts: Tree[] = [leaf('gt', 'repsOnline', 0)];
    const more = int(1, 4);
    for (let n = 0; n < more; n += 1) parts.push(any());
    if (index % 3 === 0) parts.push({ any: [any(), any()] });
    if (index % 5 === 0) parts.push({ not: any() });
    if (index % 7 === 0) parts.push(leaf('eq', 'exitIntent', true));
    if (index % 11 === 0) parts.push({ any: [{ all: [any(), any()] }, leaf('gte', 'couponErrors', 2)] });
    if (index % 4 === 0) parts.push(leaf('lt', 'hour', int(12, 22)));
    if (index % 6 === 0) parts.push(leaf('gte', 'lastChatDaysAgo', int(1, 20)));
    return parts;
  });
}

function nest(flat: Flat): Nested {
  const nested: Record<string, Scalar | Record<string, Scalar>> = {};
  for (const [name, value] of Object.entries(flat)) {
    const [group = '', field] = name.split('.');
    const inside = nested[group];
    if (field === undefined) nested[group] = value;
    else if (typeof inside === 'object') inside[field] = value;
    else nested[group] = { [field]: value };
  }
  return nested;
}

const visits = 200;
const eventsOfVisit = 50;

/** 200 visits of 50 events, each of which changes one to seven facts. */
export function makeHappenings(): readonly Happening[] {
  const { next, int, pick } = createDice(42);
  const happenings: Happening[] = [];
  for (let visit = 0; visit < visits; visit += 1) {
    const facts = {
      'page.type': 'home',
      'page.path': '/',
      'page.category': 'none',
      dwellMs: 0,
      scrollPct: 0,
      idleMs: 0,
      visits: int(1, 8),
      pagesSeen: 1,
      'cart.value': 0,
      'cart.items': 0,
      'cart.abandoned': next() < 0.2,
      'geo.country': pick(COUNTRIES),
      device: pick(DEVICES),
      'utm.source': pick(SOURCES),
      exitIntent: false,
      productViews: 0,
      loggedIn: next() < 0.3,
      hour: int(0, 24),
      lastChatDaysAgo: int(0, 40),
      couponErrors: 0,
      searchResults: 0,
      repsOnline: next() < 0.85 ? int(1, 20) : 0,
    };
    type Name = keyof typeof facts;
    const happen = (which: number): readonly Name[] => {
      if (which < 0.3) {
        facts.dwellMs += int(1, 15) * 1000;
        return ['dwellMs'];
      }
      if (which < 0.55) {
        facts.scrollPct = Math.min(100, facts.scrollPct + int(1, 30));
        facts.idleMs = 0;
        return ['scrollPct', 'idleMs'];
      }
      if (which < 0.7) {
        facts.idleMs += int(1, 20) * 1000;
        return ['idleMs'];
      }
      if (which < 0.88) {
        facts['page.type'] = pick(TYPES);
        facts['page.category'] = pick(CATEGORIES);
        facts['page.path'] = `/${facts['page.category']}/${facts['page.type']}/${int(1, 999)}`;
        facts.dwellMs = 0;
        facts.scrollPct = 0;
        facts.pagesSeen += 1;
        if (facts['page.type'] === 'product') facts.productViews += 1;
        return ['page.type', 'page.category', 'page.path', 'dwellMs', 'scrollPct', 'pagesSeen', 'productViews'];
      }
      if (which < 0.95) {
        facts['cart.value'] += int(5, 120);
        facts['cart.items'] += 1;
        return ['cart.value', 'cart.items'];
      }
      if (which < 0.97) {
        facts.couponErrors += 1;
        return ['couponErrors'];
      }
      facts.exitIntent = next() < 0.5;
      return ['exitIntent'];
    };
    for (let event = 0; event < eventsOfVisit; event += 1) {
      const which = next();
      const changed = event === 0 ? undefined : happen(which);
      const flat = { ...facts };
      const changes = changed ? Object.fromEntries(changed.map((name) => [name, flat[name]])) : flat;
      happenings.push({ nested: nest(flat), flat, changes });
    }
  }
  return happenings;
}
