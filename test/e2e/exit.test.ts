import type { Page } from 'playwright-core';
import { describe, it, vi } from 'vitest';
import type { ExpectStatic } from 'vitest';
import { armedAfterMs } from '../helpers/shopper.ts';
import { invitationOf, launcherOf, SITE } from './support/halden.ts';
import { track } from './support/own-shop.ts';
import type { Visit } from './support/own-shop.ts';
import { atOnce, comeBack, leaveThroughTop, line, movePaced, slipThroughTop, swipeDown } from './support/pointer.ts';
import { useOwnShop } from './support/use-own-shop.ts';

/** A slip is over 400 ms after the pointer left, and a flick told after 800. */
const longEnoughMs = 1_500;
const playbook = {
  rules: [
    {
      id: 'leaving',
      name: 'About to leave',
      on: [{ signal: 'exit_intent' }],
      invite: { text: { en: 'Anything still open?' }, timeToLiveMs: 60_000 },
    },
  ],
};
const body = `<meta name="viewport" content="width=device-width"><style>body { margin: 0; height: 6000px } form { padding: 200px }</style>
<form><input name="street" aria-label="Street"> <select name="country" aria-label="Country"><option>AT</option><option>DE</option></select></form>
<p><a href="/cart">To the cart</a></p>
<script>
  // When the pointer was out, and when an invitation was there.
  const root = document.documentElement;
  root.addEventListener('mouseleave', () => (root.dataset.left = performance.now()));
  root.addEventListener('mouseenter', () => (root.dataset.back = performance.now()));
  document.addEventListener('tillside:invitation', ({ detail }) => {
    if (detail.state === 'shown') root.dataset.shown = performance.now();
  });
</script>`;

const shop = useOwnShop(playbook, body);

/** A page on which an exit is listened to, by a pointer that was moved on it. */
const come = async (): Promise<Visit> => {
  const visit = await shop.visit();
  await untilArmed(visit);
  await comeBack(visit.page);
  return visit;
};
const untilArmed = async ({ page, sent }: Visit): Promise<void> => {
  await launcherOf(page).waitFor();
  await vi.waitUntil(() => sent.includes('hello'), { timeout: 10_000 });
  await page.waitForTimeout(armedAfterMs + 300);
};
const times = (page: Page): Promise<Readonly<Record<string, number>>> =>
  page.evaluate(() =>
    Object.fromEntries(Object.entries(document.documentElement.dataset).map(([name, at]) => [name, Number(at)])),
  );
const asked = ({ sent }: Visit): number => sent.filter((type) => type === 'invitation.request').length;

/** Nothing was told of what happened, and what one does who leaves is told now. */
const expectNoSignalBut = async (expect: ExpectStatic, visit: Visit): Promise<void> => {
  const { page } = visit;
  await page.waitForTimeout(longEnoughMs);
  expect(asked(visit)).toBe(0);
  await comeBack(page);
  await leaveThroughTop(page);
  await expect.poll(() => asked(visit)).toBe(1);
  expect(visit.complaints).toEqual([]);
  await visit.context.close();
};

describe('what became of the signals', () => {
  it('[EX10] who went had left, who pressed a link of the shop had not; the shop’s operator reads how often the signal was right', async ({
    expect,
  }) => {
    const gone = await come();
    await leaveThroughTop(gone.page);
    await invitationOf(gone.page).waitFor();
    await gone.page.goto(`${shop.origins[1]}/`);
    const stayed = await come();
    await leaveThroughTop(stayed.page);
    await invitationOf(stayed.page).waitFor();
    await comeBack(stayed.page);
    await stayed.page.getByRole('link', { name: 'To the cart' }).click();
    await stayed.page.waitForURL('**/cart');

    await expect
      .poll(() => shop.demo.cli('site', 'health', SITE), { timeout: 20_000, interval: 1_000 })
      .toContain(
        'Exit by the pointer that leaves through the top: 2 signals, 1 followed by the visitor leaving within 30 s. Too few to say how often it is right.',
      );
    await gone.context.close();
    await stayed.context.close();
  });
});

describe('a pointer that leaves', () => {
  it('[EX1] through the top, at speed: the relay is asked at once, and the invitation is there after the grace time', async ({
    expect,
  }) => {
    const visit = await come();
    await leaveThroughTop(visit.page);
    await invitationOf(visit.page).waitFor();
    const { left = NaN, shown = NaN } = await times(visit.page);
    expect(shown - left).toBeGreaterThanOrEqual(400);
    expect(shown - left).toBeLessThan(4_000);
    // Once a page.
    await comeBack(visit.page);
    await leaveThroughTop(visit.page);
    await visit.page.waitForTimeout(longEnoughMs);
    expect(asked(visit)).toBe(1);
    await visit.context.close();
  });

  it('[EX1] also where the page has put another document element in place', async ({ expect }) => {
    const visit = await come();
    await visit.page.evaluate(() => {
      const another = document.documentElement.cloneNode(true) as Element;
      another.querySelectorAll('script, tillside-widget').forEach((it) => it.remove());
      document.documentElement.replaceWith(another);
    });
    await comeBack(visit.page);
    await leaveThroughTop(visit.page);
    await invitationOf(visit.page).waitFor();
    expect(visit.complaints).toEqual([]);
    await visit.context.close();
  });

  it('[EX2] and comes back within the grace time slipped: nothing is shown, and the rep is free again at once', async ({
    expect,
  }) => {
    const visit = await come();
    await slipThroughTop(visit.page);
    const { left = NaN, back = NaN } = await times(visit.page);
    expect(back - left).toBeLessThan(400);
    await expect.poll(() => visit.sent).toContain('invitation.time-out');
    await visit.page.waitForTimeout(longEnoughMs);
    expect(await invitationOf(visit.page).count()).toBe(0);
    // The next time it means it.
    await leaveThroughTop(visit.page);
    await invitationOf(visit.page).waitFor();
    expect(asked(visit)).toBe(2);
    await visit.context.close();
  });
});

describe.concurrent('no signal', () => {
  it('[EX9] of a pointer that drifts out', async ({ expect }) => {
    const visit = await come();
    await movePaced(visit.page, line([600, 20], [602, -3], 12), 45);
    await expectNoSignalBut(expect, visit);
  });

  it('[EX9] of one that slips along the edge', async ({ expect }) => {
    const visit = await come();
    await movePaced(visit.page, [...line([150, 16], [850, 6], 20), ...line([850, 6], [960, -3], 3)], 0);
    await expectNoSignalBut(expect, visit);
  });

  it('[EX9] of one that goes to the window buttons without rushing', async ({ expect }) => {
    const visit = await come();
    await movePaced(visit.page, line([1_100, 300], [1_240, -4], 20), 30);
    await expectNoSignalBut(expect, visit);
  });

  it('[EX9] of somebody who typed a moment ago', async ({ expect }) => {
    const visit = await come();
    await visit.page.getByLabel('Street').fill('');
    await atOnce(visit.page, async () => {
      await visit.page.getByLabel('Street').press('a');
      await visit.page.getByRole('heading').click();
      await leaveThroughTop(visit.page);
    });
    await visit.page.waitForTimeout(1_000);
    await expectNoSignalBut(expect, visit);
  });

  it('[EX5] while a field has the focus', async ({ expect }) => {
    const visit = await come();
    await visit.page.getByLabel('Street').click();
    await leaveThroughTop(visit.page);
    await visit.page.waitForTimeout(longEnoughMs);
    expect(asked(visit)).toBe(0);
    await visit.page.getByRole('heading').click();
    await expectNoSignalBut(expect, visit);
  });

  it('[EX5] while a list of choices is open', async ({ expect }) => {
    const visit = await come();
    await visit.page.getByLabel('Country').click();
    await leaveThroughTop(visit.page);
    await visit.page.waitForTimeout(longEnoughMs);
    expect(asked(visit)).toBe(0);
    // Escape is typed, too.
    await visit.page.keyboard.press('Escape');
    await visit.page.getByRole('heading').click();
    await visit.page.waitForTimeout(1_000);
    await expectNoSignalBut(expect, visit);
  });

  it('[EX3] in the first seconds of a page', async ({ expect }) => {
    const visit = await shop.visit();
    await launcherOf(visit.page).waitFor();
    await comeBack(visit.page);
    await leaveThroughTop(visit.page);
    await untilArmed(visit);
    await expectNoSignalBut(expect, visit);
  });
});

describe('a finger on a phone', () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
  const camera = { currency: 'USD', value: 612, items: [{ item_id: 'halden-m2', price: 612, quantity: 1 }] };
  const scrollDown = async (page: Page): Promise<void> => {
    await page.evaluate(() => scrollTo(0, 5_000));
    await page.waitForFunction(() => scrollY > 4_000);
  };
  const read = async (): Promise<Visit> => {
    const visit = await shop.visit(phone);
    await untilArmed(visit);
    await scrollDown(visit.page);
    return visit;
  };
  const flick = (page: Page): Promise<void> =>
    atOnce(page, async () => {
      await swipeDown(page, 420, 120);
      // How far the page goes on by itself, if at all, depends on how busy the machine is.
      await page.evaluate(() => scrollBy(0, -200));
    });

  it('[EX8] that flicks the page up with something in the cart is told', async ({ expect }) => {
    const visit = await read();
    await track(visit.page, 'add_to_cart', camera);
    await flick(visit.page);
    await expect.poll(() => asked(visit)).toBe(1);
    expect(visit.complaints).toEqual([]);
    await visit.context.close();
  });

  it('[EX8] with an empty cart it is not', async ({ expect }) => {
    const visit = await read();
    await flick(visit.page);
    await visit.page.waitForTimeout(longEnoughMs);
    expect(asked(visit)).toBe(0);
    await track(visit.page, 'add_to_cart', camera);
    await scrollDown(visit.page);
    await flick(visit.page);
    await expect.poll(() => asked(visit)).toBe(1);
    await visit.context.close();
  });

  it('[EX8] that scrolls up slowly, reading, is not', async ({ expect }) => {
    const visit = await read();
    await track(visit.page, 'add_to_cart', camera);
    await swipeDown(visit.page, 420, 900);
    await visit.page.waitForTimeout(longEnoughMs);
    expect(asked(visit)).toBe(0);
    await flick(visit.page);
    await expect.poll(() => asked(visit)).toBe(1);
    await visit.context.close();
  });
});
