import { describe, expect, it } from 'vitest';
import { NOON, attached, context, floor, item } from './helpers/data.ts';
import { openConsole, press } from './helpers/open-console.tsx';

const ringing = floor({
  mine: [item('4f2a', { state: 'ringing', openedAt: NOON, cart: { value: 61_200, currency: 'USD', quantity: 1 } })],
});

describe('the alert lines', () => {
  it('[DAL2] stand while sound or notifications are off, each with what mends it', async () => {
    const page = await openConsole();
    const lines = (): string[] => [...page.root.querySelectorAll('.line')].map((line) => line.textContent);
    expect(lines()).toHaveLength(2);
    await page.does(() => page.button('Turn sound on').click());
    expect(lines()).toEqual([expect.stringContaining('Notifications are off')]);
    await page.does(() => page.button('Allow notifications').click());
    expect(lines()).toEqual([]);
  });

  it('[DAL2] any touch of the page brings the sound back', async () => {
    const page = await openConsole({ permission: 'granted' });
    expect(page.root.querySelectorAll('.line')).toHaveLength(1);
    await page.does(() => press('F9'));
    expect(page.root.querySelectorAll('.line')).toHaveLength(0);
  });

  it('[DAL3] nothing is asked at load', async () => {
    const page = await openConsole();
    expect(page.notifications.asked).toBe(0);
  });

  it('[DAL2] a refusal of the browser is told with the way out', async () => {
    const page = await openConsole({ permission: 'denied' });
    expect(page.text()).toContain('Allow them in the site settings');
    page.notifications.permission = 'granted';
    await page.does(() => page.button('Check again').click());
    expect(page.text()).not.toContain('Notifications are blocked');
  });
});

describe('a ring', () => {
  it('[DAL1] sounds once it may, and stops with the ring', async () => {
    const page = await openConsole({ permission: 'granted' });
    await page.does(() => press('F9'));
    await page.tell(ringing);
    const heard = page.audio.tones.length;
    expect(heard).toBeGreaterThanOrEqual(2);
    await page.tell(floor());
    await page.passes(10_000);
    expect(page.audio.tones.length).toBeLessThanOrEqual(heard + 2);
  });

  it('[DAL4] notifies once, answers on a click, and takes the notification back', async () => {
    const page = await openConsole({ permission: 'granted' });
    await page.tell(ringing);
    await page.tell(ringing);
    expect(page.notifications.shown).toHaveLength(1);
    expect(page.notifications.shown[0]?.title).toContain('Halden');
    expect(page.notifications.shown[0]?.options.body).toBe('$612.00 in the cart');
    await page.tell(attached({ context }));
    expect(page.notifications.shown[1]?.options).toMatchObject({
      tag: 'cnv_4f2a',
      body: '$612.00 in the cart · Checkout step 1 · /shop/checkout',
    });
    await page.does(() => page.notifications.shown[1]?.click());
    expect(page.socket.of('engagement.accept')).toHaveLength(1);
    await page.tell(floor());
    expect(page.notifications.shown[1]?.isClosed).toBe(true);
  });
});
