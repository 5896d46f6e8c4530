import { beforeAll, describe, expect, it } from 'vitest';
import { newShopper } from '../helpers/shopper.ts';
import type { Shopper, ShopperOptions } from '../helpers/shopper.ts';
import { changeFor } from './support/change-for.ts';
import { somebodyThere } from './support/somebody-there.ts';
import { useDesk } from './support/use-desk.ts';

const desk = useDesk();
beforeAll(async () => {
  const { demo, mara } = desk;
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
  await mara.setStatus('Available');
  await somebodyThere(demo.shopNode.url, 'site_halden');
});

/** A shopper who has opened the panel and answered what the shop asks, or not. */
const come = async (about = '', options: Partial<ShopperOptions> = {}): Promise<Shopper> => {
  const shopper = await newShopper(desk.browser, { shop: desk.demo.shopNode.shop, ...options });
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
    await desk.mara.answer();
    await desk.mara.log.getByText('When does it arrive?').waitFor();
    await desk.mara.page.getByRole('button', { name: 'An order', exact: true }).waitFor();
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
    await desk.mara.resolve('Question answered');
    await desk.mara.answer();
    await desk.mara.log.getByText('Is the lens sealed?').waitFor();
    await desk.mara.resolve('Question answered');

    await desk.mara.page
      .getByRole('button', { name: /By message/ })
      .first()
      .click();
    await desk.mara.log.getByText('Please write to me about the strap.').waitFor();
    expect(await desk.mara.ring.count()).toBe(0);
    await desk.mara.reply('The long one, 140 cm.');
    await panel.getByText('The long one, 140 cm.').waitFor();
    await Promise.all([kim.close(), lee.close(), ana.close()]);
  });
});
