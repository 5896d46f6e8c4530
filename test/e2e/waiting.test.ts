import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../helpers/browser.ts';
import { startDemo } from '../helpers/demo.ts';
import type { Demo } from '../helpers/demo.ts';
import { newDesk } from '../helpers/desk.ts';
import type { Desk } from '../helpers/desk.ts';
import { newShopper } from '../helpers/shopper.ts';
import type { Shopper, ShopperOptions } from '../helpers/shopper.ts';
import { changeFor } from './support/change-for.ts';
import { somebodyThere } from './support/somebody-there.ts';

let browser: Browser;
let demo: Demo;
let mara: Desk;
beforeAll(async () => {
  browser = await launchBrowser();
  demo = await startDemo('sqlite');
  // One conversation at a time, and a question before it.
  await changeFor(
    { demo, site: 'site_halden', origin: new URL(demo.shopNode.shop).origin },
    (site) => ({
      ...site,
      teams: site.teams.map((team) => ({ ...team, capacity: 1 })),
      preChat: { questions: [{ text: 'What is it about?', choices: ['Something to buy', 'My order'] }] },
      reasons: { order: { answers: ['My order'] } },
    }),
    ({ preChat }) => preChat !== undefined,
  );
  mara = await newDesk(browser, { url: demo.consoleNode.url, email: 'mara@halden.example' });
  await mara.setStatus('Available');
  await somebodyThere(demo.shopNode.url, 'site_halden');
});
afterAll(async () => {
  await browser.close();
  await demo.stop();
});

/** A shopper who has opened the panel and answered what the shop asks, or not. */
const come = async (about = '', options: Partial<ShopperOptions> = {}): Promise<Shopper> => {
  const shopper = await newShopper(browser, { shop: demo.shopNode.shop, ...options });
  await shopper.acceptCookies();
  await shopper.press(shopper.chat.launcher);
  const { panel } = shopper.chat;
  await panel.getByLabel('What is it about?').selectOption(about);
  await shopper.press(panel.getByRole('button', { name: 'Start the chat' }));
  return shopper;
};

describe('before and while a visitor waits', () => {
  let kim: Shopper;

  it('what the visitor chose to talk about is on the rep’s desk', async () => {
    kim = await come('My order', { isPhone: true });
    await kim.chat.say('When does it arrive?');
    await mara.answer();
    await mara.log.getByText('When does it arrive?').waitFor();
    await mara.page.getByRole('button', { name: 'An order', exact: true }).waitFor();
  });

  it('who would rather not wait leaves a message, and the line; it is answered when there is time', async () => {
    const lee = await come();
    const { panel } = lee.chat;
    await lee.chat.say('Which strap is the longest?');
    await panel.getByText('You are next in line.').waitFor();
    await lee.press(panel.getByRole('button', { name: 'Leave a message' }));
    await panel.getByRole('textbox', { name: 'Your message' }).fill('Please write to me about the strap.');
    await lee.press(panel.getByRole('button', { name: 'Send message' }));
    await panel.getByText('Your message is kept. The answer will be here when you come back.').waitFor();
    expect(await panel.getByRole('button', { name: 'Leave a message' }).count()).toBe(0);

    // Who came later is next: nobody stands before them.
    const ana = await come();
    await ana.chat.say('Is the lens sealed?');
    await ana.chat.panel.getByText('You are next in line.').waitFor();
    await mara.resolve('Question answered');
    await mara.answer();
    await mara.log.getByText('Is the lens sealed?').waitFor();
    await mara.resolve('Question answered');

    await mara.page
      .getByRole('button', { name: /By message/ })
      .first()
      .click();
    await mara.log.getByText('Please write to me about the strap.').waitFor();
    expect(await mara.ring.count()).toBe(0);
    await mara.reply('The long one, 140 cm.');
    await panel.getByText('The long one, 140 cm.').waitFor();
    await Promise.all([kim.close(), lee.close(), ana.close()]);
  });
});
