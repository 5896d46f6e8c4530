import { describe, expect, it, vi } from 'vitest';
import { engagement, entry } from './helpers/fake-link.ts';
import { leavePage, page, SITE } from './helpers/shop.ts';
import { idle, settle } from './helpers/start-widget.ts';
import { useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const { start, atCheckout } = stage;

describe('the shop', () => {
  it('[CA7] the cart is known on the next page, for a day, without its events', async () => {
    const { link } = await atCheckout();
    expect(link.contexts).toBeGreaterThan(0);
    stage.started.widget.destroy();
    page.dataLayer = [{ event: 'begin_checkout' }];
    const next = await start();
    await vi.advanceTimersByTimeAsync(6_000);
    leavePage();
    await settle();
    expect(next.link.sent[0]).toMatchObject({ body: { rule: 'leaving' } });
    next.widget.destroy();
    await vi.advanceTimersByTimeAsync(86_400_000);
    page.dataLayer = [{ event: 'begin_checkout' }];
    const later = await start();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(later.loads).toEqual([]);
  });

  const purchase = (id?: string) => ({
    event: 'purchase',
    ecommerce: { transaction_id: id, currency: 'USD', value: 612, items: [] },
  });

  it('[OR2] a purchase is told once for each number, also when its page is loaded again', async () => {
    page.dataLayer = [purchase('T-1')];
    await start();
    page.dataLayer.push(purchase('T-1'), purchase('T-2'));
    await settle();
    const orders = () =>
      stage.started.link.sent.flatMap((frame) => (frame.type === 'order.report' ? [frame.body.transactionId] : []));
    expect(orders()).toEqual(['T-1', 'T-2']);
    expect(stage.started.loads).toEqual(['link']);
    stage.started.widget.destroy();
    page.dataLayer = [purchase('T-1')];
    await start();
    await settle();
    expect(orders()).toEqual([]);
  });

  it('[OR2] one without a number is told once a page', async () => {
    page.dataLayer = [purchase(), purchase()];
    const { link } = await start();
    await settle();
    expect(link.types()).toEqual(['order.report']);
  });

  it('[OR3] before consent it is kept in memory, and told when consent comes', async () => {
    page.dataLayer = [purchase('T-1')];
    const { link, widget } = await start({});
    await settle();
    expect(link.types()).toEqual([]);
    widget.consent('granted');
    await settle();
    expect(link.types()).toEqual(['order.report']);
  });
});

describe('events for the shop', () => {
  it('[EV1] a conversation is told once, whatever the number of pages', async () => {
    localStorage.setItem(`tillside:${SITE}:chat`, '{"id":"eng_0","state":"resolved","count":1}');
    const { link, events } = await start();
    await idle();
    link.attach(engagement({ state: 'ringing' }), entry('message', { text: 'old' }, { offset: 1 }));
    link.tell({ type: 'engagement.changed', conversation: 'mine', engagement: engagement() });
    link.tell(entry('message', { text: 'Hello' }, { offset: 2 }));
    link.tell({ type: 'engagement.changed', conversation: 'mine', engagement: engagement({ state: 'resolved' }) });
    const rep = { id: 'rep_mara', name: 'Mara' };
    expect(events.filter(([name]) => name !== 'ready' && name !== 'consent')).toEqual([
      ['engagement', { engagement: 'eng_1', state: 'ringing', rep }],
      ['unread', { count: 1 }],
      ['engagement', { engagement: 'eng_1', state: 'active', rep }],
      ['message', { by: 'rep' }],
      ['unread', { count: 2 }],
      ['engagement', { engagement: 'eng_1', state: 'resolved', rep }],
    ]);
    expect(JSON.parse(localStorage.getItem(`tillside:${SITE}:chat`) ?? '')).toMatchObject({ count: 2 });
    stage.started.widget.destroy();
    const next = await start();
    await idle();
    next.link.attach(engagement({ state: 'resolved' }), entry('message', { text: 'old' }, { offset: 1 }));
    expect(next.events.map(([name]) => name).toSorted()).toEqual(['ready', 'unread']);
  });

  it('[EV2] an engagement that the relay knows nothing of any more is over', async () => {
    localStorage.setItem(`tillside:${SITE}:chat`, '{"id":"eng_1","state":"active","count":1}');
    const { link, events } = await start();
    await idle();
    link.attach();
    expect(events).toContainEqual(['engagement', { engagement: 'eng_1', state: 'resolved' }]);
  });
});
