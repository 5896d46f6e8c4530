import { readFileSync } from 'node:fs';
import type { Journey } from '@tillside/rules/journeys';
import { bandAt, drawStart } from './calendar.ts';
import { createChance } from './chance.ts';
import { checkOut } from './checkout.ts';
import { createPen } from './pen.ts';
import { cartFacts, leave } from './shopper.ts';
import type { Product, Shopper } from './shopper.ts';

const catalogue = JSON.parse(readFileSync(new URL('../catalogue/halden.json', import.meta.url), 'utf8')) as {
  readonly categories: readonly { readonly id: string; readonly name: string }[];
  readonly products: readonly [Product, ...Product[]];
};

function read({ chance, pen }: Shopper, medianMs: number): void {
  const depth = chance.whole(2, 10) * 10;
  for (const mark of [50, 90]) {
    pen.wait(chance.around(medianMs / 3));
    if (mark <= depth) pen.hear('scroll_depth', { value: mark });
  }
  if (chance.isIn(0.06)) {
    pen.wait(60_000);
    pen.hear('idle', { value: 60_000 });
  }
  if (chance.isIn(0.05)) {
    const awayMs = chance.around(40_000);
    pen.wait(awayMs);
    pen.hear('tab_return', { value: awayMs });
  }
  if (chance.isIn(0.01)) pen.hear('rage_click');
}

function seeList(shopper: Shopper): void {
  const { chance, pen } = shopper;
  const category = chance.of([undefined, ...catalogue.categories]);
  pen.open('/shop/catalogue.html', 'list', `${category?.name ?? 'Everything'} · Halden`);
  pen.hear('view_item_list');
  read(shopper, 9_000);
}

function seeProduct(shopper: Shopper, product: Product): void {
  const { pen } = shopper;
  pen.open(`/shop/products/${product.slug}.html`, 'product', `${product.name} · Halden`);
  pen.hear('view_item');
  read(shopper, 22_000);
}

function fill({ chance, pen, cart }: Shopper, product: Product): void {
  pen.wait(chance.around(5_000));
  cart.set(product, (cart.get(product) ?? 0) + 1);
  pen.hear('add_to_cart', {}, cartFacts(cart));
}

function seeCart(shopper: Shopper): void {
  const { chance, pen, cart } = shopper;
  pen.wait(chance.around(6_000));
  pen.open('/shop/cart.html', 'cart', 'Cart · Halden');
  pen.hear('view_cart');
  pen.wait(chance.around(15_000));
  const [first] = cart.keys();
  if (first && cart.size > 1 && chance.isIn(0.15)) {
    cart.delete(first);
    pen.hear('remove_from_cart', {}, cartFacts(cart));
  }
}

/** How far shoppers get; some more than in most shops, or a small file would hold no checkout. */
const WAYS = { glance: 42, browse: 20, compare: 9, cart: 10, checkout: 12, order: 7 };

/** The `n`-th shopper of a seed: always the same one. */
export function drawJourney(seed: string, n: number): Journey {
  const chance = createChance(`${seed}/${n}`);
  const startedAt = drawStart(chance);
  const device = chance.among({ phone: 56, desktop: 36, tablet: 8 });
  const id = Array.from({ length: 4 }, () =>
    chance
      .whole(0, 36 ** 4 - 1)
      .toString(36)
      .padStart(4, '0'),
  ).join('');
  const shopper: Shopper = { chance, device, pen: createPen(`jrn_${id}`, startedAt), cart: new Map() };
  const { pen, cart } = shopper;
  const way = chance.among(WAYS);

  const isKnown = chance.isIn(way === 'order' ? 0.3 : 0.08);
  const visit = chance.isIn(0.7) ? 1 : chance.whole(2, 6);
  if (visit > 1 && way !== 'glance' && chance.isIn(0.4)) cart.set(chance.of(catalogue.products), 1);
  pen.open('/shop/', 'home', 'Halden · Cameras and optics', {
    'visit.number': visit,
    'visit.device': device,
    'visit.language': 'en',
    'visit.source': chance.among({ newsletter: 2, ads: 3, '': 6 }) || null,
    'visitor.identified': isKnown || null,
    'visitor.orders': isKnown ? chance.whole(1, 9) : null,
    'reps.availability': bandAt(startedAt, chance),
    ...cartFacts(cart),
  });
  read(shopper, 8_000);

  const rounds = { glance: 0, browse: chance.whole(1, 3), compare: 3, cart: 1, checkout: 1, order: 1 }[way];
  const favourite = chance.of(catalogue.products);
  for (let round = 0; round < rounds; round++) {
    seeList(shopper);
    if (chance.isIn(0.12)) pen.hear(chance.isIn(0.3) ? 'search_empty' : 'search');
    const product = way === 'compare' && round > 0 ? favourite : chance.of(catalogue.products);
    pen.hear('select_item');
    seeProduct(shopper, product);
    if (way === 'cart' || way === 'checkout' || way === 'order') fill(shopper, product);
  }
  if (way === 'cart' || way === 'checkout' || way === 'order') {
    if (chance.isIn(0.3)) fill(shopper, chance.of(catalogue.products));
    seeCart(shopper);
  }
  if (way === 'checkout' || way === 'order') checkOut(shopper, way === 'order');
  if (way !== 'order') leave(shopper);
  return pen.journey;
}
