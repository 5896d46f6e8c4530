import { describe, expect, it } from 'vitest';
import { expandTrace } from '../src/explain/index.ts';
import type { Listen, Trace } from '../src/index.ts';
import { makeRule, T0 } from './helpers.ts';

const MINUTE = 60_000;
const causeOf = (listen: Listen, locale = 'en', rest: Partial<Trace> = {}): string => {
  const rule = makeRule('r', { on: [{ signal: 'search' }, listen] });
  const base = { rule: 'r', signal: listen.signal ?? '', at: T0, bits: '', values: [], limits: [0, 0, 0, -1] as const };
  return expandTrace(rule, { ...base, entry: 1, ...rest }, { locale }).cause;
};

describe('the cause', () => {
  it.each<[Listen, en: string, de: string]>([
    [
      { signal: 'exit_intent', of: 'touch' },
      'a fast scroll up to the address',
      'schnelles Scrollen hinauf zur Adresse',
    ],
    [
      { signal: 'page_view', of: 'product', count: 3, withinMs: 10 * MINUTE },
      'the third product page within 10 minutes',
      '3. Produktseite innerhalb von 10 Minuten',
    ],
    [{ signal: 'checkout_error', count: 22 }, 'the 22nd error in the checkout', '22. Fehler in der Kasse'],
    [
      { signal: 'checkout_error', of: 'card_declined' },
      'the error “card_declined” in the checkout',
      'Fehler „card_declined“ in der Kasse',
    ],
    [
      { signal: 'step_dwell', of: '1', afterMs: 20_000 },
      '20 seconds in step 1 of the checkout',
      '20 Sekunden in Schritt 1 der Kasse',
    ],
    [{ signal: 'page_dwell', of: 'cart', afterMs: MINUTE }, '1 minute on the cart', '1 Minute auf: Warenkorb'],
    [
      { signal: 'page_dwell', afterMs: 20_000, count: 3, withinMs: 10 * MINUTE },
      '20 seconds on one page for the third time within 10 minutes',
      '20 Sekunden auf einer Seite zum 3. Mal innerhalb von 10 Minuten',
    ],
    [
      { signal: 'section_dwell', of: 'order', afterMs: 1_500 },
      '1.5 seconds at the part “order” of the page',
      '1,5 Sekunden an der Stelle „order“ der Seite',
    ],
    [
      { signal: 'begin_checkout', afterMs: 20_000 },
      'the start of the checkout and 20 seconds more',
      'Beginn der Kasse, 20 Sekunden später',
    ],
    [{ signal: 'scroll_depth', atLeast: 75 }, 'a scroll down to 75% of the page', 'Scrollen bis 75 % der Seite'],
    [{ signal: 'idle', atLeast: 45_000 }, 'a pause of 45 seconds', 'Pause von 45 Sekunden'],
    [
      { signal: 'field_edited', of: 'zip', atLeast: 3 },
      '3 changes of the field “zip”',
      '3 Änderungen des Feldes „zip“',
    ],
    [{ signal: 'clock', at: '20:00' }, '20:00 on the clock', '20:00 Uhr'],
    [
      {
        flow: [{ signal: 'view_cart' }, { signal: 'page_view', of: 'product' }],
        withinMs: 5 * MINUTE,
        without: [{ signal: 'purchase' }, { signal: 'message' }],
      },
      'a look at the cart, then a product page within 5 minutes, without an order or a message from the visitor in between',
      'Blick in den Warenkorb, danach Produktseite innerhalb von 5 Minuten, ohne dazwischen: Bestellung oder Nachricht des Besuchers',
    ],
  ])('[EX5] is told as the rule has it: %j', (listen, en, de) => {
    expect(causeOf(listen)).toBe(en);
    expect(causeOf(listen, 'de').replaceAll('\u{A0}', ' ')).toBe(de);
  });

  it('[EX5] a wait that was dropped is not told as one that ended, a dwelling is', () => {
    expect(causeOf({ signal: 'begin_checkout', afterMs: 20_000 }, 'en', { reason: 'condition' })).toBe(
      'the start of the checkout',
    );
    expect(causeOf({ signal: 'begin_checkout', afterMs: 20_000 }, 'en', { reason: 'visit_limit' })).toContain(
      '20 seconds more',
    );
    expect(causeOf({ signal: 'step_dwell', afterMs: 20_000 }, 'en', { reason: 'condition' })).toBe(
      '20 seconds in one step of the checkout',
    );
  });

  it('[EX5] an entry that the rule does not have is told by the signal', () => {
    expect(causeOf({ signal: 'search' }, 'en', { entry: 7, signal: 'login' })).toBe('a sign-in');
    expect(causeOf({ signal: 'search' }, 'en', { entry: 7, signal: '' })).toBe('a while');
    expect(causeOf({ signal: 'search' }, 'en', { entry: 7, signal: '…' })).toBe('something called “…”');
  });
});
