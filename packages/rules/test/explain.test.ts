import { describe, expect, it } from 'vitest';
import { expandTrace, explain } from '../src/explain/index.ts';
import type { Condition, Playbook, Rule, Trace, TraceValue } from '../src/index.ts';
import { makeRule, T0 } from './helpers.ts';

/** A trace as the engine gives it. `bits` one a leaf; values one a fact. */
const makeTrace = (bits: string, values: readonly TraceValue[], rest: Partial<Trace> = {}): Trace => ({
  rule: 'r',
  entry: 0,
  signal: 'exit_intent',
  at: T0,
  bits,
  values,
  limits: [0, 0, 0, -1],
  ...rest,
});
const ofWhen = (when: Condition, rest: Partial<Rule> = {}): Rule =>
  makeRule('r', { name: 'Leaving', on: [{ signal: 'exit_intent' }], when, ...rest });
const plain = (lines: readonly string[]): readonly string[] => lines.map((line) => line.replaceAll('\u{A0}', ' '));
/** The sentences of the conditions alone. */
const conditionsOf = (when: Condition, bits: string, values: readonly TraceValue[], locale = 'en', currency?: string) =>
  plain(
    (expandTrace(ofWhen(when), makeTrace(bits, values), { locale, currency }).conditions ?? []).map(
      ({ sentence }) => sentence,
    ),
  );

const leaving = ofWhen(
  { 'page.type': 'checkout', 'cart.currency': 'USD', 'cart.value': { $gte: 50_000 }, 'reps.availability': 'now' },
  { funnel: 2 },
);

describe('explain', () => {
  it('[EX1] tells why a visitor was invited', () => {
    expect(explain(leaving, makeTrace('1111', ['checkout', 'USD', 61_200, 'now']))).toEqual([
      'After a move to leave the page: invited.',
      'Kind of page had to be the checkout, and was the checkout.',
      'Cart currency had to be “USD”, and was “USD”.',
      'Cart value had to be at least $500.00, and was $612.00.',
      'Soonest answer by a rep had to be at once, and was at once.',
      'Invitations before: in this visit 0, by this rule in this visit 0 of 1, to this visitor 0, deepest level in 24 hours none; this rule has 2.',
    ]);
  });

  it('[EX1] tells why not, also of what was missing', () => {
    const trace = makeTrace('0100', [null, 'USD', 49_900, null], { reason: 'condition' });
    expect(explain(leaving, trace).slice(0, 5)).toEqual([
      'After a move to leave the page: not invited, because the condition did not hold.',
      'Kind of page had to be the checkout, but was not known.',
      'Cart currency had to be “USD”, and was “USD”.',
      'Cart value had to be at least $500.00, but was $499.00.',
      'Soonest answer by a rep had to be at once, but was not known.',
    ]);
  });

  it('[EX1] tells the same in German', () => {
    const trace = makeTrace('0100', [null, 'USD', 49_900, 'soon'], { reason: 'condition' });
    expect(plain(explain(leaving, trace, 'de-AT'))).toEqual([
      'Anlass: Anstalten, die Seite zu verlassen. Ergebnis: nicht eingeladen, weil die Bedingung nicht erfüllt war.',
      'Art der Seite musste Kasse sein, war aber nicht bekannt.',
      'Währung des Warenkorbs musste „USD“ sein, und war „USD“.',
      'Wert des Warenkorbs musste mindestens $ 500,00 sein, war aber $ 499,00.',
      'Früheste Antwort eines Beraters musste sofort sein, war aber bald.',
      'Einladungen davor: In diesem Besuch: 0 · Von dieser Regel in diesem Besuch: 0 von 1 · An diesen Besucher: 0 · Tiefste Stufe in 24 Stunden: keine; diese Regel hat 2.',
    ]);
  });

  it('[EX1] names the arm and every rule that lost, by the names of the playbook', () => {
    const rule = makeRule('r', { audience: { experiment: 'spring' } });
    const book: Playbook = {
      version: 'v',
      experiments: [
        {
          id: 'spring',
          arms: [
            { id: 'asked', share: 50 },
            { id: 'not', share: 50, holdout: true },
          ],
        },
      ],
      rules: [rule, makeRule('weak', { name: 'Third product page' })],
    };
    const trace = makeTrace('', [], {
      arm: 'asked',
      losers: [
        ['weak', 'outranked'],
        ['gone', 'condition'],
      ],
    });
    expect(explain(rule, trace, 'en', undefined, book).slice(2)).toEqual([
      'In the experiment “spring” the visitor is in group “asked”.',
      'Also asked: “Third product page”: would have invited too, but is weaker.',
      'Also asked: “gone”: its condition did not hold.',
    ]);
  });

  it.each<[Condition, string]>([
    [{ 'visit.pages': { $eq: 1200 } }, 'Number of pages seen in this visit had to be 1,200, and was 7.'],
    [{ 'visit.pages': { $ne: 2 } }, 'Number of pages seen in this visit had to be other than 2, and was 7.'],
    [{ 'visit.pages': { $lt: 3 } }, 'Number of pages seen in this visit had to be under 3, and was 7.'],
    [{ 'visit.pages': { $lte: 3 } }, 'Number of pages seen in this visit had to be at most 3, and was 7.'],
    [{ 'visit.pages': { $gt: 3 } }, 'Number of pages seen in this visit had to be over 3, and was 7.'],
    [{ 'visit.pages': { $in: [3, 4, 7] } }, 'Number of pages seen in this visit had to be 3, 4, or 7, and was 7.'],
    [{ 'visit.pages': { $nin: [3, 4] } }, 'Number of pages seen in this visit had to be other than 3 or 4, and was 7.'],
    [{ 'visit.pages': { $exists: true } }, 'Number of pages seen in this visit had to be known, and was 7.'],
    [{ 'visit.pages': { $exists: false } }, 'Number of pages seen in this visit had to be unknown, and was 7.'],
    [{ 'visit.pages': { $type: 'number' } }, 'Number of pages seen in this visit had to be a number, and was 7.'],
    [{ 'visit.seconds': { $gte: 90 } }, 'Time in this visit had to be at least 90 seconds, and was 7 seconds.'],
    [
      { 'visit.seconds': { $gte: 5400 } },
      'Time in this visit had to be at least 1 hour 30 minutes, and was 7 seconds.',
    ],
    [{ 'visitor.attributes.tier': { $gte: 3 } }, '“tier”, as the shop tells it, had to be at least 3, and was 7.'],
  ])('[EX1] every operator and kind of value: %j', (when, expected) => {
    expect(conditionsOf(when, '1', [7])).toEqual([expected]);
  });

  it.each<[Condition, TraceValue, string]>([
    [
      { 'cart.skus': { $all: ['a', 'b'] } },
      '#3',
      'List of stock numbers in the cart had to be a list with “a” and “b”, and had 3 entries.',
    ],
    [
      { 'cart.skus': { $size: 1 } },
      '#1',
      'List of stock numbers in the cart had to be a list with 1 entry, and had 1 entry.',
    ],
    [
      { 'cart.skus': ['x', 'y'] },
      '#2',
      'List of stock numbers in the cart had to be a list of just “x” and “y”, and had 2 entries.',
    ],
    [{ 'cart.skus': [] }, '#0', 'List of stock numbers in the cart had to be an empty list, and had 0 entries.'],
    [
      { 'cart.skus': { $elemMatch: { $in: ['a', 'b'] } } },
      '#1',
      'List of stock numbers in the cart had to be a list with an entry that has “a” or “b”, and had 1 entry.',
    ],
    [
      { 'cart.items': { $elemMatch: { category: 'lenses', price: { $gte: 50_000, $not: { $gt: 90_000 } } } } },
      '#3',
      'Cart content had to be a list with an entry that has category “lenses” and price at least $500.00 and not over $900.00, and had 3 entries.',
    ],
    [
      {
        'cart.items': { $elemMatch: { $or: [{ sku: { $regex: '^hx', $options: 'i' } }, { $nor: [{ quantity: 1 }] }] } },
      },
      '#3',
      'Cart content had to be a list with an entry that has stock number a text that fits the pattern “^hx” in small or capital letters or none of quantity 1, and had 3 entries.',
    ],
    [{ 'page.path': { $glob: '/p/*' } }, '/p/hx-35', 'Page path had to be like “/p/*”, and was “/p/hx-35”.'],
    [
      { 'page.path': { $regex: '^/p/' } },
      '/p/hx-35',
      'Page path had to be a text that fits the pattern “^/p/”, and was “/p/hx-35”.',
    ],
    [{ 'site.open': true }, true, 'Chat of the shop had to be open, and was open.'],
    [
      { 'visitor.identified': true },
      true,
      'Identity of the visitor had to be known to the shop, and was known to the shop.',
    ],
    [{ 'visitor.attributes.vip': true }, true, '“vip”, as the shop tells it, had to be yes, and was yes.'],
    [
      { 'site.weekday': { $in: ['sat', 'sun'] } },
      'sun',
      'Day of the week had to be Saturday or Sunday, and was Sunday.',
    ],
    [
      { 'reps.skills.fr': { $ne: 'none' } },
      'soon',
      'Soonest answer by a rep with the skill “fr” had to be other than not to be had, and was soon.',
    ],
  ])('[EX1] lists, patterns and closed values: %j', (when, seen, expected) => {
    expect(conditionsOf(when, '1', [seen], 'en', 'USD')).toEqual([expected]);
  });

  it.each<[string, Condition, readonly TraceValue[], string, string | undefined, string]>([
    [
      'as seen',
      leaving.when ?? {},
      ['cart', 'EUR', 61_200, 'now'],
      'de',
      'USD',
      'mindestens 500,00 € sein, und war 612,00 €',
    ],
    ['as wanted', leaving.when ?? {}, ['cart', null, 61_200, 'now'], 'en', 'EUR', 'at least $500.00, and was $612.00'],
    [
      'without decimals',
      leaving.when ?? {},
      ['cart', 'JPY', 61_200, 'now'],
      'en',
      undefined,
      'at least ¥50,000, and was ¥61,200',
    ],
    [
      'with three decimals',
      leaving.when ?? {},
      ['cart', 'KWD', 61_200, 'now'],
      'en',
      undefined,
      'KWD 50.000, and was KWD 61.200',
    ],
    [
      'of no known currency',
      leaving.when ?? {},
      ['cart', '??', 61_200, 'now'],
      'en',
      undefined,
      'at least 50,000 in minor units, and was 61,200 in minor units',
    ],
    [
      'as given',
      { 'page.type': 'cart', 'cart.value': { $gte: 5 }, 'visit.pages': 1, 'checkout.step': 1 },
      ['cart', 1, 1, 1],
      'en',
      'USD',
      'at least $0.05, and was $0.01',
    ],
  ])('[EX2] money %s', (_name, when, values, locale, currency, expected) => {
    expect(conditionsOf(when, '1111', values, locale, currency).join(' ')).toContain(expected);
  });

  it('[EX3] gives the verdict of the rule, not of the leaf', () => {
    const when: Condition = {
      'cart.quantity': { $not: { $gte: 3 } },
      $nor: [{ 'page.type': 'home' }],
      $or: [{ 'visit.device': 'phone' }, { 'visitor.orders': { $gte: 1 } }],
    };
    expect(conditionsOf(when, '0110', [1, 'home', 'phone', 0])).toEqual([
      'Number of pieces in the cart must not be at least 3, and was 1.',
      'Kind of page must not be the home page, but was the home page.',
      'One of several ways: Device had to be a phone, and was a phone.',
      'One of several ways: Number of earlier orders had to be at least 1, but was 0.',
    ]);
  });

  it('[EX4] does not interpret the trace of another rule or version', () => {
    const rule = ofWhen({ 'visit.pages': 3 });
    const told =
      'What was recorded does not belong to this version of the rule “Leaving”, so its conditions cannot be told.';
    expect(explain(rule, makeTrace('11', [3, 1]))[1]).toBe(told);
    expect(explain(rule, makeTrace('1', [3, 1]))[1]).toBe(told);
    expect(explain(rule, makeTrace('1', [3], { rule: 'other' }))[1]).toBe(told);
    expect(expandTrace(rule, makeTrace('11', [3])).conditions).toBeUndefined();
  });

  it('[EX7] tells a cut text by its start, a list by its length, and what is missing as missing', () => {
    const when: Condition = {
      'page.url': { $glob: 'https://**' },
      'cart.skus': { $in: ['a'] },
      'page.title': '#3',
      'visit.pages': 2,
      'checkout.step': 1,
      'visit.number': 1,
    };
    expect(conditionsOf(when, '11100-', ['https://halden.example/…', '#4', '#3', null])).toEqual([
      'Page address had to be like “https://**”, and began with “https://halden.example/”.',
      'List of stock numbers in the cart had to be “a”, and had 4 entries.',
      'Page title had to be “#3”, and was “#3”.',
      'Number of pages seen in this visit had to be 2, but was not known.',
      'Checkout step had to be 1, but what it was is no longer known.',
      'Number of the visit had to be 1; nobody looked.',
    ]);
  });

  it('[EX7] gives no verdict and no limits where nobody looked', () => {
    const trace = makeTrace('-', [null], { reason: 'disabled' });
    expect(explain(ofWhen({ 'visit.pages': 3 }), trace)).toEqual([
      'After a move to leave the page: not asked, because the rule is switched off.',
      'Number of pages seen in this visit had to be 3; nobody looked.',
    ]);
  });
});
