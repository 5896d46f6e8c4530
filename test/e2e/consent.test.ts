import { describe, it } from 'vitest';
import type { ExpectStatic } from 'vitest';
import { newShopper } from '../helpers/shopper.ts';
import type { Shopper } from '../helpers/shopper.ts';
import { useDesk } from './support/use-desk.ts';
import { compareKeys, readDocumentedKeys } from './watch/documented-keys.ts';
import type { State } from './watch/documented-keys.ts';
import { readKept } from './watch/storage.ts';
import { watchTraffic } from './watch/traffic.ts';
import type { Traffic } from './watch/traffic.ts';

const prefix = 'tillside:site_halden:';
/** An invitation that is not stopped is on the screen 400 ms after the pointer left. */
const longEnoughMs = 1_500;

const desk = useDesk();

const come = async (): Promise<{ shopper: Shopper; traffic: Traffic }> => {
  const shopper = await newShopper(desk.browser, { shop: desk.demo.shopNode.shop });
  const traffic = watchTraffic(shopper.context, desk.demo.consoleNode.url);
  await shopper.page.goto(desk.demo.shopNode.shop);
  return { shopper, traffic };
};
const answer = (shopper: Shopper, name: 'Accept' | 'Only necessary') =>
  shopper.press(shopper.page.getByRole('button', { name }));

/** What the widget keeps is what the documentation says, and it is in `localStorage` only. */
const expectDocumented = async (expect: ExpectStatic, shopper: Shopper, state: State): Promise<void> => {
  const rows = await readDocumentedKeys();
  await expect
    .poll(async () => {
      const { local, ...others } = await readKept(shopper.page);
      const keys = local.filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
      const elsewhere = Object.values(others)
        .flat()
        .filter((name) => !/^shop_consent |^halden\./.test(name));
      return [
        ...compareKeys(rows, state, keys),
        ...elsewhere,
        ...local.filter((key) => !/^tillside:|^halden\./.test(key)),
      ];
    })
    .toEqual([]);
};

/** No socket, no cookie, nothing kept, and of the relay only what every browser is given alike. */
const expectNobodyKnown = async (expect: ExpectStatic, shopper: Shopper, traffic: Traffic): Promise<void> => {
  await expectDocumented(expect, shopper, 'Before a yes');
  const { local } = await readKept(shopper.page);
  expect(local.filter((key) => key.startsWith('tillside'))).toEqual([]);
  expect(traffic.sockets).toEqual([]);
  expect(await traffic.cookies()).toEqual([]);
  // Parts of the script that this playbook asks for are files like the script itself.
  expect(
    traffic
      .paths()
      .filter((path) => !/^\/v1\/assets\/(?:extras|facts|watch)(?:\.(?:facts|watch))*-\w+\.js$/.test(path)),
  ).toEqual([
    '/v1/loader.js',
    '/v1/sites/site_halden/boot',
    expect.stringMatching(/^\/v1\/sites\/site_halden\/playbook\/\w+\.json$/),
  ]);
};

const leaveTheCheckout = async (shopper: Shopper): Promise<void> => {
  await shopper.putCameraInCart();
  await shopper.toCheckout();
  await shopper.leaveThroughTheTop();
  await shopper.page.waitForTimeout(longEnoughMs);
};

describe.concurrent('consent', () => {
  it('before an answer nobody is known or asked; a yes in mid-visit and the next exit is invited', async ({
    expect,
  }) => {
    const { shopper, traffic } = await come();
    const { page, chat, press } = shopper;
    await leaveTheCheckout(shopper);
    expect(await chat.invitation.count()).toBe(0);
    await expectNobodyKnown(expect, shopper, traffic);

    await shopper.comeBack();
    await answer(shopper, 'Accept');
    await expectDocumented(expect, shopper, 'After a yes');
    await page.goto(`${desk.demo.shopNode.shop}cart.html`);
    await shopper.toCheckout();
    await shopper.leaveThroughTheTop();
    await chat.invitation.getByText("Hi, I'm Mara from Halden.").waitFor();
    expect(traffic.sockets.length).toBeGreaterThan(0);
    await expectDocumented(expect, shopper, 'After a yes');
    expect(await traffic.cookies()).toEqual([]);

    // A "no, thanks" outlives a withdrawn consent, and nothing else does.
    await press(chat.invitation.getByRole('button', { name: 'No, thanks' }));
    await page.goto(`${desk.demo.shopNode.shop}privacy.html`);
    await answer(shopper, 'Only necessary');
    await expectDocumented(expect, shopper, 'Before a yes');
    expect((await readKept(page)).local.filter((key) => key.startsWith('tillside'))).toEqual([`${prefix}dnd`]);
    await shopper.close();
  });

  it('after "Only necessary" the same; who presses the launcher and writes is answered all the same', async ({
    expect,
  }) => {
    const { shopper, traffic } = await come();
    const { page, chat, press } = shopper;
    await answer(shopper, 'Only necessary');
    await leaveTheCheckout(shopper);
    expect(await chat.invitation.count()).toBe(0);
    await expectNobodyKnown(expect, shopper, traffic);

    await shopper.comeBack();
    await press(chat.launcher);
    await chat.say('May I still ask something?');
    await desk.mara.answer();
    await desk.mara.log.getByText('May I still ask something?').waitFor();
    await desk.mara.reply('Of course.');
    await chat.panel.getByText('Of course.').waitFor();
    // Of a conversation what it needs, and nothing of the visitor's ways.
    await expectDocumented(expect, shopper, 'By a press alone');
    const { local } = await readKept(page);
    expect(local).toContain(`${prefix}credential`);
    expect(await traffic.cookies()).toEqual([]);

    // It goes on over pages, until the visitor takes it back.
    await page.goto(`${desk.demo.shopNode.shop}privacy.html`);
    await chat.panel.getByText('Of course.').waitFor();
    await expectDocumented(expect, shopper, 'By a press alone');
    await press(chat.panel.getByRole('button', { name: 'Close the chat' }));
    await answer(shopper, 'Only necessary');
    await expectDocumented(expect, shopper, 'Before a yes');
    const { length } = traffic.sockets;
    await page.goto(desk.demo.shopNode.shop);
    await chat.launcher.waitFor();
    await expectDocumented(expect, shopper, 'Before a yes');
    expect(traffic.sockets).toHaveLength(length);
    await shopper.close();
  });

  it('functional alone opens no socket, and an exit invites nobody', async ({ expect }) => {
    const { shopper, traffic } = await come();
    await shopper.page.evaluate(() =>
      (window as unknown as { Tillside: (name: string, it: object) => void }).Tillside('consent', { functional: true }),
    );
    await leaveTheCheckout(shopper);
    expect(await shopper.chat.invitation.count()).toBe(0);
    expect(traffic.sockets).toEqual([]);
    await expectDocumented(expect, shopper, 'By a press alone');
    await shopper.close();
  });
});

/** At the desk there is one conversation at a time: whoever presses the first ring must know whose it is. */
describe('consent, and a conversation', () => {
  it('a conversation keeps what the table says; analytics taken back alone removes the rest and leaves the conversation', async ({
    expect,
  }) => {
    const { shopper, traffic } = await come();
    const { page, chat, press } = shopper;
    const consent = (said: object) =>
      page.evaluate(
        (it) => (window as unknown as { Tillside: (name: string, it: object) => void }).Tillside('consent', it),
        said,
      );
    await answer(shopper, 'Accept');
    await press(chat.launcher);
    await chat.say('Which lens fits?');
    await desk.mara.answer();
    await desk.mara.log.getByText('Which lens fits?').waitFor();
    await desk.mara.reply('The 35.');
    await chat.panel.getByText('The 35.').waitFor();
    await expectDocumented(expect, shopper, 'In a conversation');

    await consent({ functional: true, analytics: false });
    await expectDocumented(expect, shopper, 'By a press alone');
    await desk.mara.reply('Anything else?');
    await chat.panel.getByText('Anything else?').waitFor();
    await consent({ functional: false });
    await expectDocumented(expect, shopper, 'Before a yes');
    expect(await traffic.cookies()).toEqual([]);
    await shopper.close();
  });
});
