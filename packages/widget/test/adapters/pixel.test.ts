import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AlertDisplayedType } from '@shopify/web-pixels-extension';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { attach } from '../../src/adapters/shopify/attach.ts';
import { SITE } from '../helpers/shop.ts';
import { journeys } from './journey.ts';
import type { Journey } from './journey.ts';
import { loadPixel } from './pixel.ts';
import { completed } from './platforms/shopify.ts';
import { attachTo, cleanPage } from './stage.ts';

const root = join(import.meta.dirname, '../../../..');
const key = (name: string) => `tillside:${SITE}:${name}`;
const alert = (type: AlertDisplayedType) => ({
  data: { alert: { type, message: 'kim@example.com is no address', target: 'email', value: 'kim@example.com' } },
});
const order = completed(journeys[0] as Journey);

describe('Shopify’s custom pixel', () => {
  afterEach(cleanPage);

  it('[AD6] is written to the types that Shopify publishes', async () => {
    const tsc = join(root, 'node_modules/.bin/tsc');
    await expect(promisify(execFile)(tsc, ['-p', join(root, 'examples/shopify')])).resolves.toMatchObject({
      stdout: '',
    });
  });

  it.each([[null], ['1'], ['4'], ['5']])(
    '[AD6] notes nothing for visitors who did not agree to analytics: %s',
    async (consent) => {
      if (consent) localStorage.setItem(key('consent'), consent);
      const { publish } = loadPixel();
      await publish('checkout_completed', order);
      await publish('alert_displayed', alert(AlertDisplayedType.CheckoutError));
      expect(Object.keys(localStorage)).toEqual(consent ? [key('consent')] : []);
    },
  );

  it('[AD6] keeps nothing that names anybody', async () => {
    localStorage.setItem(key('consent'), '3');
    const { publish } = loadPixel();
    await publish('checkout_completed', order);
    await publish('alert_displayed', alert(AlertDisplayedType.InputInvalid));
    expect(Object.keys(localStorage).toSorted()).toEqual([key('bought'), key('consent'), key('pixel')]);
    expect(JSON.stringify(localStorage)).not.toMatch(/kim|555|example/);
  });

  it('[AD4] [AD6] errors and refused codes are told by the next page, once, by their kind', async () => {
    vi.stubGlobal('fetch', async () => new Response('{}', { status: 404 }));
    localStorage.setItem(key('consent'), '3');
    const { publish } = loadPixel();
    await publish('alert_displayed', alert(AlertDisplayedType.DiscountError));
    await publish('alert_displayed', alert(AlertDisplayedType.PaymentError));
    const next = attachTo(attach);
    expect(next.told).toEqual([
      ['coupon_rejected', { code: 'discount_error' }],
      ['checkout_error', { code: 'payment_error' }],
    ]);
    expect(localStorage.getItem(key('pixel'))).toBeNull();
    // A page that is still open beside the checkout.
    await publish('alert_displayed', alert(AlertDisplayedType.PaymentError));
    window.dispatchEvent(new Event('storage'));
    expect(next.names()).toHaveLength(3);
    next.ending.abort();
  });

  it('[AD6] what it noted half an hour ago is not told any more', async () => {
    vi.useFakeTimers({ now: Date.UTC(2027, 2, 3) });
    vi.stubGlobal('fetch', async () => new Response('{}', { status: 404 }));
    localStorage.setItem(key('consent'), '3');
    await loadPixel().publish('alert_displayed', alert(AlertDisplayedType.PaymentError));
    vi.setSystemTime(Date.UTC(2027, 2, 3, 0, 30));
    const next = attachTo(attach);
    expect(next.told).toEqual([]);
    next.ending.abort();
  });
});
