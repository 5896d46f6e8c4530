import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

/** Exit intent is armed five seconds after a page loaded. */
export const armedAfterMs = 5_000;

export interface ShopperOptions {
  /** http://shop.localhost:PORT/shop/ */
  readonly shop: string;
  /** 390 px with touch instead of a desktop with a mouse. */
  readonly isPhone?: boolean;
}

/** The widget on one page: what is on the screen, by what it is called there. */
export interface Chat {
  readonly launcher: Locator;
  readonly invitation: Locator;
  readonly panel: Locator;
  readonly field: Locator;
  say(text: string): Promise<void>;
  /** The words of every bubble in the panel, from the top. */
  said(): Promise<readonly string[]>;
}

/** A shopper in a browser of their own: real pointer, touch and keys, and what is on the screen. */
export interface Shopper {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Presses: a click, or a tap on the phone. */
  press(target: Locator): Promise<void>;
  acceptCookies(): Promise<void>;
  /** Home, product, cart; ends on the cart page. */
  putCameraInCart(): Promise<void>;
  toCheckout(): Promise<void>;
  /** Fills the first step and goes on. */
  toDelivery(): Promise<void>;
  /** Takes the delivery that is chosen, and goes on. */
  toPayment(): Promise<void>;
  /** Moves the pointer out through the top edge, as one does to close a tab; once that is listened to. */
  leaveThroughTheTop(): Promise<void>;
  /** The same at once. */
  moveOut(): Promise<void>;
  comeBack(): Promise<void>;
  /** Fills the three steps and orders; resolves to the order's number on the confirmation page. */
  order(): Promise<string>;
  readonly chat: Chat;
  /** One more tab of the same browser, on a page of the shop such as `cart.html`. */
  newTab(path: string): Promise<{ readonly page: Page; readonly chat: Chat }>;
  /** One more tab in which the widget's script does not come: the shop alone, to compare with. */
  newBareTab(path: string): Promise<Page>;
  close(): Promise<void>;
}

function chatOn(page: Page, press: (target: Locator) => Promise<void>): Chat {
  const panel = page.getByRole('dialog', { name: /^Chat with/ });
  const field = panel.getByRole('textbox', { name: 'Write a message' });
  return {
    launcher: page.getByRole('button', { name: /^(Chat with|Leave) (Halden|Fernway)/ }),
    invitation: page.getByRole('region', { name: /^Message from/ }),
    panel,
    field,
    async say(text) {
      await press(field);
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    async said() {
      // Screen readers are told who and when before the words.
      const texts = await panel.locator('.bubble').allInnerTexts();
      return texts.map((text) => text.replace(/^.*?:\s/s, '').trim());
    },
  };
}

export async function newShopper(browser: Browser, { shop, isPhone = false }: ShopperOptions): Promise<Shopper> {
  const context = await browser.newContext(
    isPhone
      ? { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }
      : { viewport: { width: 1280, height: 800 } },
  );
  const page = await context.newPage();
  const press = (target: Locator) => (isPhone ? target.tap() : target.click());
  const button = (name: string | RegExp) => page.getByRole('button', { name });

  const fillAddress = async () => {
    await page.getByLabel('E-mail').fill('kim@example.com');
    await page.getByLabel('Full name').fill('Kim Ray');
    await page.getByLabel('Street and number').fill('1 Main St');
    await page.getByLabel('ZIP code').fill('10001');
    await page.getByLabel('City').fill('New York');
    await page.getByLabel('State').fill('NY');
    await press(button('Continue to delivery'));
    await page.getByRole('heading', { name: 'Delivery' }).waitFor();
  };
  const choosePayment = async () => {
    await press(button('Continue to payment'));
    await page.getByRole('heading', { name: 'Payment and review' }).waitFor();
  };
  const moveOut = async () => {
    await page.mouse.move(520, 420);
    await page.mouse.move(540, 160, { steps: 6 });
    await page.mouse.move(560, -12, { steps: 6 });
  };
  const pay = async () => {
    await page.getByLabel('Card number').fill('4242424242424242');
    await page.getByLabel('Name on the card').fill('Kim Ray');
    await page.getByLabel('Expires').fill('12/34');
    await page.getByLabel('Security code').fill('123');
    await press(button('Place order'));
  };

  return {
    context,
    page,
    press,
    async acceptCookies() {
      await page.goto(shop);
      await press(button('Accept'));
    },
    async putCameraInCart() {
      await page.goto(`${shop}catalogue.html`);
      await press(page.getByRole('link', { name: /M2 mirrorless/ }).first());
      await page.waitForURL(/products\/halden-m2/);
      await press(button('Add to cart'));
      await page.getByText('Added to your cart').waitFor();
      await page.goto(`${shop}cart.html`);
      await page.getByText('$612.00').first().waitFor();
    },
    async toCheckout() {
      await press(page.getByRole('link', { name: 'Go to checkout' }));
      await page.getByRole('heading', { name: 'Contact and address' }).waitFor();
    },
    toDelivery: fillAddress,
    toPayment: choosePayment,
    async leaveThroughTheTop() {
      // A busy machine has the widget later than the page: the seconds begin with it.
      await page.locator('tillside-widget').waitFor({ state: 'attached' });
      await page.waitForTimeout(armedAfterMs + 300);
      await moveOut();
    },
    moveOut,
    async comeBack() {
      await page.mouse.move(560, 200, { steps: 3 });
    },
    async order() {
      await fillAddress();
      await choosePayment();
      await pay();
      await page.getByRole('heading', { name: /Thank you/ }).waitFor();
      return (await page.locator('#order-id').textContent()) ?? '';
    },
    chat: chatOn(page, press),
    async newTab(path) {
      const tab = await context.newPage();
      await tab.goto(shop + path);
      return { page: tab, chat: chatOn(tab, press) };
    },
    async newBareTab(path) {
      const tab = await context.newPage();
      await tab.route('**/v1/loader.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }));
      await tab.goto(shop + path);
      return tab;
    },
    close: () => context.close(),
  };
}
