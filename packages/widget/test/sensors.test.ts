import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { senseTouchExit } from '../src/watch/exit-touch.ts';
import { senseIdle } from '../src/watch/idle.ts';
import { senseRageClick } from '../src/watch/rage-click.ts';
import { senseScrollDepth } from '../src/watch/scroll-depth.ts';
import { senseTabReturn } from '../src/watch/tab-return.ts';
import { createSense } from './helpers/sense.ts';
import type { TestSense } from './helpers/sense.ts';

let sense: TestSense;
beforeEach(() => {
  vi.useFakeTimers();
  sense = createSense();
});
afterEach(() => {
  sense.end();
  document.body.replaceChildren();
  hide(false);
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const wait = (ms: number) => vi.advanceTimersByTime(ms);
const hide = (isHidden: boolean): void => {
  Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
};
const build = (markup: string): HTMLElement => {
  const template = document.createElement('template');
  template.innerHTML = markup;
  document.body.append(template.content);
  return document.body.lastElementChild as HTMLElement;
};
/** What the browser would say of its window. */
const measure = (sizes: Record<string, number>): void => {
  for (const [name, value] of Object.entries(sizes)) Object.defineProperty(window, name, { value, configurable: true });
};
const scrollTo = (scrollY: number): void => {
  measure({ scrollY });
  document.dispatchEvent(new Event('scroll'));
};

describe('a fast scroll up on a touch screen', () => {
  let hasCart = true;
  const touch = (type: string, clientY: number, target: EventTarget = document.body, fingers = 0): void => {
    const event = new Event(type, { bubbles: true });
    Object.assign(event, { changedTouches: [{ clientY }], touches: Array.from({ length: fingers }) });
    target.dispatchEvent(event);
  };
  /** The finger goes from `from` to `to` in `ms`, and the page goes on up after it. */
  const flick = (from: number, to: number, ms: number, target?: EventTarget): void => {
    measure({ scrollY: 500 });
    touch('touchstart', from, target, 1);
    wait(ms);
    touch('touchend', to, target);
    measure({ scrollY: 200 });
  };
  beforeEach(() => {
    hasCart = true;
    senseTouchExit(sense, () => hasCart);
    wait(5_000);
  });

  it('[EX8] is an exit: 20 px within 300 ms, 800 ms untouched, the page going on by itself', () => {
    flick(100, 120, 300);
    wait(799);
    expect(sense.told).toEqual([]);
    wait(1);
    expect(sense.told).toEqual([{ name: 'exit_intent', of: 'touch' }]);
  });

  it.each([
    ['19 px', () => flick(100, 119, 300)],
    ['301 ms', () => flick(100, 120, 301)],
    ['downwards', () => flick(300, 100, 200)],
    ['on a button', () => flick(100, 200, 200, build('<button>+</button>'))],
  ])('[EX8] not %s', (_name, act) => {
    act();
    wait(2_000);
    expect(sense.told).toEqual([]);
  });

  it('[EX8] not when the finger is there again, when the page stood, without a cart, in a field, or with two fingers', () => {
    flick(100, 200, 200);
    wait(400);
    touch('touchstart', 200, document.body, 1);
    wait(2_000);
    flick(100, 200, 200);
    measure({ scrollY: 500 });
    wait(2_000);
    hasCart = false;
    flick(100, 200, 200);
    wait(2_000);
    hasCart = true;
    const field = build('<input>');
    field.focus();
    flick(100, 200, 200);
    wait(2_000);
    field.blur();
    touch('touchstart', 100, document.body, 2);
    wait(100);
    touch('touchend', 300, document.body, 1);
    wait(2_000);
    expect(sense.told).toEqual([]);
    flick(100, 200, 200);
    wait(2_000);
    expect(sense.told).toHaveLength(1);
  });

  it('[EX8] once a page, 5 s after it came, never after the end', () => {
    flick(100, 200, 200);
    wait(2_000);
    flick(100, 200, 200);
    wait(2_000);
    expect(sense.told).toHaveLength(1);
    sense.turnPage();
    flick(100, 200, 200);
    wait(4_000);
    expect(sense.told).toHaveLength(1);
    wait(1_000);
    flick(100, 200, 200);
    wait(2_000);
    expect(sense.told).toHaveLength(2);
    sense.end();
    sense.turnPage();
    wait(5_000);
    flick(100, 200, 200);
    wait(2_000);
    expect(sense.told).toHaveLength(2);
  });
});

describe('scroll depth', () => {
  beforeEach(() => {
    Object.defineProperty(document.documentElement, 'scrollHeight', { get: () => 4_000, configurable: true });
    measure({ innerHeight: 800, scrollY: 0 });
    senseScrollDepth(sense);
  });
  const depths = () => sense.told.map(({ value }) => value);

  it('[WT1] tells the tens that are reached, measured once for many scrolls', () => {
    const read = vi.spyOn(document.documentElement, 'scrollHeight', 'get');
    for (let y = 0; y <= 400; y += 10) scrollTo(y);
    expect(read).not.toHaveBeenCalled();
    wait(250);
    expect(read).toHaveBeenCalledTimes(1);
    expect(sense.told).toEqual([{ name: 'scroll_depth', value: 30 }]);
    scrollTo(3_200);
    wait(250);
    expect(depths()).toEqual([30, 100]);
  });

  it('[WT1] not again further up, and anew on the next page', () => {
    scrollTo(2_000);
    wait(250);
    scrollTo(100);
    wait(250);
    expect(depths()).toEqual([70]);
    sense.turnPage();
    scrollTo(0);
    wait(250);
    expect(depths()).toEqual([70, 20]);
    scrollTo(3_200);
    sense.end();
    wait(250);
    expect(depths()).toEqual([70, 20]);
  });
});

describe('idleness', () => {
  beforeEach(() => senseIdle(sense, [10_000, 30_000]));
  const act = (type: string): void => void document.dispatchEvent(new Event(type));
  const values = () => sense.told.map(({ value }) => value);

  it('[WT2] is told at each threshold, once', () => {
    wait(9_999);
    expect(sense.told).toEqual([]);
    wait(1);
    expect(sense.told).toEqual([{ name: 'idle', value: 10_000 }]);
    wait(20_000);
    wait(600_000);
    expect(values()).toEqual([10_000, 30_000]);
  });

  it.each(['pointerdown', 'pointermove', 'keydown', 'scroll', 'wheel', 'touchmove'])(
    '[WT2] %s begins it anew',
    (type) => {
      wait(9_999);
      act(type);
      wait(9_999);
      expect(sense.told).toEqual([]);
      wait(1);
      act(type);
      wait(10_000);
      expect(values()).toEqual([10_000, 10_000]);
    },
  );

  it('[WT2] not while the page is out of view, and anew when it is back or another page comes', () => {
    wait(5_000);
    hide(true);
    wait(60_000);
    hide(false);
    expect(sense.told).toEqual([]);
    wait(9_999);
    sense.turnPage();
    wait(9_999);
    expect(sense.told).toEqual([]);
    wait(1);
    expect(values()).toEqual([10_000]);
    sense.end();
    wait(60_000);
    expect(values()).toEqual([10_000]);
  });

  it('[WT2] a thousand movements are one timer', () => {
    const timers = vi.getTimerCount();
    for (let move = 0; move < 1_000; move++) act('pointermove');
    expect(vi.getTimerCount()).toBe(timers);
  });
});

describe('return to the tab', () => {
  it('[WT3] tells how long it was hidden; a page that was always in view did not return', () => {
    senseTabReturn(sense);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(sense.told).toEqual([]);
    hide(true);
    wait(45_000);
    hide(false);
    expect(sense.told).toEqual([{ name: 'tab_return', value: 45_000 }]);
    sense.end();
    hide(true);
    hide(false);
    expect(sense.told).toHaveLength(1);
  });
});

describe('rage clicks', () => {
  const click = (target: Element, more: MouseEventInit = {}): void =>
    void target.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1, clientX: 50, clientY: 50, ...more }));
  const rage = (target: Element, times = 3, more?: MouseEventInit): void => {
    for (let press = 0; press < times; press++) {
      click(target, more);
      wait(200);
    }
  };
  beforeEach(() => senseRageClick(sense));

  it('[WT4] are three presses on one spot within a second, told once until there is peace', () => {
    const button = build('<button>Pay</button>');
    rage(button, 8);
    expect(sense.told).toEqual([{ name: 'rage_click' }]);
    wait(1_100);
    rage(button);
    expect(sense.told).toHaveLength(2);
    sense.end();
    wait(1_100);
    rage(button);
    expect(sense.told).toHaveLength(2);
  });

  it('[WT4] not two, not slowly, not all over the place, not by keys, not in the panel', () => {
    const button = build('<button>Pay</button>');
    rage(button, 2);
    wait(1_100);
    for (let press = 0; press < 5; press++) {
      click(button);
      wait(600);
    }
    for (const clientX of [0, 100, 200, 300]) click(button, { clientX });
    wait(1_100);
    rage(button, 5, { detail: 0 });
    rage(build('<tillside-widget></tillside-widget>'), 5);
    expect(sense.told).toEqual([]);
  });

  it.each([
    ['a number', '<input type="number">', 'input'],
    ['its plus', '<div><button>+</button><input type="number"></div>', 'button'],
    ['a plus alone', '<div><button> + </button></div>', 'button'],
    ['a named one', '<div><button aria-label="Increase quantity"><i>x</i></button></div>', 'i'],
    ['the arrow of a carousel', '<div><a class="carousel-next">Next one</a></div>', 'a'],
    ['a slider', '<div role="slider"><i></i></div>', 'i'],
    ['a player', '<video></video>', 'video'],
  ])('[WT4] not on %s', (_name, markup, selector) => {
    const built = build(markup);
    rage(built.matches(selector) ? built : (built.querySelector(selector) as Element));
    expect(sense.told).toEqual([]);
  });

  it('[WT4] not to mark a paragraph', () => {
    vi.spyOn(window, 'getSelection').mockReturnValue({ toString: () => 'a paragraph' } as Selection);
    rage(build('<p>a paragraph</p>'));
    expect(sense.told).toEqual([]);
  });
});
