import axe from 'axe-core';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { Guard } from '../src/ui/guard.tsx';
import type { RepTold } from '@tillside/protocol';
import { NOON, attached, context, entry, floor, item, maya, rep } from './helpers/data.ts';
import { openConsole, press, type, welcomed } from './helpers/open-console.tsx';
import type { OpenOptions } from './helpers/open-console.tsx';

describe('the connection', () => {
  it('[DUI6] is told when it is lost, and that what is written is kept', async () => {
    const page = await openConsole();
    expect(page.text()).not.toContain('Connecting again');
    await page.does(() => page.socket.drop(1006));
    expect(page.text('.line-calm')).toBe('Connecting again. What you write is kept.');
    await page.passes(1_000);
    await page.does(() => page.socket.open());
    await page.tell(welcomed, floor());
    expect(page.text()).not.toContain('Connecting again');
  });

  it('[DUI6] goes on where it was: the open conversation is attached from what is on the screen', async () => {
    const page = await openConsole({ hash: '#/desk/cnv_4f2a', first: [floor({ mine: [item('4f2a')] })] });
    await page.tell(attached(), entry(1, 'message', { text: 'One' }), { type: 'live', conversation: 'cnv_4f2a' });
    await page.does(() => page.socket.drop(1006));
    await page.passes(1_000);
    await page.does(() => page.socket.open());
    expect(page.socket.of('hello')[0]?.cursors).toEqual([
      { conversation: 'cnv_4f2a', offset: 1, chain: '000000000001' },
    ]);
  });
});

describe('the palette', () => {
  it('[DUI5] jumps to a conversation by a few letters and Enter', async () => {
    const page = await openConsole({
      first: [floor({ mine: [item('4f2a'), item('c07d', { site: 'site_fernway' })] })],
    });
    await page.does(() => press('k', { code: 'KeyK', ctrlKey: true }));
    const input = page.find<HTMLInputElement>('.palette-input');
    await page.does(() => type(input, 'fern'));
    expect(page.root.querySelectorAll('[role="option"]')).toHaveLength(1);
    await page.does(() => press('Enter', {}, input));
    expect(window.location.hash).toBe('#/desk/cnv_c07d');
    expect(page.root.querySelector('.palette-input')).toBeNull();
  });

  it('sets the status', async () => {
    const page = await openConsole();
    await page.does(() => press('k', { code: 'KeyK', ctrlKey: true }));
    const input = page.find<HTMLInputElement>('.palette-input');
    await page.does(() => type(input, 'status away'));
    await page.does(() => press('Enter', {}, input));
    expect(page.socket.of('status.set')).toEqual([expect.objectContaining({ status: 'away' })]);
  });
});

it('the sheet of shortcuts opens by ?, unless single keys are switched off', async () => {
  const page = await openConsole();
  await page.does(() => press('?', { shiftKey: true }));
  expect(page.text('dialog')).toContain('Next conversation');
  await page.does(() => page.find<HTMLInputElement>('dialog input[type="checkbox"]').click());
  await page.does(() => page.button('Close').click());
  await page.does(() => press('?', { shiftKey: true }));
  expect(page.root.querySelector('dialog')).toBeNull();
});

it('a fault in one pane leaves the others standing, and can be tried again', async () => {
  let isBroken = true;
  function Faulty(): string {
    if (isBroken) throw new Error('planted');
    return 'well again';
  }
  const reported = vi.fn();
  vi.stubGlobal('reportError', reported);
  const root = document.createElement('div');
  const show = () =>
    render(
      <>
        <Guard>
          <Faulty />
        </Guard>
        <p>beside it</p>
      </>,
      root,
    );
  void act(show);
  expect(root.textContent).toContain('This part of the console broke');
  expect(root.textContent).toContain('beside it');
  expect(reported).toHaveBeenCalledTimes(1);
  isBroken = false;
  void act(() => root.querySelector('button')?.click());
  expect(root.textContent).toContain('well again');
  vi.unstubAllGlobals();
});

describe('panes', () => {
  const open = { hash: '#/desk/cnv_4f2a', first: [floor({ mine: [item('4f2a')] })] } as const;

  it('three side by side where they fit, moved by the keyboard and remembered', async () => {
    const page = await openConsole(open);
    expect(page.root.querySelector('.desk-visitor')).not.toBeNull();
    const divider = page.find('[role="separator"][aria-label="Width of the floor"]');
    await page.does(() => press('ArrowRight', {}, divider));
    expect(page.find('.desk-floor').style.width).toBe('336px');
    expect(window.localStorage.getItem('tillside.prefs')).toContain('336');
  });

  it('the third is a drawer at 1024 px', async () => {
    const page = await openConsole({ ...open, width: 1_024 });
    expect(page.root.querySelector('.desk-visitor')).toBeNull();
    await page.does(() => page.button('Visitor details').click());
    expect(page.text('dialog')).toContain('Cart');
  });

  it('one at a time at 390 px, with a way back', async () => {
    const page = await openConsole({ ...open, width: 390 });
    expect(page.root.querySelector('.floor')).toBeNull();
    await page.does(() => page.button('Back').click());
    expect(page.root.querySelector('.floor')).not.toBeNull();
    expect(page.root.querySelector('.conversation')).toBeNull();
  });
});

describe('accessibility', () => {
  const everything: readonly RepTold[] = [
    floor({
      mine: [
        item('4f2a', { waitingSince: NOON, unread: 2, cart: { value: 61_200, currency: 'USD', quantity: 1 } }),
        item('9999', { state: 'ringing' }),
      ],
      queue: [item('c07d', { state: 'queued', site: 'site_fernway' })],
      reps: [rep(), rep({ id: 'rep_jonas', name: 'Jonas' })],
    }),
    attached({ context }),
    entry(1, 'invitation', { invitation: 'inv_1', rule: 'exit', text: 'Any question?' }),
    entry(2, 'message', { text: 'See https://halden.example' }),
    entry(3, 'offer', { offer: 'off_express', title: 'Express', text: 'Free', code: 'X' }, { by: maya }),
    { type: 'live', conversation: 'cnv_4f2a' },
  ];
  const views: Record<string, OpenOptions> = {
    'sign-in': { api: { me: () => Promise.resolve({ kind: 'unauthorised' }) } },
    desk: { hash: '#/desk/cnv_4f2a', first: everything },
    'desk on a phone': { hash: '#/desk', first: everything, width: 390 },
    'conversation on a phone': { hash: '#/desk/cnv_4f2a', first: everything, width: 390 },
    activity: { hash: '#/activity', first: everything },
    carts: { hash: '#/carts', first: everything },
    empty: {},
  };
  for (const [name, options] of Object.entries(views)) {
    it(`[DUI8] ${name}`, async () => {
      const page = await openConsole(options);
      document.documentElement.lang = 'en';
      // It waits for the page in real time.
      vi.useRealTimers();
      // Contrast needs a painted page: colours.test.ts checks the tokens, the browser tests the rest.
      const { violations, passes } = await axe.run(page.root, { rules: { 'color-contrast': { enabled: false } } });
      expect(passes.length).toBeGreaterThan(8);
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
    });
  }
});
