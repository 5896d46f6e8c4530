import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

/** A rep at the console: real pointer and keys, and what is on the screen. */
export interface Desk {
  readonly page: Page;
  readonly ring: Locator;
  readonly log: Locator;
  answer(): Promise<void>;
  reply(text: string): Promise<void>;
  putForward(offer: string | RegExp): Promise<void>;
  resolve(disposition: string): Promise<void>;
  go(view: 'Desk' | 'Activity' | 'Saved carts'): Promise<void>;
  /** Opens the first conversation on the floor. */
  openFirst(): Promise<void>;
  /** Turns the large switch and waits until the relay has it. */
  setStatus(status: 'Available' | 'Away'): Promise<void>;
  close(): Promise<void>;
}

export interface DeskOptions {
  /** http://127.0.0.1:PORT */
  readonly url: string;
  readonly email: string;
  readonly password?: string;
  /** What the browser is given before the console is opened: permissions, an observer. */
  readonly prepare?: (context: BrowserContext) => Promise<void>;
}

/** Opens the console in a browser of its own and signs in. */
export async function newDesk(
  browser: Browser,
  { url, email, password = 'tillside-demo', prepare }: DeskOptions,
): Promise<Desk> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await prepare?.(context);
  const page = await context.newPage();
  await page.goto(`${url}/console/`);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page
    .getByRole('radio', { name: 'Available' })
    .or(page.getByRole('button', { name: 'Available' }))
    .first()
    .waitFor();
  const field = page.getByRole('textbox', { name: /^Reply to the visitor/ });
  return {
    page,
    ring: page.getByRole('button', { name: /^Answer/ }).first(),
    log: page.getByRole('log'),
    async answer() {
      await page
        .getByRole('button', { name: /^Answer/ })
        .first()
        .click();
      await field.waitFor();
    },
    async reply(text) {
      await field.click();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    async putForward(offer) {
      await page.getByRole('button', { name: 'Offer', exact: true }).click();
      const name = offer;
      await page
        .getByRole('button', { name })
        .or(page.getByRole('menuitem', { name }))
        .or(page.getByRole('option', { name }))
        .first()
        .click();
    },
    async resolve(disposition) {
      await page.getByRole('button', { name: 'Resolve', exact: true }).click();
      const name = disposition;
      await page
        .getByRole('button', { name })
        .or(page.getByRole('menuitem', { name }))
        .or(page.getByRole('option', { name }))
        .first()
        .click();
    },
    async go(view) {
      await page
        .getByRole('link', { name: view })
        .or(page.getByRole('button', { name: view }))
        .first()
        .click();
    },
    async openFirst() {
      await page
        .getByRole('button', { name: /Visitor/ })
        .first()
        .click();
      await field.waitFor();
    },
    async setStatus(status) {
      const choices = page.getByRole('radiogroup', { name: 'Your status' });
      await choices.getByRole('radio', { name: status }).click();
      await choices.and(page.locator(':not([aria-busy])')).waitFor();
    },
    close: () => context.close(),
  };
}
