import { Buffer } from 'node:buffer';
import type { TraceFrame } from '@tillside/protocol';
import type { Playbook, Rule } from '@tillside/rules';
import { unpackTrace } from '@tillside/rules/explain';
import { describe, expect, it } from 'vitest';
import { reduceSteps } from '../../src/core/journey.ts';
import { reduceContext } from '../../src/core/privacy.ts';
import { packedTrace } from '../../src/core/trace.ts';

const address = 'https://shop.example/orders/ansgar@mail.example?utm_source=mail&color=red&token=abc#top';
const reduced = 'https://shop.example/orders/***?utm_source=mail&color=red';

describe('a context', () => {
  it('[CO27] keeps of an address what may be known, and a title only where it names nobody', () => {
    const page = (type?: string) =>
      reduceContext({ page: { url: address, title: 'Thank you, Ansgar', ...(type && { type }) } }, ['color']).page;
    expect(page('product')).toEqual({ url: reduced, title: 'Thank you, Ansgar', type: 'product' });
    for (const type of ['checkout', 'confirmation', 'account', undefined]) expect(page(type).title).toBe('');
    expect(page('checkout').url).toBe(reduced);
  });

  it('[CO27] keeps all else as it is', () => {
    const context = {
      page: { url: 'https://shop.example/', title: 'Shop', type: 'home' },
      cart: { value: 100, currency: 'USD', quantity: 1, items: [{ id: 'a', name: 'Camera', quantity: 1 }] },
      checkout: { step: 2 },
      language: 'de',
    };
    expect(reduceContext(context, [])).toEqual(context);
  });
});

describe('a recorded journey', () => {
  it('[CO28] keeps names and figures, and nothing that names a person', () => {
    const steps = [
      {
        at: 0,
        signal: { name: 'page_view', of: 'product' },
        facts: {
          'page.url': address,
          'page.path': '/orders/ansgar@mail.example',
          'page.title': 'Camera',
          'page.type': 'product',
          'page.query.color': 'red',
          'page.query.token': 'abc',
          'visit.referrer': 'search.example',
          'visit.country': 'DE',
          'visit.timeZone': 'Europe/Berlin',
          'visitor.attributes.tier': 'gold',
          'visitor.attributes.mail': 'ansgar@mail.example',
          'visitor.attributes.ansgar@mail.example': 1,
          'visitor.daysSinceConversation': 3,
          'cart.value': 61_200,
          'cart.skus': ['cam-1', 'for Ansgar'],
          'cart.items': [{ sku: 'cam-1', price: 61_200, coupon: 'for Ansgar' }],
          'checkout.step': null,
        },
      },
      {
        at: 5,
        signal: { name: 'custom', of: 'Ansgar Achterberg' },
        outcome: { rule: 'leaving', outcome: 'shown' as const },
      },
      { at: 9, facts: { 'page.type': 'account', 'page.title': 'Orders of Ansgar', 'visit.referrer': 'a/b?c' } },
      { at: 10, signal: { name: 'scroll_depth', value: 40 } },
    ];
    expect(reduceSteps(steps, ['color'])).toEqual([
      {
        at: 0,
        signal: { name: 'page_view', of: 'product' },
        facts: {
          'page.url': reduced,
          'page.path': '/orders/***',
          'page.title': 'Camera',
          'page.type': 'product',
          'page.query.color': 'red',
          'visit.referrer': 'search.example',
          'visit.timeZone': 'Europe/Berlin',
          'visitor.attributes.tier': null,
          'visitor.attributes.mail': null,
          'visitor.daysSinceConversation': 3,
          'cart.value': 61_200,
          'cart.skus': ['cam-1', '***'],
          'cart.items': [{ sku: 'cam-1', price: 61_200, coupon: '***' }],
          'checkout.step': null,
        },
      },
      { at: 5, signal: { name: 'custom', of: '***' }, outcome: { rule: 'leaving', outcome: 'shown' } },
      { at: 9, facts: { 'page.type': 'account', 'page.title': null, 'visit.referrer': null } },
      { at: 10, signal: { name: 'scroll_depth', value: 40 } },
    ]);
  });

  it('[CO28] has no title while nobody said what kind of page it is', () => {
    expect(reduceSteps([{ at: 0, facts: { 'page.title': 'Hello Ansgar' } }], [])).toEqual([
      { at: 0, facts: { 'page.title': null } },
    ]);
  });
});

const rule: Rule = {
  id: 'lingering',
  name: 'Eight conditions',
  on: [{ signal: 'step_dwell', of: '2', afterMs: 30_000 }],
  when: {
    'page.type': 'checkout',
    'page.url': { $glob: 'https://shop.example/**' },
    'cart.value': { $gte: 50_000, $lt: 900_000 },
    'cart.currency': 'USD',
    $or: [{ 'visitor.orders': { $gte: 1 } }, { 'visit.seconds': { $gte: 60 } }],
    'page.title': { $exists: true },
  },
  audience: { experiment: 'greeting' },
  invite: { text: { en: 'Hi' } },
};
const playbook: Playbook = {
  version: 'v1',
  rules: [rule, ...['third-product', 'returning', 'vip-cart'].map((id) => ({ ...rule, id }))],
};
const trace: TraceFrame = {
  rule: 'something-else',
  entry: 0,
  signal: 'step_dwell',
  at: 1_795_286_400_000,
  bits: '11111-11',
  values: ['checkout', 'https://shop.example/ch…', 61_200, 'USD', 2, 185, 'Thank you, Ansgar'],
  limits: [1, 0, 12, -1],
  arm: 'what the page says',
  losers: [
    ['third-product', 'funnel'],
    ['returning', 'condition'],
    ['ansgar@mail.example', 'outranked'],
    ['vip-cart', 'outranked'],
  ],
};
const pack = (changes: Partial<TraceFrame> = {}, type = 'checkout') =>
  packedTrace({ ...trace, ...changes }, { playbook, rule, arm: 'warm' }, { type, queryKeys: [] });

describe('a trace', () => {
  it('[CO29] of eight conditions and three losers is stored in less than 150 bytes', () => {
    const packed = pack();
    expect(Buffer.byteLength(packed)).toBeLessThan(150);
    expect(unpackTrace(packed, rule)).toMatchObject({
      rule: 'lingering',
      signal: 'step_dwell',
      at: trace.at,
      bits: trace.bits,
      limits: [1, 0, 12, -1],
      arm: 'warm',
      losers: [
        ['third-product', 'funnel'],
        ['returning', 'condition'],
        ['vip-cart', 'outranked'],
      ],
    });
  });

  it('[CO29] keeps no value that may name a person, however it is placed', () => {
    const values = ['a@b.example', 'https://shop.example/a@b', 61_200, 'Ansgar Achterberg', '4111111111111111', 1, 'X'];
    expect(unpackTrace(pack({ values, signal: 'ansgar@mail.example' }), rule)).toMatchObject({
      signal: '***',
      values: ['***', 'https://shop.example/***', 61_200, '***', '***', 1, '***'],
    });
    expect(unpackTrace(pack({}, 'product'), rule)?.values.at(-1)).toBe('Thank you, Ansgar');
  });

  it('[CO29] keeps no more values than the rule has facts', () => {
    const values = [...trace.values, 'Ansgar', 'Achterberg'];
    expect(unpackTrace(pack({ values }), rule)?.values).toHaveLength(7);
  });
});
