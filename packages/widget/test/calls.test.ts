import type { Rule } from '@tillside/rules';
import { describe, expect, it, vi } from 'vitest';
import { boot, checkout, json, leaving, page, serve } from './helpers/shop.ts';
import type { FakeLink } from './helpers/fake-link.ts';
import { idle, settle } from './helpers/start-widget.ts';
import { draw, useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const { start } = stage;
const launcher = (): HTMLButtonElement => stage.started.launcher();
const asked = (link: FakeLink) => link.sent.filter(({ type }) => type === 'invitation.request');
const warn = () => vi.spyOn(console, 'warn').mockImplementation(() => undefined);

describe('calls that few pages make', () => {
  it('[SD4] are a download of their own, made once, and come in the order in which they were made', async () => {
    const { widget, extras } = await start();
    expect(extras).not.toContain('calls');
    widget.hide();
    widget.show();
    widget.hide();
    await settle();
    expect(launcher().hidden).toBe(true);
    expect(extras.filter((name) => name === 'calls')).toHaveLength(1);
  });

  it('[SD10] identify tells who the shop says it is: to reps as claims, to rules as facts; what the wire does not take is said', async () => {
    const spoken = warn();
    const { widget, link } = await start();
    const context = vi.spyOn(link, '_context');
    widget.identify({ id: 'c_1', name: 'Ada', email: 'ada@shop.example', attributes: { tier: 'gold', since: 2021 } });
    widget.set({ tier: 'silver', 'no name': 1 } as never);
    widget.open();
    await draw();
    const info = await widget.debug();
    expect(info?.facts).toMatchObject({ 'visitor.identified': true, 'visitor.attributes.tier': 'silver' });
    expect(context.mock.lastCall?.[0].claims).toEqual({
      id: 'c_1',
      name: 'Ada',
      email: 'ada@shop.example',
      attributes: { tier: 'silver', since: 2021 },
    });
    await vi.waitFor(() => expect(String(spoken.mock.calls)).toContain('no name'), { timeout: 10_000 });
    widget.identify({ name: 'Ada' });
    await settle();
    expect((await widget.debug())?.facts).not.toHaveProperty('visitor.attributes.tier');
  });

  it('[SD11] invite asks for one rule, whose condition and limits hold all the same', async () => {
    const now: Rule = {
      ...leaving,
      id: 'now',
      on: [{ signal: 'custom', of: 'never' }],
      when: { 'cart.value': { $gt: 5 } },
    };
    serve({ playbook: () => json({ version: 'v1', rules: [now] }) });
    page.dataLayer = [];
    const { widget, link } = await start();
    widget.invite('now');
    await idle();
    expect(asked(link)).toEqual([]);
    page.dataLayer.push(checkout(612));
    widget.invite('now');
    await idle();
    expect(asked(link)).toHaveLength(1);
    const spoken = warn();
    widget.invite('none');
    await vi.waitFor(() => expect(String(spoken.mock.calls)).toContain('it takes the id of a rule'), {
      timeout: 10_000,
    });
  });

  it('[SD12] debug says why each rule would not invite now, in words', async () => {
    vi.spyOn(console, 'table').mockImplementation(() => undefined);
    const info = await (await start()).widget.debug();
    expect(info).toMatchObject({ site: boot.site, consent: 'granted', availability: 'now' });
    expect(info?.rules['leaving']).toBe('cart.value is not known; it has to be at least 50000');
  });
});

describe('shutdown', () => {
  it('[SD13] forgets everything, a “no, thanks” included, and takes the widget off the page', async () => {
    const { widget } = await start();
    localStorage.setItem(`tillside:${boot.site}:dnd`, '1');
    widget.shutdown();
    await settle();
    expect(Object.keys(localStorage)).toEqual([]);
    expect(document.querySelector('tillside-widget')).toBeNull();
    expect(page.Tillside).toBeUndefined();
  });
});

describe('the launcher by rule', () => {
  const rule = { version: 'v1', rules: [], launcher: { when: { 'page.type': 'product' } } };
  it('[LC1] is there on pages where the condition holds as they come', async () => {
    serve({ playbook: () => json(rule) });
    await start();
    await idle();
    expect(launcher().hidden).toBe(true);
    stage.started.widget.page({ type: 'product' });
    await idle();
    expect(launcher().hidden).toBe(false);
  });

  it('[LC1] stays while a conversation goes on', async () => {
    serve({ playbook: () => json(rule) });
    localStorage.setItem(`tillside:${boot.site}:consent`, '3');
    localStorage.setItem(`tillside:${boot.site}:chat`, '{"id":"eng_1","state":"active","count":1}');
    await start({});
    await idle();
    expect(launcher().hidden).toBe(false);
  });
});

describe('the shop’s own openers', () => {
  it('[LC2] open the panel, say whether somebody is there, and bring nothing where there are none', async () => {
    document.body.innerHTML = '<a href="/help" data-tillside-open><b>Questions?</b></a>';
    const { find, extras } = await start({});
    await idle();
    const link = document.querySelector('a') as HTMLAnchorElement;
    expect(link.dataset['tillsideAvailability']).toBe('now');
    const press = new MouseEvent('click', { bubbles: true, cancelable: true });
    link.querySelector('b')?.dispatchEvent(press);
    await draw();
    expect(press.defaultPrevented).toBe(true);
    expect(find('.panel')).not.toBeNull();
    expect(extras).toContain('talk');
  });

  it('[LC2] that come later are found by what the shop tells next', async () => {
    page.dataLayer = [];
    const { extras } = await start({});
    await idle();
    expect(extras).not.toContain('talk');
    document.body.innerHTML = '<button data-tillside-open>Questions?</button>';
    page.dataLayer.push({ event: 'view_item', ecommerce: {} });
    await idle();
    expect(document.querySelector('button')?.dataset['tillsideAvailability']).toBe('now');
  });
});

describe('the data layer, outward', () => {
  it('[EV3] is told every event, and we do not read our own', async () => {
    page.dataLayer = [];
    const { widget } = await start();
    widget.consent('denied');
    expect(page.dataLayer).toContainEqual({ event: 'tillside_consent', tillside: { state: 'denied' } });
    const seen = (await widget.debug())?.facts;
    expect(JSON.stringify(seen)).not.toContain('tillside_');
  });

  it('[EV3] a push that throws disturbs nobody', async () => {
    page.dataLayer = [];
    const { widget, events } = await start();
    page.dataLayer.push = () => {
      throw new Error('broken');
    };
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    expect(() => widget.consent('denied')).not.toThrow();
    expect(events).toContainEqual(['consent', { state: 'denied' }]);
  });
});

describe('a lazy start', () => {
  it('[LO7] waits for the page and for a quiet moment', async () => {
    vi.spyOn(document, 'readyState', 'get').mockReturnValue('interactive');
    await start({ lazy: true });
    await idle();
    expect(document.querySelector('tillside-widget')).toBeNull();
    window.dispatchEvent(new Event('load'));
    await idle();
    expect(document.querySelector('tillside-widget')).not.toBeNull();
  });
});
