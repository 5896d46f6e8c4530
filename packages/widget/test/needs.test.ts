import { isRolledOut } from '@tillside/rules';
import type { Playbook } from '@tillside/rules';
import { describe, expect, it, vi } from 'vitest';
import { goTo, lookAt, on, publish } from './helpers/one-rule.ts';
import { boot, json, lingering, page, serveAsIs, SITE } from './helpers/shop.ts';
import { settle } from './helpers/start-widget.ts';
import { useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const { start } = stage;
const asked = lookAt(stage);

describe('downloads for what some rules ask', () => {
  it('[MR1] none where the entry knows all that the playbook asks for', async () => {
    publish({ version: 'v3', rules: [{ ...lingering, on: [{ signal: 'view_item' }] }] });
    page.dataLayer = [{ event: 'view_item' }];
    const { extras } = await start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(extras).toEqual([]);
  });

  it.each([
    ['a fact', on('begin_checkout', { 'page.path': '/x' }), ['facts']],
    ['an item of the cart', on('view_cart', { 'cart.items': { $elemMatch: { sku: 'a' } } }), ['extras.facts']],
    ['a wait', { version: 'v3', rules: [lingering] }, ['extras']],
    ['pages on which nothing invites', { ...on('view_cart'), limits: { neverOn: ['/legal/**'] } }, ['extras.facts']],
    ['an event of the shop', on('custom', {}, 'quiz_done'), ['facts']],
    ['a sensor', on('idle'), ['facts.watch']],
    [
      'a sensor in a flow',
      {
        version: 'v3',
        rules: [{ ...lingering, on: [{ flow: [{ signal: 'scroll_depth' }, { signal: 'view_cart' }] }] }],
      } as Playbook,
      ['extras.facts.watch'],
    ],
  ])('[MR1] for %s, all in one', async (_name, book, downloads) => {
    publish(book);
    const { extras } = await start();
    expect(extras).toEqual(downloads);
  });

  it('[MR1] with the playbook, as `boot` says, not after it', async () => {
    let answer: (playbook: Response) => void = () => undefined;
    const book = new Promise<Response>((resolve) => (answer = resolve));
    const requests = serveAsIs({
      boot: () => json({ ...boot, playbook: { ...boot.playbook, needs: ['facts', 'extras'] } }),
      playbook: () => book,
    });
    const { extras, events } = await start();
    expect(requests).toHaveLength(2);
    expect(extras).toEqual(['extras.facts']);
    const isReady = () => events.some(([name]) => name === 'ready');
    expect(isReady()).toBe(false);
    answer(json({ version: 'v3', rules: [] }));
    await settle();
    expect(isReady()).toBe(true);
  });

  it('[MR1] those of the candidate for who gets it, else those of the current one', async () => {
    const rollout = { version: 'v9', url: '/v1/sites/x/playbook/v9.json', percent: 50, needs: ['facts'] };
    const seen = new Set<boolean>();
    for (let number = 0; number < 6; number++) {
      localStorage.setItem(`tillside:${SITE}:visitor`, JSON.stringify(`vis_${number}`));
      serveAsIs({ boot: () => json({ ...boot, rollout }), playbook: () => json({ version: 'v9', rules: [] }) });
      const { extras, widget } = await start();
      const isIn = isRolledOut(`vis_${number}`, 'v9', 50);
      seen.add(isIn);
      expect(extras.includes('facts')).toBe(isIn);
      widget.destroy();
    }
    expect(seen.size).toBe(2);
  });

  it('[MR1] sensors that nobody asks for do not listen', async () => {
    publish(on('idle'));
    const listened = vi.spyOn(document, 'addEventListener');
    await start();
    const types = listened.mock.calls.map(([type]) => type);
    expect(types).toContain('pointermove');
    for (const type of ['touchstart', 'focusin', 'click', 'change']) expect(types).not.toContain(type);
  });

  it('[MR2] the first page view sees the facts', async () => {
    goTo('/sale?utm_source=mail');
    publish(on('page_view', { 'page.path': '/sale', 'page.query.utm_source': 'mail' }));
    await start();
    expect(await asked()).toBe(true);
  });

  it('[MR2] where it fails, the widget runs without', async () => {
    vi.stubGlobal('IntersectionObserver', undefined);
    publish(on('section_enter'));
    const { launcher } = await start();
    expect(launcher().hidden).toBe(false);
  });
});
