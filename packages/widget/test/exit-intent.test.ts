import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sensePointerExit } from '../src/watch/exit-pointer.ts';
import { createSense } from './helpers/sense.ts';
import type { TestSense } from './helpers/sense.ts';

let sense: TestSense;
let exits: (Promise<boolean> | true | undefined)[];
let rearm: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  sense = createSense();
  exits = sense.stayedOut;
  rearm = sense.turnPage;
  sensePointerExit(sense);
});
afterEach(() => {
  sense.end();
  document.body.replaceChildren();
  vi.useRealTimers();
});

/** As browsers do: at the element, and up from there. */
const tell = (type: string, more: MouseEventInit) =>
  document.body.dispatchEvent(new MouseEvent(type, { bubbles: true, ...more }));
const move = (clientX: number, clientY: number) => tell('mousemove', { clientX, clientY });
/** A hand that means it: up 60 pixels in 20 ms, and out. */
const leave = (more: MouseEventInit = {}) => {
  move(300, 58);
  vi.advanceTimersByTime(20);
  tell('mouseout', { clientX: 300, clientY: -2, ...more });
};
const comeBack = () => tell('mouseover', { clientX: 300, clientY: 4 });
const arm = () => vi.advanceTimersByTime(5_000);

describe('exit intent', () => {
  it('[EX1] is told at the start of the grace time, and afterwards whether the pointer stayed out', async () => {
    arm();
    leave();
    expect(exits).toHaveLength(1);
    vi.advanceTimersByTime(400);
    await expect(exits[0]).resolves.toBe(true);
  });

  it('[EX2] a pointer that comes back within 400 ms slipped', async () => {
    arm();
    leave();
    vi.advanceTimersByTime(399);
    comeBack();
    await expect(exits[0]).resolves.toBe(false);
    leave();
    expect(exits).toHaveLength(2);
  });

  it('[EX2] coming back after the grace time changes nothing', async () => {
    arm();
    leave();
    vi.advanceTimersByTime(400);
    comeBack();
    await expect(exits[0]).resolves.toBe(true);
  });

  it('[EX3] is not told in the first 5 s of a page', () => {
    vi.advanceTimersByTime(4_979);
    leave();
    expect(exits).toEqual([]);
    vi.advanceTimersByTime(1);
    leave();
    expect(exits).toHaveLength(1);
  });

  it.each([
    ['through another edge', { clientY: 400 }],
    ['to another element', { relatedTarget: document.body }],
    ['with a button pressed', { buttons: 1 }],
  ])('[EX4] is not told when the pointer leaves %s', (_name, event) => {
    arm();
    leave(event);
    expect(exits).toEqual([]);
  });

  it.each(['<input>', '<select></select>', '<textarea></textarea>', '<p contenteditable="true" tabindex="0">x</p>'])(
    '[EX5] is not told while %s has the focus',
    (control) => {
      const template = document.createElement('template');
      template.innerHTML = control;
      document.body.append(template.content);
      (document.body.firstElementChild as HTMLElement).focus();
      arm();
      leave();
      expect(exits).toEqual([]);
      (document.activeElement as HTMLElement).blur();
      leave();
      expect(exits).toHaveLength(1);
    },
  );

  it('[EX6] is told once a page; a new page arms it anew', () => {
    arm();
    leave();
    vi.advanceTimersByTime(400);
    comeBack();
    leave();
    expect(exits).toHaveLength(1);
    rearm();
    leave();
    expect(exits).toHaveLength(1);
    arm();
    leave();
    expect(exits).toHaveLength(2);
  });

  it('[EX6] a hand that slips all the time is no longer listened to', () => {
    arm();
    for (let slip = 0; slip < 9; slip++) {
      leave();
      comeBack();
    }
    expect(exits).toHaveLength(5);
  });

  it.each([
    ['drifts out slowly', 300, 9, 100],
    ['slides sideways into the window buttons’ corner', 1_000, 58, 80],
  ])('[EX9] a pointer that %s has no intent', (_name, x, from, ms) => {
    arm();
    move(x, from - 2);
    vi.advanceTimersByTime(ms);
    tell('mouseout', { clientX: x, clientY: -2 });
    expect(exits).toEqual([]);
  });

  it('[EX9] one that goes along the edge and slips has none; one that goes up aslant has', () => {
    arm();
    move(300, 18);
    vi.advanceTimersByTime(20);
    tell('mouseout', { clientX: 400, clientY: -2 });
    expect(exits).toEqual([]);
    vi.advanceTimersByTime(100);
    move(300, 58);
    vi.advanceTimersByTime(20);
    tell('mouseout', { clientX: 120, clientY: -2 });
    expect(exits).toHaveLength(1);
  });

  it('[EX9] one that was never moved on this page has none, and one that rushes into the corner has', () => {
    arm();
    tell('mouseout', { clientX: 300, clientY: -2 });
    expect(exits).toEqual([]);
    move(1_000, 98);
    vi.advanceTimersByTime(20);
    tell('mouseout', { clientX: 1_000, clientY: -2 });
    expect(exits).toHaveLength(1);
  });

  it('[EX9] who typed in the last two seconds reaches for a suggestion', () => {
    arm();
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
    vi.advanceTimersByTime(1_970);
    leave();
    expect(exits).toEqual([]);
    vi.advanceTimersByTime(30);
    leave();
    expect(exits).toHaveLength(1);
  });

  it('[EX4] nor when it goes from one element to another, however the page listens', () => {
    arm();
    const stop = (event: Event) => event.stopPropagation();
    document.body.addEventListener('mouseout', stop);
    leave({ relatedTarget: document.documentElement });
    expect(exits).toEqual([]);
    leave();
    expect(exits).toHaveLength(1);
    document.body.removeEventListener('mouseout', stop);
  });

  it('[EX1] goes on being told where the page put another document element in place', () => {
    const before = document.documentElement;
    const after = document.createElement('html');
    after.append(document.createElement('body'));
    before.remove();
    document.append(after);
    arm();
    leave();
    expect(exits).toHaveLength(1);
    after.remove();
    document.append(before);
  });

  it('[EX7] listens to nothing once the widget is gone', () => {
    arm();
    sense.end();
    leave();
    expect(exits).toEqual([]);
  });
});
