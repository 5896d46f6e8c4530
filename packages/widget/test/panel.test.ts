import { describe, expect, it, vi } from 'vitest';
import { entry } from './helpers/fake-link.ts';
import { SITE } from './helpers/shop.ts';
import { idle, missing, settle } from './helpers/start-widget.ts';
import { draw, press, useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const { start, pressLauncher, open, talk, text, field, write } = stage;

const said = (words: string, offset: number, more: object = {}) =>
  entry('message', { text: words }, { offset, ...more });

describe('the launcher', () => {
  it('[UI1] is named by what it does, and says whether the panel is open', async () => {
    await open();
    const button = stage.started.launcher();
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(button.getAttribute('aria-label')).toBe('Close the chat');
    await pressLauncher();
    expect(button.getAttribute('aria-expanded')).toBe('false');
    expect(button.getAttribute('aria-label')).toBe('Chat with Halden');
  });

  it('[UI1] pressed before the panel is there it opens it, and does not close what comes open by itself', async () => {
    await open();
    stage.started.widget.destroy();
    await start();
    await pressLauncher();
    await draw();
    expect(stage.started.find('.panel')!.hidden).toBe(false);
  });

  it('[UI1] does not say that the panel is open before it is there; pressed again, it tries again', async () => {
    await open();
    stage.started.widget.destroy();
    missing.add('panel');
    await start();
    await idle();
    expect(stage.started.launcher().getAttribute('aria-expanded')).toBe('false');
    missing.delete('panel');
    await pressLauncher();
    expect(stage.started.find('.panel')!.hidden).toBe(false);
    expect(stage.started.launcher().getAttribute('aria-expanded')).toBe('true');
  });

  it('[UI1] invites to leave a message while nobody is there', async () => {
    await open({ availability: 'none' });
    await pressLauncher();
    expect(stage.started.launcher().getAttribute('aria-label')).toBe('Leave Halden a message');
  });

  it('[UI1] counts what was not read, and no more than nine', async () => {
    await talk({}, said('a', 1));
    await pressLauncher();
    stage.started.link.tell(said('b', 2));
    expect(stage.started.find('.badge')?.dataset['count']).toBe('1');
    expect(stage.started.launcher().getAttribute('aria-label')).toBe('Chat with Halden, 1 new message');
    for (let offset = 3; offset < 14; offset++) stage.started.link.tell(said('more', offset));
    expect(stage.started.find('.badge')?.dataset['count']).toBe('9+');
    await pressLauncher();
    expect(stage.started.find('.badge')?.hidden).toBe(true);
    await draw();
    expect(stage.started.link.read.at(-1)).toBe(13);
  });
});

describe('the panel', () => {
  it('[UI5] is a dialog, named by the site', async () => {
    await open();
    const panel = stage.started.find('.panel')!;
    expect(panel.getAttribute('role')).toBe('dialog');
    expect(panel.getAttribute('aria-label')).toBe('Chat with Halden');
  });

  it('[UI5] opened by the visitor, focus goes into its field', async () => {
    await open();
    expect(stage.started.shadow().activeElement).toBe(field());
  });

  it('[UI5] Escape closes it, and focus returns to the launcher', async () => {
    await open();
    press(field(), 'Escape');
    expect(stage.started.find('.panel')!.hidden).toBe(true);
    expect(stage.started.shadow().activeElement).toBe(stage.started.launcher());
  });

  it('[UI5] its cross closes it', async () => {
    await open();
    stage.started.find('header .icon:last-of-type')!.click();
    expect(stage.started.find('.panel')!.hidden).toBe(true);
  });

  it('[UI5] what was written stays for the next time', async () => {
    await open();
    write('half a sente');
    await pressLauncher();
    await pressLauncher();
    expect(field().value).toBe('half a sente');
  });

  it('[SD5] the shop hears that it was opened, and that it was closed', async () => {
    await open();
    await pressLauncher();
    const names = stage.started.events.map(([name]) => name).filter((name) => /^(?:open|close)$/.test(name));
    expect(names).toEqual(['open', 'close']);
  });

  it('[UI5] opened by the shop without the visitor’s doing it takes no focus', async () => {
    await start();
    vi.stubGlobal('navigator', Object.create(navigator, { userActivation: { value: { isActive: false } } }));
    stage.started.widget.open();
    await settle();
    expect(stage.started.find('.panel')!.hidden).toBe(false);
    expect(stage.started.shadow().activeElement).toBeNull();
  });

  it('[UI15] is open again on the next page of the visit, without taking focus, and not on the next visit', async () => {
    await open();
    stage.started.widget.destroy();
    await start();
    await vi.advanceTimersByTimeAsync(2_100);
    expect(stage.started.find('.panel')!.hidden).toBe(false);
    expect(stage.started.shadow().activeElement).toBeNull();
    stage.started.widget.destroy();
    await vi.advanceTimersByTimeAsync(1_900_000);
    await start();
    await vi.advanceTimersByTimeAsync(2_100);
    expect(stage.started.find('.panel')).toBeNull();
  });

  it('[UI15] does not come open on a page that was there before another tab opened it', async () => {
    await start();
    stage.started.widget.consent('denied');
    await settle();
    localStorage.setItem(`tillside:${SITE}:panel`, String(Date.now()));
    stage.started.widget.consent('granted');
    await idle();
    expect(stage.started.loads).toContain('ui');
    expect(stage.started.find('.panel')).toBeNull();
  });

  it('[UI15] closed, it stays closed on the next page', async () => {
    await open();
    await pressLauncher();
    stage.started.widget.destroy();
    await start();
    await vi.advanceTimersByTimeAsync(2_100);
    expect(stage.started.find('.panel')).toBeNull();
  });

  it('[UI15] on a phone it covers the page, so it is not opened by itself; Tab stays in it while it is', async () => {
    await open();
    stage.started.widget.destroy();
    const real = window.matchMedia.bind(window);
    vi.spyOn(window, 'matchMedia').mockImplementation((query) =>
      query.includes('max-width')
        ? (Object.create(real(query), { matches: { value: true } }) as MediaQueryList)
        : real(query),
    );
    await start();
    await vi.advanceTimersByTimeAsync(2_100);
    expect(stage.started.find('.panel')).toBeNull();
    await pressLauncher();
    expect(stage.started.find('.panel')!.getAttribute('aria-modal')).toBe('true');
    const more = stage.started.find('header .icon')!;
    const close = stage.started.find('header .icon:last-of-type')!;
    const send = stage.started.find('.send')!;
    expect(stage.started.shadow().activeElement).toBe(close);
    more.focus();
    press(more, 'Tab', { shiftKey: true });
    expect(stage.started.shadow().activeElement).toBe(send);
    press(send, 'Tab');
    expect(stage.started.shadow().activeElement).toBe(more);
  });

  it('[UI19] draws with constructed stylesheets only: no style element, no style attribute', async () => {
    await talk({}, said('a', 1));
    const root = stage.started.shadow();
    expect(root.querySelectorAll('style, link, [style]')).toHaveLength(0);
    expect(root.adoptedStyleSheets.length).toBeGreaterThan(1);
    expect(document.querySelectorAll('style, [style]')).toHaveLength(0);
  });

  it('[UI18] follows the theme of the options, or of the system', async () => {
    await open();
    expect(stage.started.find('.ui')!.dataset['theme']).toBe('light');
    stage.started.widget.destroy();
    await start({ theme: 'dark' });
    stage.started.widget.open();
    await settle();
    expect(stage.started.find('.ui')!.dataset['theme']).toBe('dark');
  });
});

describe('the words', () => {
  it('[UI17] a site replaces any of them', async () => {
    await open({ texts: { greeting: 'Welcome to {site}.', write: 'Ask Halden' } });
    expect(text('.hello')).toBe('Welcome to Halden.');
    expect(field().placeholder).toBe('Ask Halden');
  });
});
