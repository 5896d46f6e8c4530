import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { engagement } from './helpers/fake-link.ts';
import { checkout, leavePage, page, resetPage, RELAY, serve, SITE, storedKeys } from './helpers/shop.ts';
import { idle, settle, startWidget } from './helpers/start-widget.ts';

const prefix = `tillside:${SITE}:`;
let requests: ReturnType<typeof serve>;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  vi.stubGlobal('visualViewport', null);
  requests = serve();
});
afterEach(() => {
  page.Tillside = undefined;
  window.dispatchEvent(new Event('pagehide'));
  resetPage();
});

describe('before consent', () => {
  it('[CS1] nothing is stored, nobody is identified, no socket opens, and the requests are the same from everybody', async () => {
    const set = vi.spyOn(Storage.prototype, 'setItem');
    page.dataLayer = [checkout(612)];
    const { widget, loads, find } = await startWidget({});
    await vi.advanceTimersByTimeAsync(6_000);
    leavePage();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(loads).toEqual([]);
    expect(find('.card')).toBeNull();
    expect(set).not.toHaveBeenCalled();
    expect(document.cookie).toBe('');
    expect(requests).toEqual([
      { url: `${RELAY}/v1/sites/${SITE}/boot`, init: { credentials: 'omit' } },
      { url: `${RELAY}/v1/sites/${SITE}/playbook/v1.json`, init: { credentials: 'omit' } },
    ]);
    widget.destroy();
  });

  it('[CS1] the panel opened by the shop connects to nobody; the visitor’s first message does', async () => {
    const { widget, link, find } = await startWidget({});
    widget.open();
    await settle();
    expect(link.wanted).toBe(false);
    expect(storedKeys()).toEqual([]);
    const field = find<HTMLTextAreaElement>('textarea')!;
    field.value = 'Hello';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    find('form')!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    expect(link.wanted).toBe(true);
    expect(link.types()).toEqual(['message.send']);
    expect(storedKeys()).toContain('consent');
    widget.destroy();
  });

  it('[CS6] a rule that fires within the visit counts once consent is there', async () => {
    page.dataLayer = [checkout(612)];
    const { widget, link, events } = await startWidget({});
    await vi.advanceTimersByTimeAsync(6_000);
    leavePage();
    await vi.advanceTimersByTimeAsync(500);
    widget.consent('granted');
    await idle();
    expect(link.types()).toEqual([]);
    window.history.pushState(null, '', '/checkout-again');
    page.dataLayer.push(checkout(612));
    await vi.advanceTimersByTimeAsync(6_000);
    leavePage();
    await vi.advanceTimersByTimeAsync(10);
    expect(link.types()).toEqual(['invitation.request']);
    expect(events).toContainEqual(['consent', { state: 'granted' }]);
    widget.destroy();
  });

  it('[CS6] a rule that fires before consent is over with at once, also where the page’s timers pass nothing on', async () => {
    const { setTimeout: later } = window;
    vi.stubGlobal('setTimeout', (run: () => void, ms: number) => later(() => run(), ms));
    page.dataLayer = [checkout(612)];
    const { widget, link } = await startWidget({});
    await vi.advanceTimersByTimeAsync(6_000);
    // What is thrown in a timer would end the test.
    leavePage();
    await vi.advanceTimersByTimeAsync(500);
    expect(link.types()).toEqual([]);
    widget.destroy();
    vi.unstubAllGlobals();
  });
});

describe('consent', () => {
  it.each([
    ['the shop’s option', { consent: 'granted' }, () => undefined],
    ['the shop’s call', {}, ({ widget }: Awaited<ReturnType<typeof startWidget>>) => widget.consent('granted')],
  ] as const)('[CS2] comes by %s', async (_name, options, act) => {
    const started = await startWidget(options);
    act(started);
    await settle();
    expect(storedKeys()).toEqual(expect.arrayContaining(['consent', 'rules', 'visit']));
    started.widget.destroy();
  });

  it('[CS2] by the visitor’s press on the launcher is for the conversation alone', async () => {
    page.dataLayer = [checkout(612)];
    const { widget, link, launcher, find } = await startWidget({ record: true });
    launcher().click();
    await settle();
    expect(storedKeys()).toEqual(['consent', 'panel']);
    expect(link.wanted).toBe(true);
    link.attach(engagement({ state: 'resolved' }));
    launcher().click();
    await settle();
    // Nothing of the visitor's ways is known, remembered or told when the conversation is over.
    expect(link.wanted).toBe(false);
    await vi.advanceTimersByTimeAsync(6_000);
    page.dataLayer.push({ event: 'purchase', ecommerce: { transaction_id: 'T1', value: 9, currency: 'USD' } });
    leavePage();
    await vi.advanceTimersByTimeAsync(31_000);
    expect(find('.card')).toBeNull();
    expect(link.types()).toEqual([]);
    expect(storedKeys()).toEqual(['chat', 'consent']);
    widget.destroy();
  });

  it('[CS2] of an earlier page counts on this one', async () => {
    localStorage.setItem(`${prefix}consent`, '3');
    page.dataLayer = [checkout(612)];
    const { widget, loads } = await startWidget({});
    await idle();
    expect(loads.toSorted()).toEqual(['link', 'ui']);
    widget.destroy();
  });

  it('[CS3] withdrawn closes the socket and removes everything but the "no, thanks"', async () => {
    page.dataLayer = [checkout(612)];
    const { widget, link, find } = await startWidget();
    await vi.advanceTimersByTimeAsync(6_000);
    leavePage();
    await settle();
    link.grant();
    await vi.advanceTimersByTimeAsync(500);
    find('.card [part=decline]')!.click();
    expect(link.types()).toContain('invitation.decline');
    expect(storedKeys()).toContain('dnd');
    widget.consent('denied');
    expect(storedKeys()).toEqual(['dnd']);
    expect(link.forgotten).toBe(1);
    expect(link.wanted).toBe(false);
    const day = Number(localStorage.getItem(`${prefix}dnd`));
    expect(day % 86_400_000).toBe(0);
    expect(day - Date.now()).toBeGreaterThan(179 * 86_400_000);
    // Nothing is written any more.
    page.dataLayer.push(checkout(700));
    await settle();
    expect(storedKeys()).toEqual(['dnd']);
    widget.destroy();
  });

  it('[CS3] refused before the relay has answered removes what an earlier visit left', async () => {
    localStorage.setItem(`${prefix}consent`, '3');
    localStorage.setItem(`${prefix}credential`, '"k1.x"');
    requests.length = 0;
    let answer: (response: Response) => void = () => undefined;
    serve({ boot: () => new Promise((resolve) => (answer = resolve)) });
    const { widget, loads } = await startWidget({});
    widget.consent('denied');
    expect(storedKeys()).toEqual([]);
    answer(new Response('{}', { status: 503 }));
    await settle();
    expect(loads).toEqual([]);
    widget.destroy();
  });

  it('[CS7] a "no, thanks" binds although consent was withdrawn and given again', async () => {
    localStorage.setItem(`${prefix}dnd`, String(Date.now() + 86_400_000));
    page.dataLayer = [checkout(612)];
    const { widget, link, loads } = await startWidget();
    await vi.advanceTimersByTimeAsync(6_000);
    leavePage();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(loads).toEqual([]);
    expect(link.types()).toEqual([]);
    widget.destroy();
  });

  it('[CS7] a "no, thanks" of another tab, or from a longer memory, stays and binds', async () => {
    page.dataLayer = [checkout(612)];
    const { widget, link } = await startWidget();
    await vi.advanceTimersByTimeAsync(6_000);
    const day = String(Date.now() + 86_400_000);
    localStorage.setItem(`${prefix}dnd`, day);
    leavePage();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(link.types()).toEqual([]);
    expect(localStorage.getItem(`${prefix}dnd`)).toBe(day);
    widget.destroy();
  });

  it('[CS7] a "no, thanks" that the visitor took back by writing to the shop binds no more', async () => {
    const declinedEndsAt = Date.now() + 86_400_000;
    localStorage.setItem(`${prefix}rules`, JSON.stringify({ v: 2, declinedEndsAt }));
    localStorage.setItem(`${prefix}dnd`, String(declinedEndsAt));
    const { widget, link } = await startWidget();
    await settle();
    expect(storedKeys()).toContain('dnd');
    widget.open();
    await settle();
    link.attach({ id: 'eng_1', state: 'active', openedAt: Date.now(), rep: { id: 'rep_mara', name: 'Mara' } });
    await settle();
    expect(storedKeys()).not.toContain('dnd');
    widget.destroy();
  });

  it('[CS4] given or withdrawn in another tab holds here too', async () => {
    const { widget, link } = await startWidget({});
    const told = (newValue: string | null) =>
      window.dispatchEvent(new StorageEvent('storage', { key: `${prefix}consent`, newValue }));
    told('3');
    expect(storedKeys()).toContain('consent');
    widget.open();
    await settle();
    expect(link.wanted).toBe(true);
    told(null);
    expect(storedKeys()).toEqual([]);
    expect(link.forgotten).toBe(1);
    widget.destroy();
  });

  it('[CS5] what says neither yes nor no changes nothing and is a warning', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { widget } = await startWidget({});
    widget.consent('maybe' as 'granted');
    const said = 'Tillside: consent() was told "maybe"; it takes "granted" or "denied".';
    await vi.waitFor(() => expect(warn).toHaveBeenCalledWith(said), { timeout: 10_000 });
    expect(storedKeys()).toEqual([]);
    widget.destroy();
  });
});
