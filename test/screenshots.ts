import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from './helpers/browser.ts';
import { startDemo } from './helpers/demo.ts';
import { newDesk } from './helpers/desk.ts';
import { newShopper } from './helpers/shopper.ts';
import { photographGallery } from './screenshots-gallery.ts';

/**
 * Photographs the gallery, then plays the demo in a real browser, and keeps what both look like in docs/images: `pnpm screenshots`, or of the
 * gallery alone `pnpm screenshots gallery`.
 */
const folder = join(import.meta.dirname, '..', 'docs', 'images');

async function keep(page: Page, name: string): Promise<void> {
  // Whatever slides in has arrived.
  await page.waitForTimeout(600);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(`docs/images/${name}.png`);
}

await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
await photographGallery(browser, folder);
if (process.argv.includes('gallery')) {
  await browser.close();
  process.exit(0);
}
const demo = await startDemo('sqlite');
try {
  const mara = await newDesk(browser, { url: demo.consoleNode.url, email: 'mara@halden.example' });
  await mara.page.getByRole('button', { name: 'Not now' }).click();
  const kim = await newShopper(browser, { shop: demo.shopNode.shop });
  await kim.acceptCookies();
  await keep(kim.page, 'shop');
  await kim.putCameraInCart();
  await kim.toCheckout();
  await kim.leaveThroughTheTop();
  await kim.chat.invitation.waitFor();
  await keep(kim.page, 'invitation');
  await kim.comeBack();
  await kim.press(kim.chat.invitation.getByRole('button', { name: 'Chat now' }));
  await mara.ring.waitFor();
  await keep(mara.page, 'console-ring');
  await mara.answer();
  await kim.chat.say('Does the M2 take my father’s old lenses?');
  await mara.log.getByText('father').waitFor();
  await mara.reply('Every Halden H lens since 1926 fits. Which one is it?');
  await kim.chat.say('The 85 mm, and I need it by Friday.');
  await mara.log.getByText('by Friday').waitFor();
  await mara.reply('Then let us send it express, on the house.');
  await mara.putForward(/Free express shipping/);
  await kim.chat.panel.getByRole('button', { name: 'Apply to my order' }).waitFor();
  await keep(kim.page, 'panel');
  await kim.press(kim.chat.panel.getByRole('button', { name: 'Apply to my order' }));
  await kim.press(kim.chat.panel.getByRole('button', { name: 'Close the chat' }));
  await kim.order();
  await mara.log.getByText('Saved cart').waitFor();
  await keep(mara.page, 'console');
  await mara.go('Saved carts');
  await mara.page.getByText('confirmed').first().waitFor();
  await keep(mara.page, 'saved-carts');

  const ana = await newShopper(browser, { shop: demo.shopNode.shop, isPhone: true });
  await ana.acceptCookies();
  await ana.putCameraInCart();
  await ana.toCheckout();
  await ana.chat.invitation.waitFor({ timeout: 30_000 });
  await keep(ana.page, 'invitation-phone');
  await ana.press(ana.chat.invitation.getByRole('button', { name: 'Chat now' }));
  await mara.answer();
  await mara.reply('Hello, how can I help?');
  await ana.chat.panel.getByText('how can I help').waitFor();
  await keep(ana.page, 'panel-phone');
} finally {
  await browser.close();
  await demo.stop();
}
process.exit(0);
