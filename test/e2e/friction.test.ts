import { describe, expect, it } from 'vitest';
import { invitationOf, launcherOf } from './support/halden.ts';
import type { Visit } from './support/own-shop.ts';
import { useOwnShop } from './support/use-own-shop.ts';

const rule = (id: string, on: object, text: string) => ({
  id,
  name: id,
  on: [on],
  invite: { text: { en: text }, timeToLiveMs: 60_000 },
});
const playbook = {
  limits: { perVisit: 9 },
  rules: [
    rule('zip-again', { signal: 'field_edited', of: 'postalCode', atLeast: 3 }, 'Is it the ZIP code?'),
    rule('card-again', { signal: 'field_edited', of: 'ccNumber' }, 'Is it the card?'),
    rule('card-seen', { signal: 'section_enter', of: 'card-form' }, 'You came to the card.'),
    rule('order-seen', { signal: 'section_enter', of: 'order-button' }, 'Ready to order?'),
  ],
};
const body = `<form><label>ZIP code <input name="postalCode" autocomplete="postal-code"></label></form>
<div style="height: 2000px"></div>
<form id="pay">
  <div data-tillside-section="card-form" style="height: 200px">
    <label>Card number <input name="ccNumber" autocomplete="cc-number"></label>
    <label>Code of the building <input name="postalCode"></label>
  </div>
</form>
<div style="height: 2000px"></div>
<div data-tillside-section="order-button" style="height: 200px"><button>Order</button></div>`;

const shop = useOwnShop(playbook, body);

const come = async (): Promise<Visit> => {
  const visit = await shop.visit();
  await launcherOf(visit.page).waitFor();
  await expect.poll(() => visit.sent).toContain('hello');
  return visit;
};
const asked = ({ sent }: Visit): number => sent.filter((type) => type === 'invitation.request').length;
const longEnoughMs = 1_500;

describe('friction in a checkout', () => {
  it('[WT6] a field that is filled again and again is told by its name, and what was typed leaves the page with nothing', async () => {
    const visit = await come();
    const { page, wire } = visit;
    const zip = page.getByLabel('ZIP code');
    const requests: string[] = [];
    page.on('request', (request) => requests.push(`${request.url()} ${request.postData() ?? ''}`));
    for (const text of ['ZQ7XWV1', 'ZQ7XWV2']) {
      await zip.selectText();
      await page.keyboard.type(text);
      await zip.blur();
    }
    await page.waitForTimeout(longEnoughMs);
    expect(asked(visit)).toBe(0);
    await zip.press('End');
    await zip.pressSequentially('8');
    await zip.blur();
    await invitationOf(page).getByText('Is it the ZIP code?').waitFor();
    expect(asked(visit)).toBe(1);
    // With the page its report is sent.
    await page.goto(`${shop.origins[0]}/next`);
    expect([...wire, ...requests].filter((text) => /ZQ7X/i.test(text))).toEqual([]);
    const kept = await page.evaluate(() => JSON.stringify(localStorage));
    expect(kept).not.toContain('ZQ7X');
    expect(wire.join()).toContain('zip-again');
    expect(visit.complaints).toEqual([]);
    await visit.context.close();
  });

  it('[WT7] of a form with a card’s number no field and no section is told; a section beside it is', async () => {
    const visit = await come();
    const { page } = visit;
    await page.getByLabel('Card number').scrollIntoViewIfNeeded();
    for (const text of ['4242', '42424242', '424242424242'])
      for (const field of ['Card number', 'Code of the building']) {
        await page.getByLabel(field).fill(text);
        await page.getByLabel(field).blur();
      }
    await page.waitForTimeout(longEnoughMs);
    expect(asked(visit)).toBe(0);
    await page.getByRole('button', { name: 'Order' }).scrollIntoViewIfNeeded();
    await invitationOf(page).getByText('Ready to order?').waitFor();
    expect(asked(visit)).toBe(1);
    expect(visit.wire.join()).not.toMatch(/card-form|ccNumber/);
    await visit.context.close();
  });

  it('[WT7] a section that came to stand in such a form later is told no more', async () => {
    const visit = await come();
    const { page } = visit;
    await page.evaluate(() => {
      const section = document.querySelector('[data-tillside-section="order-button"]')!;
      const form = document.createElement('form');
      section.replaceWith(form);
      form.append(section);
    });
    // It is known by now, and the form becomes one for cards.
    await page.waitForTimeout(longEnoughMs);
    await page.evaluate(() => {
      const card = document.createElement('input');
      card.autocomplete = 'cc-number';
      document.querySelector('[data-tillside-section="order-button"]')!.before(card);
    });
    await page.getByRole('button', { name: 'Order' }).scrollIntoViewIfNeeded();
    await page.waitForTimeout(longEnoughMs);
    expect(asked(visit)).toBe(0);
    await visit.context.close();
  });
});
