import type { Playbook } from '@tillside/rules';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { engagement, entry } from './helpers/fake-link.ts';
import {
  boot,
  checkout,
  json,
  leavePage,
  leaving,
  page,
  resetPage,
  returnToPage,
  serve,
  SITE,
} from './helpers/shop.ts';
import { idle, settle, startWidget } from './helpers/start-widget.ts';
import type { Started } from './helpers/start-widget.ts';

const rulesKey = `tillside:${SITE}:rules`;
let started: Started;
const start = async (options?: object): Promise<Started> => (started = await startWidget(options));

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  serve();
  history.replaceState(null, '', '/checkout');
});
afterEach(() => {
  started.widget.destroy();
  resetPage();
});

/** A checkout with a large cart, past the arming time. */
async function atCheckout(value = 612): Promise<Started> {
  page.dataLayer = [checkout(value)];
  await start();
  await vi.advanceTimersByTimeAsync(6_000);
  return started;
}

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

  it('[AR5] a download that failed is tried again at the next need', async () => {
    const { widget, loads, find } = await start();
    vi.stubGlobal('CSSStyleSheet', undefined);
    widget.open();
    await settle();
    expect(find('.panel')).toBeNull();
    vi.unstubAllGlobals();
    widget.open();
    await settle();
    expect(find('.panel')).not.toBeNull();
    expect(loads.filter((load) => load === 'ui')).toHaveLength(2);
  });
});

describe('an exit invitation', () => {
  it('[IN1] is asked for at the start of the grace time and shown after it', async () => {
    const { link, find } = await atCheckout();
    leavePage();
    await settle();
    expect(link.types()).toEqual(['invitation.request']);
    link.grant();
    await vi.advanceTimersByTimeAsync(390);
    expect(find('.card')).toBeNull();
    await vi.advanceTimersByTimeAsync(20);
    expect(find('.card')?.textContent).toContain("Hi, I'm Mara from Halden. Any question?");
  });

  it('[IN1] asks with rule, playbook and the engine’s trace', async () => {
    const { link } = await atCheckout();
    leavePage();
    await settle();
    expect(link.sent[0]).toEqual({
      type: 'invitation.request',
      conversation: 'visitor',
      body: {
        rule: 'leaving',
        playbook: 'v1',
        trace: {
          rule: 'leaving',
          signal: 'exit_intent',
          at: Date.now() - 1,
          bits: '111',
          values: ['checkout', 61_200, 'now'],
        },
      },
    });
  });

  it('[IN2] a pointer that comes back frees the rep at once, and counts as nothing', async () => {
    const { link, find, events } = await atCheckout();
    leavePage();
    await settle();
    link.grant({ invitation: 'inv_7' });
    returnToPage();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(find('.card')).toBeNull();
    expect(link.sent.at(-1)).toEqual({
      type: 'invitation.time-out',
      conversation: 'visitor',
      body: { invitation: 'inv_7' },
    });
    expect(events.filter(([name]) => name === 'invitation')).toEqual([]);
    // The rule may still invite.
    leavePage();
    await settle();
    expect(link.types()).toEqual(['invitation.request', 'invitation.time-out', 'invitation.request']);
  });

  it('[IN2] a grant that comes after the slip is given back too', async () => {
    const { link, find } = await atCheckout();
    leavePage();
    await settle();
    returnToPage();
    await vi.advanceTimersByTimeAsync(1_000);
    link.grant();
    await settle();
    expect(find('.card')).toBeNull();
    expect(link.types()).toEqual(['invitation.request', 'invitation.time-out']);
  });

  it('[IN3] a slow grant is shown when it comes, and given back when it comes too late', async () => {
    const { link, find } = await atCheckout();
    leavePage();
    await vi.advanceTimersByTimeAsync(3_000);
    link.grant();
    await settle();
    expect(find('.card')).not.toBeNull();
    find('.card .icon')!.click();

    await vi.advanceTimersByTimeAsync(1_900_000);
    started.widget.destroy();
    resetPage();
    vi.useFakeTimers({ now: 1_900_000_000_000 });
    serve();
    const late = await atCheckout();
    leavePage();
    await vi.advanceTimersByTimeAsync(8_100);
    late.link.grant();
    await settle();
    expect(late.find('.card')).toBeNull();
    expect(late.link.types()).toEqual(['invitation.request', 'invitation.time-out']);
  });

  it('[IN3] withheld, it is not shown, and the rule may ask again', async () => {
    const { link, find } = await atCheckout();
    leavePage();
    await settle();
    link.withhold();
    await vi.advanceTimersByTimeAsync(500);
    expect(find('.card')).toBeNull();
    history.pushState(null, '', '/checkout/payment');
    page.dataLayer?.push(checkout(612));
    await vi.advanceTimersByTimeAsync(5_000);
    leavePage();
    await settle();
    expect(link.types()).toEqual(['invitation.request', 'invitation.request']);
  });

  it('[IN3] the time to live goes by the relay’s clock, not by the visitor’s', async () => {
    const { link, find } = await atCheckout();
    const ahead = 86_400_000;
    link.tell({
      type: 'welcomed',
      node: 'n1',
      now: Date.now() + ahead,
      heartbeatMs: 20_000,
      limits: { textLength: 4_000, unacknowledged: 16, frameBytes: 16_384 },
    });
    leavePage();
    await settle();
    link.grant({ expiresAt: Date.now() + ahead + 60_000 });
    await vi.advanceTimersByTimeAsync(59_000);
    expect(find('.card')).not.toBeNull();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(find('.card')).toBeNull();
    expect(link.types().at(-1)).toBe('invitation.time-out');
  });

  it('[IN4] one tab of the visitor asks at a time', async () => {
    const { link } = await atCheckout();
    localStorage.setItem(`tillside:${SITE}:lock`, String(Date.now() + 60_000));
    leavePage();
    await vi.advanceTimersByTimeAsync(500);
    expect(link.types()).toEqual([]);
  });

  it('[IN4] by Web Locks where there are some; the lock is held as long as the invitation lives', async () => {
    let held: Promise<void> | undefined;
    const request = vi.fn(
      (name: string, _options: unknown, run: (lock: object | null) => Promise<void> | undefined) => {
        const running = run(held ? null : { name });
        if (running) held = running.then(() => void (held = undefined));
        return Promise.resolve();
      },
    );
    vi.stubGlobal('navigator', Object.create(navigator, { locks: { value: { request } } }));
    const { link, find } = await atCheckout();
    leavePage();
    await settle();
    expect(request).toHaveBeenCalledWith(`tillside:${SITE}:lock`, { ifAvailable: true }, expect.any(Function));
    link.grant();
    await vi.advanceTimersByTimeAsync(500);
    expect(held).toBeDefined();
    find('.card .plain')!.click();
    await settle();
    expect(held).toBeUndefined();
  });

  it('[IN5] is not shown over an open panel, nor while an engagement is open', async () => {
    const { link, widget, find } = await atCheckout();
    widget.open();
    await settle();
    leavePage();
    await vi.advanceTimersByTimeAsync(500);
    expect(link.types()).toEqual([]);
    widget.close();
    link.attach(engagement());
    history.pushState(null, '', '/checkout/payment');
    page.dataLayer?.push(checkout(612));
    await vi.advanceTimersByTimeAsync(5_000);
    leavePage();
    await vi.advanceTimersByTimeAsync(500);
    expect(link.types()).toEqual([]);
    expect(find('.card')).toBeNull();
  });
});

describe('what becomes of an invitation', () => {
  const shown = async (): Promise<Started> => {
    await atCheckout();
    leavePage();
    await settle();
    started.link.grant();
    await vi.advanceTimersByTimeAsync(410);
    return started;
  };
  const states = () =>
    started.events.flatMap(([name, detail]) => (name === 'invitation' ? [(detail as { state: string }).state] : []));

  it.each([
    ['.main', 'accepted', 'invitation.accept'],
    ['.plain', 'declined', 'invitation.decline'],
    ['.icon', 'dismissed', 'invitation.dismiss'],
  ])('[IN6] %s is told as %s', async (selector, state, frame) => {
    const { link, find } = await shown();
    find(`.card ${selector}`)!.click();
    expect(find('.card')).toBeNull();
    expect(link.types()).toEqual(['invitation.request', frame]);
    expect(states()).toEqual(['shown', state]);
  });

  it('[IN6] accepted opens the panel', async () => {
    const { find } = await shown();
    find('.card .main')!.click();
    expect(find('.panel')!.hidden).toBe(false);
  });

  it('[IN6] the launcher pressed while it is on screen is a yes to it, and one engagement', async () => {
    const { link, launcher } = await shown();
    launcher().click();
    await settle();
    expect(link.types()).toEqual(['invitation.request', 'invitation.accept']);
    expect(states()).toEqual(['shown', 'accepted']);
  });

  it('[IN6] a page that is left tells it as timed out', async () => {
    const { link, find } = await shown();
    window.dispatchEvent(new Event('pagehide'));
    expect(link.types().at(-1)).toBe('invitation.time-out');
    expect(find('.card')).toBeNull();
    expect(states()).toEqual(['shown', 'timed_out']);
  });

  it('[IN6] declined, no rule asks again', async () => {
    const { link, find } = await shown();
    find('.card .plain')!.click();
    await vi.advanceTimersByTimeAsync(3 * 86_400_000);
    history.pushState(null, '', '/checkout/later');
    page.dataLayer?.push(checkout(900));
    await vi.advanceTimersByTimeAsync(30_000);
    leavePage();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(link.types()).toEqual(['invitation.request', 'invitation.decline']);
  });

  it('[IN7] withdrawn before it was seen, it goes; afterwards it stays', async () => {
    const { link, find } = await shown();
    link.tell({ type: 'invitation.withdrawn', invitation: 'inv_other' });
    expect(find('.card')).not.toBeNull();
    link.tell({ type: 'invitation.withdrawn', invitation: 'inv_1' });
    expect(find('.card')).toBeNull();
    expect(states()).toEqual(['shown', 'withdrawn']);
    expect(link.types()).toEqual(['invitation.request']);
  });

  it('[IN7] seen, the visitor keeps it', async () => {
    const { link, find } = await shown();
    await vi.advanceTimersByTimeAsync(1_100);
    expect(link.types()).toEqual(['invitation.request', 'invitation.seen']);
    link.tell({ type: 'invitation.withdrawn', invitation: 'inv_1' });
    expect(find('.card')).not.toBeNull();
  });
});

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
    started.widget.destroy();
    page.dataLayer = [checkout(350)];
    const { link } = await start();
    await vi.advanceTimersByTimeAsync(6_000);
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
    started.widget.destroy();
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

  it('[RU5] every fact of the glossary is told to the rules', async () => {
    const all = [
      'page.url',
      'page.path',
      'page.title',
      'page.type',
      'visit.pages',
      'visit.number',
      'visit.device',
      'visit.language',
      'cart.value',
      'cart.currency',
      'cart.quantity',
      'cart.skus',
      'checkout.step',
      'visitor.conversations',
      'visitor.orders',
      'reps.availability',
    ];
    const when = Object.fromEntries(all.map((fact) => [fact, { $exists: true }]));
    const book: Playbook = { version: 'v2', rules: [{ ...leaving, when }] };
    serve({ playbook: () => json(book) });
    document.title = 'Checkout';
    const { link } = await atCheckout();
    leavePage();
    await settle();
    const [request] = link.sent;
    expect(request).toMatchObject({ body: { trace: { bits: '1'.repeat(all.length) } } });
    expect(request?.type === 'invitation.request' && request.body.trace.values).toEqual([
      `${location.origin}/checkout`,
      '/checkout',
      'Checkout',
      'checkout',
      1,
      1,
      'desktop',
      'en-US',
      61_200,
      'USD',
      1,
      ['HM-1'],
      1,
      0,
      0,
      'now',
    ]);
  });
});

describe('the shop', () => {
  it('[CA7] the cart is known on the next page, for a day, without its events', async () => {
    const { link } = await atCheckout();
    expect(link.contexts).toBeGreaterThan(0);
    started.widget.destroy();
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
      started.link.sent.flatMap((frame) => (frame.type === 'order.report' ? [frame.body.transactionId] : []));
    expect(orders()).toEqual(['T-1', 'T-2']);
    expect(started.loads).toEqual(['link']);
    started.widget.destroy();
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
    started.widget.destroy();
    const next = await start();
    await idle();
    next.link.attach(engagement({ state: 'resolved' }), entry('message', { text: 'old' }, { offset: 1 }));
    expect(next.events.map(([name]) => name).toSorted()).toEqual(['consent', 'ready', 'unread']);
  });

  it('[EV2] an engagement that the relay knows nothing of any more is over', async () => {
    localStorage.setItem(`tillside:${SITE}:chat`, '{"id":"eng_1","state":"active","count":1}');
    const { link, events } = await start();
    await idle();
    link.attach();
    expect(events).toContainEqual(['engagement', { engagement: 'eng_1', state: 'resolved' }]);
  });
});
