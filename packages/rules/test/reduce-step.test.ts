import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FACTS, SIGNALS } from '../src/catalogue/index.ts';
import { findJourneyMistake } from '../src/journeys/index.ts';
import type { JourneyStep } from '../src/journeys/index.ts';
import { reduceFact, reduceStep } from '../src/privacy/index.ts';
import type { FactValue } from '../src/index.ts';
import { plantedSecrets, secretsIn } from './planted-secrets.ts';

const allowed = { queryKeys: ['size'], attributes: ['tier'] };
const fact = (name: string, value: FactValue, pageType = 'product') => reduceFact(name, value, allowed, pageType);

describe('facts that are shown to others', () => {
  it.each<[string, FactValue]>([
    ['page.url', 'https://shop.example/p/a?size=m'],
    ['page.path', '/p/a'],
    ['page.title', 'Halden M2 · Halden'],
    ['page.type', 'checkout'],
    ['page.query.size', 'm'],
    ['page.query.utm_campaign', 'black-friday-2026'],
    ['visit.pages', 12],
    ['visit.source', 'newsletter'],
    ['visit.referrer', 'www.search.example'],
    ['visit.language', 'pt-BR'],
    ['visit.timeZone', 'Europe/Oslo'],
    ['cart.value', 61_200],
    ['cart.currency', 'USD'],
    ['cart.coupon', 'SPRING10'],
    ['cart.skus', ['H-M2', 'H-CARE']],
    ['cart.items', [{ sku: 'H-M2', category: 'cameras', price: 61_200, quantity: 1, coupon: 'TEN' }]],
    ['checkout.step', 2],
    ['visitor.identified', true],
    ['visitor.attributes.tier', 'gold'],
    ['visitor.attributes.points', 1_200],
    ['visitor.attributes.isClubMember', false],
    ['reps.availability', 'soon'],
    ['reps.skills.fitting', 'now'],
    ['site.weekday', 'mon'],
  ])('[PR5] %s may be %j', (name, value) => {
    expect(fact(name, value)).toEqual(value);
  });

  it.each<[string, FactValue, FactValue | undefined]>([
    [
      'page.url',
      'https://ada:secret@shop.example/o/ada@post.example?q=ada&size=m#top',
      'https://shop.example/o/***?size=m',
    ],
    ['page.path', '/reset/9f86d081884c7d659a2feaa0c55ad015', '/reset/***'],
    ['page.path', 'ada', undefined],
    ['page.title', 'Order 100288 of ada@post.example', 'Order *** of ***'],
    ['page.query.q', 'ada', undefined],
    ['visit.source', 'ada@post.example', '***'],
    ['visit.referrer', 'ada.lovelace@post.example', undefined],
    ['visit.referrer', '9f86d081884c.mail.example', '***.mail.example'],
    ['visit.language', 'Ada', undefined],
    ['visit.timeZone', 'Ada/Lovelace', undefined],
    ['visit.country', 'NO', undefined],
    ['cart.value', 4_111_111_111_111_111, undefined],
    ['cart.currency', 'Ada', undefined],
    ['cart.coupon', 'for ada', '***'],
    ['cart.skus', ['H-M2', 'ada@post.example', 5], ['H-M2', '***']],
    ['cart.items', [{ sku: 'for ada', 'for ada': 1, price: 1e15, quantity: 2 }, 'ada'], [{ sku: '***', quantity: 2 }]],
    ['visitor.attributes.email', 'ada', undefined],
    ['visitor.attributes.tier', 'for ada', '***'],
    ['visitor.attributes.phone', 4_915_112_345_678, undefined],
    ['visitor.attributes.ada@post', true, undefined],
    ['reps.availability', 'ada', undefined],
    ['reps.skills.fitting', 'ada', undefined],
    ['page.name', 'ada', undefined],
  ])('[PR5] %s %j becomes %j', (name, value, expected) => {
    expect(fact(name, value)).toEqual(expected);
  });

  it.each(['checkout', 'confirmation', 'account', 'other', '', 'ada'])(
    '[PR5] a title on a page of type %j is none',
    (type) => {
      expect(fact('page.title', 'Thank you, Ada', type)).toBeUndefined();
    },
  );
});

describe('steps that are shown to others', () => {
  it('[PR6] lose what may not be seen, so that the value before it does not seem to go on', () => {
    const step: JourneyStep = {
      at: 5,
      signal: { name: 'checkout_error', of: 'Ada, your card 4111 was declined', value: 1e12 },
      facts: {
        'page.title': 'Thank you, Ada',
        'page.type': 'confirmation',
        'cart.coupon': null,
        'visit.country': 'NO',
      },
      outcome: { rule: 'for ada', outcome: 'shown' },
    };
    expect(reduceStep(step, allowed, 'product')).toEqual({
      at: 5,
      signal: { name: 'checkout_error', of: '***' },
      facts: { 'page.title': null, 'page.type': 'confirmation', 'cart.coupon': null },
      outcome: { outcome: 'shown' },
    });
    const later: JourneyStep = { at: 6, facts: { 'page.title': 'Ada' } };
    expect(reduceStep(later, allowed, 'account')).toEqual({ at: 6, facts: { 'page.title': null } });
    expect(reduceStep(later, allowed, 'product')).toEqual(later);
    expect(
      reduceStep({ at: 7, signal: { name: 'ada' }, facts: { 'visit.country': 'NO' } }, allowed, ''),
    ).toBeUndefined();
    expect(reduceStep({ at: 8, signal: { name: 'exit_intent', of: 'ada' } }, allowed, '')?.signal).toEqual({
      name: 'exit_intent',
    });
  });

  it('[PR6] of anything at all throw nothing, hold no planted secret, are steps of a journey, and stay as they are when reduced again', () => {
    const text = fc.oneof(
      fc.constantFrom(...plantedSecrets.filter(({ kind }) => kind !== 'name').map(({ text }) => text)),
      fc.string({ unit: 'binary' }),
    );
    const plain = fc.oneof(text, fc.integer(), fc.boolean());
    const value = fc.oneof(plain, fc.array(fc.oneof(text, fc.dictionary(text, plain))), fc.constant(null));
    const name = fc.oneof(
      fc
        .constantFrom(...FACTS.keys())
        .chain((known) => (known.endsWith('*') ? text.map((own) => known.replace('*', own)) : fc.constant(known))),
      text,
    );
    const step = fc.record(
      {
        at: fc.nat(1_000),
        signal: fc.record(
          { name: fc.oneof(fc.constantFrom(...SIGNALS.keys()), text), of: text, value: fc.double() },
          { requiredKeys: ['name'] },
        ),
        facts: fc.dictionary(name, value),
        outcome: fc.record({ rule: text, outcome: fc.constant('shown') }),
      },
      { requiredKeys: ['at'] },
    );
    fc.assert(
      fc.property(step, fc.constantFrom('', 'product', 'account'), (input, pageType) => {
        const once = reduceStep(input as JourneyStep, allowed, pageType);
        expect(secretsIn(JSON.stringify(once) ?? '')).toEqual([]);
        if (!once) return;
        expect(reduceStep(once, allowed, pageType)).toEqual(once);
        const journey = { v: 1, journey: 'jrn_a', startedAt: 0, steps: [JSON.parse(JSON.stringify(once)) as unknown] };
        expect(findJourneyMistake(journey)).toBeUndefined();
      }),
      { numRuns: 2_000, seed: 8 },
    );
  });
});
