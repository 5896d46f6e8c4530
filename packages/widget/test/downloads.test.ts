import { describe, expect, it, vi } from 'vitest';
import { checkout, leavePage, page, SITE } from './helpers/shop.ts';
import { idle, missing, settle } from './helpers/start-widget.ts';
import { useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const { start, atCheckout } = stage;

describe('downloads', () => {
  it('[AR1] a visitor for whom no rule can fire never downloads link or panel', async () => {
    const { loads } = await atCheckout(20);
    leavePage();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(loads).toEqual([]);
  });

  it('[AR2] as soon as a rule lacks nothing but its signal both come, when the page is idle, and the link connects', async () => {
    page.dataLayer = [];
    const { loads, link } = await start();
    await idle();
    expect(loads).toEqual([]);
    page.dataLayer.push(checkout(612));
    expect(loads).toEqual([]);
    await idle();
    expect(loads.toSorted()).toEqual(['link', 'ui']);
    expect(link.wanted).toBe(true);
  });

  it('[AR2] the socket is no longer wanted when no rule can fire any more', async () => {
    const { link } = await atCheckout();
    page.dataLayer?.push({ event: 'view_cart', ecommerce: { currency: 'USD', value: 5, items: [] } });
    expect(link.wanted).toBe(false);
  });

  it('[AR3] a conversation of an earlier page is gone on with', async () => {
    localStorage.setItem(`tillside:${SITE}:consent`, '1');
    localStorage.setItem(`tillside:${SITE}:chat`, '{"id":"eng_1","state":"active","count":1}');
    const { loads, link } = await start({});
    await idle();
    expect(loads.toSorted()).toEqual(['link', 'ui']);
    expect(link.wanted).toBe(true);
  });

  it('[AR4] what an earlier page could not send needs the link alone', async () => {
    localStorage.setItem(`tillside:${SITE}:owed`, '1');
    const { loads } = await start();
    await idle();
    expect(loads).toEqual(['link']);
  });

  it('[AR4] where the link is there already, the panel comes without it', async () => {
    localStorage.setItem(`tillside:${SITE}:owed`, '1');
    const { widget, loads } = await start();
    await idle();
    widget.open();
    await settle();
    expect(loads).toEqual(['link', 'ui']);
  });

  it('[AR5] a download that failed is tried again at the next need', async () => {
    const { widget, find } = await start();
    for (const name of ['talk', 'link.ui.mask', 'panel']) {
      missing.add(name);
      widget.open();
      await settle();
      expect(find('.panel')).toBeNull();
      missing.delete(name);
    }
    widget.open();
    await settle();
    expect(find('.panel')).not.toBeNull();
  });

  it('[AR6] panel and invitation come along with what draws them', async () => {
    missing.add('link.ui.mask');
    const opener = document.body.appendChild(document.createElement('a'));
    opener.toggleAttribute('data-tillside-open', true);
    const ways: readonly [string, (it: Awaited<ReturnType<typeof start>>) => unknown][] = [
      ['panel', ({ launcher }) => launcher().click()],
      ['panel', ({ widget }) => widget.open()],
      ['panel', () => opener.click()],
      ['invitation', () => leavePage()],
    ];
    for (const [name, act] of ways) {
      const it = await (name === 'panel' ? start() : atCheckout());
      await idle();
      expect(it.parts).toEqual([]);
      act(it);
      await settle();
      expect(it.parts).toEqual([name]);
      it.widget.destroy();
    }
    missing.clear();
    opener.remove();
  });
});
