import { describe, expect, it } from 'vitest';
import { NOON, attached, context, floor, item } from './helpers/data.ts';
import { openConsole, press, type } from './helpers/open-console.tsx';
import type { OpenConsole, OpenOptions } from './helpers/open-console.tsx';

const ringing = item('4f2a', {
  state: 'ringing',
  openedAt: NOON - 7_000,
  cart: { value: 61_200, currency: 'USD', quantity: 1 },
  checkoutStep: 1,
  invitation: 'inv_1',
});
const started = {
  type: 'ring.started',
  conversation: 'cnv_4f2a',
  engagement: 'eng_4f2a',
  site: 'site_halden',
  untilAt: NOON + 20_000,
} as const;

async function ringingDesk(options: OpenOptions = {}): Promise<OpenConsole> {
  const page = await openConsole({ first: [floor({ mine: [ringing, item('busy')] }), started], ...options });
  await page.tell(attached({ context }));
  return page;
}
const accepts = (page: OpenConsole) => page.socket.of('engagement.accept');

describe('a ring', () => {
  it('[DRI1] names the shop first, in its colour, then value, step, page and wait', async () => {
    const page = await ringingDesk();
    const text = page.text('.ring');
    const order = ['Halden', '$612.00', 'Checkout step 1', 'Accepted an invitation', 'Your details', '/shop/checkout'];
    const places = order.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(page.find('.ring').style.getPropertyValue('--shop')).toBe('#1f5c4d');
    expect(page.text('.ring .wait [aria-hidden]')).toMatch(/^0:0[78]$/);
  });

  it('[DRI5] is answered by Enter while nothing is being written', async () => {
    const page = await ringingDesk();
    await page.does(() => press('Enter'));
    expect(accepts(page)).toEqual([expect.objectContaining({ conversation: 'cnv_4f2a', engagement: 'eng_4f2a' })]);
  });

  it('[DRI5] is answered by Enter from the status switch too', async () => {
    const page = await ringingDesk();
    await page.does(() => press('Enter', {}, page.find('input[name="status"]')));
    expect(accepts(page)).toHaveLength(1);
  });

  it('[DRI5] leaves Enter to the composer, and Alt+A answers from there', async () => {
    const page = await ringingDesk({ hash: '#/desk/cnv_busy' });
    const box = page.find<HTMLTextAreaElement>('textarea');
    expect(page.text('.ring-answer')).toContain('↵');
    await page.does(() => type(box, 'just a moment'));
    expect(page.text('.ring-answer')).toMatch(/Alt ?A/);
    await page.does(() => press('Enter', {}, box));
    expect(accepts(page)).toEqual([]);
    await page.does(() => press('a', { code: 'KeyA', altKey: true }, box));
    expect(accepts(page)).toHaveLength(1);
  });

  it('[DRI5] is answered by Enter in an empty composer', async () => {
    const page = await ringingDesk({ hash: '#/desk/cnv_busy' });
    await page.does(() => press('Enter', {}, page.find('textarea')));
    expect(accepts(page)).toHaveLength(1);
  });

  it('[DRI6] opens the conversation once the relay agrees', async () => {
    const page = await ringingDesk();
    await page.does(() => page.button(/^Answer/).click());
    expect(window.location.hash).not.toContain('cnv_4f2a');
    await page.tell({ type: 'done', ref: accepts(page)[0]?.ref ?? 0 });
    expect(window.location.hash).toBe('#/desk/cnv_4f2a');
    expect(page.root.querySelector('.ring')).toBeNull();
  });

  it('[DRI6] tells why it cannot be answered, and rings no more', async () => {
    const page = await ringingDesk();
    await page.does(() => page.button(/^Answer/).click());
    await page.tell({ type: 'refused', ref: accepts(page)[0]?.ref ?? 0, code: 'not_ringing', retry: false });
    expect(page.text('.toast-bad')).toContain('it rings no more for you');
    expect(page.root.querySelector('.ring')).toBeNull();
  });

  it('[DRI2] is passed on', async () => {
    const page = await ringingDesk();
    await page.does(() => page.button('Pass on').click());
    const [passed] = page.socket.of('engagement.decline');
    expect(passed).toMatchObject({ conversation: 'cnv_4f2a' });
    await page.tell({ type: 'done', ref: passed?.ref ?? 0 });
    expect(page.root.querySelector('.ring')).toBeNull();
  });

  it('[DRI7] is in the tab’s title and icon, whatever the view, and comes to the rep there', async () => {
    const page = await ringingDesk({ hash: '#/carts' });
    expect(document.title).toBe('Ringing · Halden · $612.00');
    const icon = (): string => document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.href ?? '';
    expect(icon()).toContain('circle');
    expect(page.text('.ring-dock')).toContain('Halden');
    await page.tell({ type: 'ring.ended', conversation: 'cnv_4f2a', engagement: 'eng_4f2a', cause: 'gone' });
    await page.tell(floor());
    expect(document.title).toBe('Tillside');
    expect(icon()).not.toContain('circle');
  });

  it('[DRI8] says that it was missed, or that the visitor is gone', async () => {
    const page = await ringingDesk();
    await page.tell({ type: 'ring.ended', conversation: 'cnv_4f2a', engagement: 'eng_4f2a', cause: 'no_answer' });
    expect(page.text('.toasts')).toContain('You did not answer in time');
    await page.tell(started);
    await page.tell({ type: 'ring.ended', conversation: 'cnv_4f2a', engagement: 'eng_4f2a', cause: 'gone' });
    expect(page.text('.toasts')).toContain('It rings no more');
  });
});
