import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTillside } from '../src/index.ts';
import type { Tillside } from '../src/index.ts';
import { page, RELAY, resetPage, serve, SITE } from './helpers/shop.ts';

let widget: Tillside | undefined;
beforeEach(() => {
  vi.useFakeTimers();
  serve();
});
afterEach(() => {
  widget?.destroy();
  resetPage();
});
const start = (more: object = {}): Tillside => (widget = createTillside({ site: SITE, relayUrl: RELAY, ...more }));
const settle = () => vi.advanceTimersByTimeAsync(1);

describe('createTillside', () => {
  it('[SD1] gives the same object that stands at window.Tillside', () => {
    expect(start()).toBe(page.Tillside);
  });

  it('[SD1] called a second time it warns and gives what runs; after destroy it starts anew', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const first = start();
    expect(createTillside({ site: SITE, relayUrl: RELAY })).toBe(first);
    await vi.waitFor(() => expect(warn).toHaveBeenCalledTimes(1), { timeout: 10_000 });
    first.destroy();
    expect(page.Tillside).toBeUndefined();
    expect(start()).not.toBe(first);
  });

  it('[SD2] wrong options are a warning, and what comes back does nothing', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const requests = serve();
    for (const options of [
      {},
      { site: SITE },
      { site: SITE, relayUrl: 'http//' },
      { site: SITE, relayUrl: 'http://' },
    ]) {
      const inert = createTillside(options as { site: string; relayUrl: string });
      inert.open();
      inert.track('view_cart');
      inert.on('ready', () => undefined)();
      inert.destroy();
    }
    await settle();
    expect(requests).toEqual([]);
    expect(page.Tillside).toBeUndefined();
  });

  it('[SD3] ready resolves when the widget runs', async () => {
    const then = vi.fn();
    const ready = start().ready(then);
    expect(then).not.toHaveBeenCalled();
    await settle();
    await ready;
    expect(then).toHaveBeenCalledTimes(1);
  });

  it('[SD4] calls made before the relay answered are made then', async () => {
    start({ launcher: false });
    widget?.show();
    widget?.track('begin_checkout', { value: 5 });
    const launcher = () =>
      document.querySelector('tillside-widget')?.shadowRoot?.querySelector<HTMLElement>('.launcher');
    await vi.waitFor(() => expect(launcher()?.hidden).toBe(false), { timeout: 10_000 });
  });

  it('[SD5] events are CustomEvents of the document, and on and once give back what stops them', async () => {
    const heard: unknown[] = [];
    start();
    const off = widget?.on('consent', (detail, event) => heard.push([detail, event.type]));
    widget?.once('consent', ({ state }) => heard.push(`once ${state}`));
    document.addEventListener('tillside:consent', (event) => heard.push((event as CustomEvent).detail), { once: true });
    widget?.consent('granted');
    off?.();
    widget?.consent('denied');
    expect(heard).toEqual([[{ state: 'granted' }, 'tillside:consent'], 'once granted', { state: 'granted' }]);
  });

  it('[SD6] destroy takes the widget off the page, and nothing of it runs any more', async () => {
    start();
    await settle();
    expect(document.querySelector('tillside-widget')).not.toBeNull();
    widget?.destroy();
    expect(document.querySelector('tillside-widget')).toBeNull();
    widget?.open();
    widget?.track('view_cart');
    await settle();
    expect(document.querySelector('tillside-widget')).toBeNull();
  });

  it('[SD6] destroyed before the relay answered, it never appears', async () => {
    start();
    widget?.destroy();
    await settle();
    expect(document.querySelector('tillside-widget')).toBeNull();
  });
});
