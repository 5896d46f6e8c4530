import { afterEach, describe, expect, it, vi } from 'vitest';
import { startLife } from './helpers/tabs/run.ts';
import type { Life } from './helpers/tabs/run.ts';
import type { Page } from './helpers/tabs/page.ts';

vi.mock(import('../src/env.ts'), async (original) => ({
  ...(await original()),
  ...((await import('./helpers/tabs/browser.ts')).env as object),
}));

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const start = (): Life => startLife(1, () => 50);
const withSocket = ({ browser }: Life): string[] => browser.relay.lines().map(({ tab }) => tab.name);
const leading = ({ browser }: Life): string | undefined => browser.locks.holder('tillside:site_halden:lead')?.name;
/** As many tabs, the last one in view, at rest. */
const openMany = async (life: Life, count: number): Promise<readonly Page[]> => {
  for (let index = 0; index < count; index++) {
    life.view(life.open());
    await life.browser.clock.pass(5_000);
  }
  return life.pages;
};
const hellos = ({ browser }: Life) => browser.relay.received.filter((frame) => frame.type === 'hello');
const told = ({ heard }: Page): string[] => heard.flatMap((event) => (event.type === 'told' ? [event.frame.type] : []));

describe('the tab that holds the socket', () => {
  it('[LI9] alone it downloads nothing', async () => {
    const life = start();
    const [page] = await openMany(life, 1);
    expect([page?.loads, withSocket(life), leading(life)]).toEqual([[], ['tab1'], 'tab1']);
  });

  it('[LI9] of tabs that come at once one says hello, so that they are one visitor', async () => {
    const life = start();
    for (let index = 0; index < 4; index++) life.open();
    await life.browser.clock.pass(5_000);
    for (const page of life.pages) page.say();
    await life.browser.clock.pass(2_000);
    expect(life.browser.relay.visitors()).toHaveLength(1);
    expect(withSocket(life)).toHaveLength(1);
    expect(life.pages.map(({ loads }) => loads)).toEqual(Array.from({ length: 4 }, () => ['tabs']));
  });

  it('[LI12] passes on what the others say under their own sessions, and tells them what the relay tells', async () => {
    const life = start();
    const [other, , leader] = await openMany(life, 3);
    expect(withSocket(life)).toEqual(['tab3']);
    other?.say();
    await life.browser.clock.pass(500);
    const sent = life.browser.relay.received.find((frame) => frame.type === 'message.send');
    expect(sent).toMatchObject({ seq: 1, session: other?.link()._outbox()[0]?.frame.session });
    for (const { view } of life.pages) expect(view).toEqual(['1 tab1.1']);
    life.browser.relay.tell({ type: 'typing.seen', conversation: 'mine', by: 'rep' });
    life.browser.relay.tell({ type: 'guide.asked' });
    await life.browser.clock.pass(500);
    for (const page of life.pages) expect(told(page).filter((type) => type === 'typing.seen')).toHaveLength(1);
    // What one tab is to answer is asked of the one where the visitor is.
    expect(life.pages.filter((page) => told(page).includes('guide.asked'))).toEqual([leader]);
  });

  it('[LI12] tells the others what was read in one, and that nobody needs a socket any more', async () => {
    const life = start();
    const [other, leader] = await openMany(life, 2);
    leader?.say();
    await life.browser.clock.pass(500);
    other?.link()._read(1);
    await life.browser.clock.pass(500);
    expect(leader?.heard.at(-1)).toMatchObject({ frame: { type: 'read.moved', by: 'visitor', offset: 1 } });
    for (const { link, tab } of life.pages) tab.enter(() => link()._want(false));
    await life.browser.clock.pass(500);
    expect(withSocket(life)).toEqual([]);
  });

  it('[LI13] is the one in view, after 2 s and not before', async () => {
    const life = start();
    const [one] = await openMany(life, 2);
    expect(withSocket(life)).toEqual(['tab2']);
    life.view(one!);
    await life.browser.clock.pass(1_900);
    expect([withSocket(life), leading(life)]).toEqual([['tab2'], 'tab2']);
    await life.browser.clock.pass(500);
    expect([withSocket(life), leading(life)]).toEqual([['tab1'], 'tab1']);
    // Both in view, as two windows are: nobody takes anything.
    const before = hellos(life).length;
    life.pages[1]?.show(true);
    await life.browser.clock.pass(20_000);
    expect([withSocket(life), hellos(life).length]).toEqual([['tab1'], before]);
  });

  it('[LI13] is another at once when it closes or dies, and within seconds when it hangs', async () => {
    for (const how of ['closed', 'crashed'] as const) {
      const life = start();
      const [one, two] = await openMany(life, 2);
      life.gone(two!, how);
      await life.browser.clock.pass(600);
      expect([how, withSocket(life)]).toEqual([how, ['tab1']]);
      expect(one?.link()._state()).toBe('up');
      vi.unstubAllGlobals();
      vi.restoreAllMocks();
    }
    const life = start();
    const [one, two] = await openMany(life, 2);
    two?.tab.freeze();
    life.view(one!);
    one?.say();
    await life.browser.clock.pass(3_000);
    expect([leading(life), one?.view]).toEqual(['tab1', ['1 tab1.1']]);
  });

  it('[LI14] is each for itself where a browser has no locks or no channels, or the download fails', async () => {
    for (const lack of ['locks', 'channels', 'tabs']) {
      const life = start();
      life.browser.lacks.add(lack);
      await openMany(life, 2);
      expect([lack, withSocket(life).toSorted()]).toEqual([lack, ['tab1', 'tab2']]);
      vi.unstubAllGlobals();
      vi.restoreAllMocks();
    }
  });

  it('[LI8] withdrawn consent leaves nothing of the conversation to the tabs that go on', async () => {
    const life = start();
    const [one, two] = await openMany(life, 2);
    two?.say();
    await life.browser.clock.pass(1_000);
    for (const page of [two, one])
      page?.tab.enter(() => {
        page.link()._want(false);
        page.link()._forget();
      });
    life.browser.shelf.removeItem('tillside:site_halden:credential');
    await life.browser.clock.pass(1_000);
    expect(withSocket(life)).toEqual([]);
    const before = hellos(life).length;
    one?.tab.enter(() => one.link()._want(true));
    await life.browser.clock.pass(1_000);
    const hello = hellos(life)[before];
    expect(hello).toMatchObject({ cursors: [{ conversation: 'mine', offset: 0, chain: '' }] });
    expect(hello).not.toHaveProperty('credential');
  });
});
