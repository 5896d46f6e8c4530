import type { Playbook } from '@tillside/rules';
import { describe, expect, it, vi } from 'vitest';
import { boot, checkout, json, leavePage, leaving, page, serve, SITE } from './helpers/shop.ts';
import { settle } from './helpers/start-widget.ts';
import { useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const { start, atCheckout } = stage;

const rulesKey = `tillside:${SITE}:rules`;

describe('rules in the page', () => {
  it('[RU1] a wait fires when its time is over, also on a phone that has no pointer', async () => {
    page.dataLayer = [checkout(350)];
    const { link } = await start();
    await vi.advanceTimersByTimeAsync(19_000);
    expect(link.types()).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_500);
    expect(link.sent[0]).toMatchObject({ type: 'invitation.request', body: { rule: 'lingering' } });
  });

  it('[RU1] a wait goes on over a page load', async () => {
    page.dataLayer = [checkout(350)];
    await start();
    await vi.advanceTimersByTimeAsync(15_000);
    stage.started.widget.destroy();
    page.dataLayer = [checkout(350)];
    const { link } = await start();
    await vi.advanceTimersByTimeAsync(6_000);
    expect(link.types()).toEqual(['invitation.request']);
  });

  it('[RU1] a wait that the first page of a later visit begins is not ended by its page view', async () => {
    await start();
    stage.started.widget.track('search');
    stage.started.widget.destroy();
    await vi.advanceTimersByTimeAsync(31 * 60_000);
    page.dataLayer = [checkout(350)];
    const { link } = await start();
    await vi.advanceTimersByTimeAsync(21_000);
    expect(link.types()).toEqual(['invitation.request']);
  });

  it('[RU2] limits hold over page loads and for other tabs', async () => {
    const { link, find } = await atCheckout();
    leavePage();
    await settle();
    link.grant();
    await vi.advanceTimersByTimeAsync(500);
    find('.card .icon')!.click();
    const memory = localStorage.getItem(rulesKey);
    stage.started.widget.destroy();
    localStorage.removeItem(rulesKey);
    const other = await atCheckout();
    // Written by the first tab while this one was open.
    localStorage.setItem(rulesKey, memory ?? '');
    leavePage();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(other.link.types()).toEqual([]);
  });

  it('[RU3] who is there is a fact, from boot and from the relay', async () => {
    serve({
      boot: () => json({ ...boot, availability: 'none' }),
      playbook: () => json({ version: 'v1', rules: [leaving] }),
    });
    const { loads, link, widget, events } = await atCheckout();
    expect(loads).toEqual([]);
    widget.open();
    await settle();
    widget.close();
    await settle();
    link.tell({ type: 'availability.changed', availability: 'now' });
    expect(events).toContainEqual(['availability', { availability: 'now' }]);
    leavePage();
    await settle();
    expect(link.types()).toEqual(['invitation.request']);
  });

  it.each([
    ['none is published', () => json({ ...boot, playbook: undefined }), undefined],
    ['it cannot be fetched', undefined, () => json({}, 500)],
  ] as const)(
    '[RU4] without a playbook, because %s, the launcher works and nobody is invited',
    async (_name, boot, book) => {
      serve({ ...(boot && { boot }), ...(book && { playbook: book }) });
      const { loads, launcher, find } = await atCheckout();
      leavePage();
      await vi.advanceTimersByTimeAsync(30_000);
      expect(loads).toEqual([]);
      launcher().click();
      await settle();
      expect(find('.panel')!.hidden).toBe(false);
    },
  );

  it('[RU5] every fact of page, visit, cart and reps is told to the rules', async () => {
    const all = {
      'page.url': `${location.origin}/sale`,
      'page.path': '/sale',
      'page.title': 'Sale',
      'page.type': 'product',
      'page.query.utm_source': 'mail',
      'visit.pages': 1,
      'visit.number': 1,
      'visit.source': 'mail',
      'visit.device': 'desktop',
      'visit.language': 'en-US',
      'visit.timeZone': Intl.DateTimeFormat().resolvedOptions().timeZone,
      'cart.value': 61_200,
      'cart.currency': 'USD',
      'cart.quantity': 1,
      'cart.skus': '#1',
      'cart.items': '#1',
      'cart.coupon': 'SPRING',
      'reps.availability': 'now',
      'reps.teams.team_halden': 'now',
      'reps.skills.fr': 'none',
    };
    const when = Object.fromEntries(Object.keys(all).map((fact) => [fact, { $exists: true }]));
    const book: Playbook = { version: 'v2', rules: [{ ...leaving, when }] };
    const bands = { teams: { team_halden: 'now' }, skills: { fr: 'none' } };
    serve({ boot: () => json({ ...boot, bands }), playbook: () => json(book) });
    document.title = 'Sale';
    history.replaceState(null, '', '/sale?utm_source=mail');
    page.dataLayer = [
      { event: 'view_cart', ecommerce: { ...checkout(612).ecommerce, coupon: 'SPRING' } },
      { event: 'view_item' },
    ];
    const { link } = await start();
    await vi.advanceTimersByTimeAsync(6_000);
    leavePage();
    await settle();
    const [request] = link.sent;
    expect(request).toMatchObject({ body: { trace: { bits: '1'.repeat(Object.keys(all).length) } } });
    expect(request?.type === 'invitation.request' && request.body.trace.values).toEqual(
      Object.values(all).map((value) => (String(value).length > 24 ? `${String(value).slice(0, 23)}…` : value)),
    );
  });
});
