import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { startDemo } from '../helpers/demo.ts';
import type { Demo } from '../helpers/demo.ts';
import { newShopper } from '../helpers/shopper.ts';

type Spied = Window & { spied?: { widget: string[]; shop: string[] } };

let browser: Browser;
let demo: Demo;
beforeAll(async () => {
  browser = await launchBrowser();
  demo = await startDemo('sqlite');
});
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

describe('the payment form of a real checkout', () => {
  it('has no listener of the widget’s and is never read by it, whatever is typed, left and opened', async () => {
    const shopper = await newShopper(browser, { shop: demo.shopNode.shop });
    const { page, press, chat } = shopper;
    await shopper.context.addInitScript(() => {
      const spied = { widget: [] as string[], shop: [] as string[] };
      (window as Spied).spied = spied;
      // The widget's code comes from the relay's addresses.
      const note = (what: string): void =>
        void (/\/v1\/(?:loader\.js|assets\/)/.test(new Error(what).stack ?? '') ? spied.widget : spied.shop).push(what);
      // The panel's own fields stand in its shadow, or nowhere yet.
      const isField = (it: unknown): it is Element =>
        it instanceof Element && it.matches('input,select,textarea,form,label') && it.getRootNode() === document;
      const add = EventTarget.prototype.addEventListener;
      EventTarget.prototype.addEventListener = function (...values: Parameters<typeof add>) {
        if (isField(this)) note(`listener for ${values[0]} on ${this.localName}`);
        return add.apply(this, values);
      };
      for (const [kind, names] of [
        [HTMLInputElement, ['value', 'valueAsNumber', 'checked', 'defaultValue', 'files', 'selectionStart']],
        [HTMLSelectElement, ['value', 'selectedIndex', 'selectedOptions']],
        [HTMLTextAreaElement, ['value', 'textLength']],
      ] as const) {
        for (const name of names) {
          const property = Object.getOwnPropertyDescriptor(kind.prototype, name);
          const get = property?.get;
          if (!get) continue;
          Object.defineProperty(kind.prototype, name, {
            ...property,
            get(this: Element) {
              if (isField(this)) note(`${this.localName}.${name}`);
              return get.call(this) as unknown;
            },
          });
        }
      }
    });
    await shopper.acceptCookies();
    await shopper.putCameraInCart();
    await shopper.toCheckout();
    await shopper.toDelivery();
    await shopper.toPayment();
    await page.getByLabel('Card number').pressSequentially('4242424242424242');
    await page.getByLabel('Security code').pressSequentially('123');
    await page.getByLabel('Name on the card').fill('Kim Ray');
    await shopper.leaveThroughTheTop();
    await shopper.comeBack();
    await press(chat.launcher);
    await chat.panel.waitFor();
    const spied = await page.evaluate(() => (window as Spied).spied);
    expect(spied?.widget).toEqual([]);
    // The spies see: the shop reads and listens to its own form.
    expect(spied?.shop.length).toBeGreaterThan(0);
    await shopper.close();
  });
});
