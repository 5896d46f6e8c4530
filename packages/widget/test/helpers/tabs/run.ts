import { vi } from 'vitest';
import { current, startBrowser } from './browser.ts';
import type { Browser } from './browser.ts';
import { openPage } from './page.ts';
import type { Page } from './page.ts';

/** A stretch of life of one browser. */
export interface Life {
  readonly browser: Browser;
  /** Those that were not closed. */
  readonly pages: readonly Page[];
  readonly all: readonly Page[];
  open(): Page;
  /** Brings a page into view; the others are hidden. */
  view(page: Page): void;
  /** Takes a page off, as it was taken off. */
  gone(page: Page, how: 'closed' | 'crashed'): void;
}

/** Puts the model's clock and luck in place of the real ones; undone by `vi.unstubAllGlobals` and `vi.restoreAllMocks`. */
export function startLife(seed: number, loadMs: (random: () => number) => number = (random) => random() * 300): Life {
  const browser = startBrowser(seed);
  const { clock, random } = browser;
  vi.stubGlobal('setTimeout', (run: (...values: unknown[]) => void, ms = 0, ...values: unknown[]) => {
    const tab = current.getStore();
    return clock.after(ms, () => (tab ? tab.enter(() => run(...values)) : run(...values)));
  });
  vi.stubGlobal('clearTimeout', (stop?: () => void) => stop?.());
  vi.spyOn(Date, 'now').mockImplementation(() => Math.floor(clock.now()));
  vi.spyOn(Math, 'random').mockImplementation(random);

  const all: Page[] = [];
  let pages: Page[] = [];
  return {
    browser,
    all,
    get pages() {
      return pages;
    },
    open() {
      const page = openPage(browser, `tab${all.length + 1}`, () => loadMs(random));
      all.push(page);
      pages.push(page);
      return page;
    },
    view(page) {
      for (const other of pages) if (other !== page && !other.tab.page.hidden) other.show(false);
      page.show(true);
    },
    gone(page, how) {
      pages = pages.filter((other) => other !== page);
      if (how === 'closed') page.hide(false);
      else page.crash();
    },
  };
}

const pick = <Item>(items: readonly Item[], random: () => number): Item | undefined =>
  items[Math.floor(random() * items.length)];

/** Half a minute of opening, turning, freezing, dying and writing, then peace with one tab more, which takes over what dead ones left. */
export async function liveThrough(seed: number): Promise<Life> {
  const life = startLife(seed);
  const { clock, random, relay } = life.browser;
  life.view(life.open());
  const aside = new Set<Page>();
  const awake = (): Page[] => life.pages.filter(({ tab }) => !tab.isFrozen);
  const hidden = (): Page[] => awake().filter(({ tab }) => tab.page.hidden);

  const end = (how: 'closed' | 'crashed'): void => {
    const page = pick(
      life.pages.filter((other) => !aside.has(other)),
      random,
    );
    if (page && life.pages.length > 1) life.gone(page, how);
  };

  const acts: readonly (readonly [weight: number, act: () => void])[] = [
    [4, () => pick(awake(), random)?.say()],
    [
      1,
      () => {
        if (life.pages.length >= 5) return;
        const page = life.open();
        if (random() < 0.7) life.view(page);
      },
    ],
    [
      1.5,
      () => {
        const page = pick(awake(), random);
        if (page) life.view(page);
      },
    ],
    // A second window.
    [random() * 0.5, () => pick(hidden(), random)?.show(true)],
    [random(), () => relay.visitors().length > 0 && relay.write(`rep ${Math.floor(clock.now())} ${random()}`)],
    [random() * 0.6, () => end('closed')],
    [random() * 0.6, () => end('crashed')],
    [random() * 0.6, () => pick(hidden(), random)?.tab.freeze()],
    [
      random() * 0.8,
      () =>
        pick(
          life.pages.filter((page) => page.tab.isFrozen && !aside.has(page)),
          random,
        )?.tab.thaw(),
    ],
    [
      random() * 0.4,
      () => {
        const page = pick(awake(), random);
        if (!page || life.pages.length < 2) return;
        page.hide(true);
        aside.add(page);
      },
    ],
    [
      random() * 0.8,
      () => {
        const page = pick([...aside], random);
        if (!page) return;
        aside.delete(page);
        page.back();
      },
    ],
    [random() * 0.3, () => relay.restart(random() < 0.5 ? 1012 : 1006)],
  ];
  const total = acts.reduce((sum, [weight]) => sum + weight, 0);
  for (let at = 0; at < 30_000;) {
    const ms = random() ** 2 * 2_000;
    at += ms;
    await clock.pass(ms);
    let left = random() * total;
    acts.find(([weight]) => (left -= weight) <= 0)?.[1]();
  }
  for (const page of aside) page.back();
  for (const { tab } of life.pages) if (tab.isFrozen) tab.thaw();
  await clock.pass(5_000);
  life.view(life.open());
  await clock.pass(90_000);
  return life;
}
