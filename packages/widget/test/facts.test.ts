import { describe, expect, it, vi } from 'vitest';
import { goTo, lookAt, on, publish } from './helpers/one-rule.ts';
import { checkout, leavePage, page, SITE } from './helpers/shop.ts';
import { settle } from './helpers/start-widget.ts';
import { useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const { start } = stage;
const asked = lookAt(stage);

describe('facts of the visit', () => {
  it('[MR3] where it came from holds on its later pages, and not in the next visit', async () => {
    Object.defineProperty(document, 'referrer', { value: 'https://www.blog.example/post/1?q=x', configurable: true });
    goTo('/?utm_source=mail&utm_medium=email&utm_campaign=spring-2026');
    const when = {
      'visit.source': 'mail',
      'visit.medium': 'email',
      'visit.campaign': 'spring-2026',
      'visit.referrer': 'www.blog.example',
    };
    publish(on('search', when));
    await start();
    stage.started.widget.destroy();
    goTo('/other');
    const { widget } = await start();
    widget.track('search');
    expect(await asked()).toBe(true);
    widget.destroy();
    await vi.advanceTimersByTimeAsync(1_900_000);
    goTo('/again');
    const later = await start();
    later.widget.track('search');
    expect(await asked()).toBe(false);
    Object.defineProperty(document, 'referrer', { value: '', configurable: true });
  });

  it('[MR4] a page seen before, with another in between, is seen again', async () => {
    goTo('/p/kettle');
    publish(on('page_again'));
    await start();
    goTo('/p/kettle?sort=price');
    expect(await asked()).toBe(false);
    goTo('/p/cup');
    expect(await asked()).toBe(false);
    goTo('/p/kettle');
    expect(await asked()).toBe(true);
    expect(localStorage.getItem(`tillside:${SITE}:watch`)).not.toContain('kettle');
  });
});

describe('signals that follow from events', () => {
  const step = (checkout_step: number) => stage.started.widget.track('checkout_step', { checkout_step });

  it('[MR5] an earlier step entered from a later one is a step back, also on another page', async () => {
    publish(on('checkout_back', {}, '1'));
    page.dataLayer = [checkout(612)];
    await start();
    step(2);
    expect(await asked()).toBe(false);
    stage.started.widget.track('begin_checkout');
    expect(await asked()).toBe(true);
    step(2);
    step(3);
    await settle();
    stage.started.widget.destroy();
    page.dataLayer = [checkout(612)];
    await start();
    expect(await asked()).toBe(true);
  });

  it('[MR5] a page that is loaded again goes on in its step', async () => {
    publish(on('checkout_back'));
    page.dataLayer = [checkout(612), { event: 'checkout_step', checkout_step: 2 }];
    await start();
    await settle();
    stage.started.widget.destroy();
    page.dataLayer = [checkout(612), { event: 'checkout_step', checkout_step: 2 }];
    await start();
    expect(await asked()).toBe(false);
    stage.started.widget.track('purchase', { value: 1, currency: 'USD' });
    stage.started.widget.track('begin_checkout');
    expect(await asked()).toBe(false);
  });

  it('[MR6] an event of the shop’s own is custom of its name; ours and tag managers’ are not', async () => {
    publish(on('custom'));
    const { widget } = await start();
    for (const name of ['search', 'add_to_cart', 'page_view', 'gtm.click', 'coupon_rejected']) widget.track(name);
    expect(await asked()).toBe(false);
    widget.track('size_guide_opened');
    expect(await asked()).toBe(true);
  });

  it.each([
    [on('custom', {}, 'size_guide'), 'size_guide', {}, true],
    [on('custom', {}, 'size_guide'), 'size_guides', {}, false],
    [on('search_empty'), 'search', { results: 0 }, true],
    [on('search_empty'), 'view_search_results', { results: '0' }, true],
    [on('search_empty'), 'search', { results: 3 }, false],
    [on('search_empty'), 'search', { search_term: 'x' }, false],
    [on('search'), 'view_search_results', {}, true],
    [on('checkout_error', {}, 'card_declined'), 'checkout_error', { code: 'card_declined' }, true],
    [on('checkout_error', {}, 'card_declined'), 'checkout_error', { code: 'address' }, false],
    [on('checkout_error'), 'checkout_error', {}, true],
  ])('[MR6] %j with %s %j: %s', async (book, name, params, isHeard) => {
    publish(book);
    const { widget } = await start();
    widget.track(name, params);
    expect(await asked()).toBe(isHeard);
  });
});

describe('facts of the cart', () => {
  const items = [
    { item_id: 'HM-1', item_name: 'M', price: 300, quantity: 2, item_category: 'Cameras', coupon: 'SPRING' },
    { item_id: 'HL-2', item_name: 'L', price: 12, quantity: 1 },
  ];
  it('[MR7] its items have sku, category, price, quantity and coupon, on the next page too', async () => {
    const elem = { sku: 'HM-1', category: 'Cameras', price: { $gte: 30_000 }, quantity: 2, coupon: 'SPRING' };
    const when = {
      'cart.items': { $size: 2, $elemMatch: elem },
      'cart.coupon': 'TEN',
      'cart.skus': { $all: ['HM-1', 'HL-2'] },
    };
    publish(on('search', when));
    page.dataLayer = [{ event: 'view_cart', ecommerce: { currency: 'USD', value: 612, items, coupon: 'TEN' } }];
    await start();
    stage.started.widget.track('search');
    expect(await asked()).toBe(true);
    stage.started.widget.destroy();
    page.dataLayer = [];
    const { widget } = await start();
    widget.track('search');
    expect(await asked()).toBe(true);
    widget.track('purchase', { currency: 'USD', value: 612 });
    widget.track('search');
    expect(await asked()).toBe(false);
  });

  it('[MR7] what an event tells of the cart counts for that event; a step told alone changes nothing of it', async () => {
    const when = { 'cart.coupon': 'TEN', 'cart.items': { $elemMatch: { category: 'Cameras' } } };
    publish(on('checkout_step', when));
    const { widget } = await start();
    widget.track('begin_checkout', { currency: 'USD', items, coupon: 'TEN' });
    expect(await asked()).toBe(true);
    widget.track('checkout_step', { step: 2 });
    expect(await asked()).toBe(true);
  });

  it('[MR7] an item that is added keeps the others’ categories', async () => {
    const when = { 'cart.items': { $elemMatch: { sku: 'HM-1', category: 'Cameras' } }, 'cart.quantity': 4 };
    publish(on('search', when));
    const { widget } = await start();
    widget.track('view_cart', { currency: 'USD', items });
    widget.track('add_to_cart', { currency: 'USD', items: [{ item_id: 'X', price: 1, quantity: 1 }] });
    widget.track('search');
    expect(await asked()).toBe(true);
  });
});

describe('facts of the relay', () => {
  const welcomed = {
    type: 'welcomed',
    node: 'n1',
    now: 0,
    heartbeatMs: 20_000,
    limits: { textLength: 4_000, unacknowledged: 16, frameBytes: 16_384 },
  } as const;

  it('[MR8] teams, skills and country, as they are and as they become', async () => {
    const when = { 'reps.skills.fr': 'now', 'visit.country': 'FR' } as const;
    publish(on('search', when), { bands: { teams: {}, skills: { fr: 'none' } } });
    const { link, widget } = await start();
    widget.open();
    await settle();
    widget.close();
    await settle();
    link.tell({ ...welcomed, country: 'FR' });
    widget.track('search');
    expect(await asked()).toBe(false);
    link.tell({ type: 'availability.changed', availability: 'now', bands: { teams: {}, skills: { fr: 'now' } } });
    widget.track('search');
    expect(await asked()).toBe(true);
    link.tell(welcomed);
    widget.track('search');
    expect(await asked()).toBe(false);
  });

  it('[MR8] what boot says of skills counts from the first page view', async () => {
    publish(on('exit_intent', { 'reps.teams.team_halden': 'soon' }), {
      bands: { teams: { team_halden: 'soon' }, skills: {} },
    });
    await start();
    await vi.advanceTimersByTimeAsync(6_000);
    leavePage();
    expect(await asked()).toBe(true);
  });
});
