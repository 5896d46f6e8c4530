import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { idle, settle } from './helpers/start-widget.ts';
import { draw, useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const element = () => document.querySelector('tillside-widget');
const removed = 'takes the element <tillside-widget> away';
/** What browsers call when the size of something changed. */
let frame: (() => void)[];
/** Those that look at the widget's element. */
const watching = new Set<object>();
beforeEach(() => {
  frame = [];
  watching.clear();
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(run: () => void) {
        frame.push(run);
      }
      observe = (target: Element): void => void (target === element() && watching.add(this));
      disconnect = (): void => void watching.delete(this);
    },
  );
});
afterEach(() => {
  vi.unstubAllGlobals();
});
const nextFrame = () => frame.forEach((run) => run());

describe('a page that takes the widget’s element away', () => {
  it('[LC3] has it back with the next frame, as it was', async () => {
    await stage.open();
    await draw();
    stage.write('half a sentence');
    const before = element();
    const field = stage.field();
    field.focus();
    document.documentElement.replaceChildren(document.createElement('head'), document.createElement('body'));
    expect(element()).toBeNull();
    nextFrame();
    expect(element()).toBe(before);
    expect(stage.field()).toBe(field);
    expect(stage.field().value).toBe('half a sentence');
    expect(stage.started.launcher().getAttribute('aria-expanded')).toBe('true');
    expect(stage.started.shadow().activeElement).toBe(field);
  });

  it('[LC3] leaves the focus where the page has put it', async () => {
    await stage.open();
    stage.field().focus();
    const own = document.createElement('input');
    document.body.append(own);
    element()?.remove();
    own.focus();
    nextFrame();
    expect(document.activeElement).toBe(own);
    own.remove();
  });

  it('[LC3] has it back with the next page where neither panel nor link were ever near', async () => {
    const { loads } = await stage.start({});
    await idle();
    const before = element();
    before?.remove();
    history.pushState(null, '', '/next');
    await idle();
    expect(element()).toBe(before);
    expect(loads).toEqual([]);
  });

  it('[LC3] three times on one page, and then not any more: that is said once; another page begins anew', async () => {
    const spoken = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    await stage.open();
    const takeAway = (): void => {
      element()?.remove();
      nextFrame();
    };
    for (let time = 0; time < 3; time++) {
      takeAway();
      expect(element()).not.toBeNull();
    }
    await vi.advanceTimersByTimeAsync(10);
    history.pushState(null, '', '/next');
    await settle();
    for (let time = 0; time < 3; time++) takeAway();
    expect(element()).not.toBeNull();
    expect(spoken).not.toHaveBeenCalled();
    takeAway();
    takeAway();
    expect(element()).toBeNull();
    await vi.waitFor(() => expect(String(spoken.mock.calls)).toContain(removed), { timeout: 10_000 });
    history.pushState(null, '', '/third');
    await settle();
    expect(element()).toBeNull();
    expect(spoken).toHaveBeenCalledTimes(1);
  });

  it('[SD6] [LC3] not after destroy', async () => {
    const { widget } = await stage.open();
    expect(watching.size).toBe(1);
    widget.destroy();
    expect(watching.size).toBe(0);
    nextFrame();
    expect(element()).toBeNull();
  });
});
