import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createExitLabels } from '../src/watch/exit-labels.ts';
import type { Exit } from '../src/watch/exit-labels.ts';

let ending: AbortController;
let labels: Exit[];
let fire: (by: Exit['by'], stayedOut?: Promise<boolean> | true) => void;

beforeEach(() => {
  vi.useFakeTimers();
  ending = new AbortController();
  labels = [];
  const fired = createExitLabels((exit) => labels.push(exit), ending.signal);
  fire = (by, stayedOut = true) => fired(by, stayedOut);
});
afterEach(() => {
  ending.abort();
  document.body.replaceChildren();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const go = () => window.dispatchEvent(new Event('pagehide'));
const press = (html: string, type: string) => {
  document.body.innerHTML = html;
  const it = document.body.firstElementChild as HTMLElement;
  it.addEventListener(type, (event) => event.preventDefault());
  it.dispatchEvent(new Event(type, { bubbles: true, cancelable: true }));
};

it('[EX10] was right where the page went and led nowhere in the shop', () => {
  fire('pointer');
  vi.advanceTimersByTime(29_000);
  go();
  expect(labels).toEqual([{ by: 'pointer', hasLeft: true }]);
});

it.each([
  ['a link of the shop’s', '<a href="/cart">Cart</a>', 'click'],
  ['a form of the shop’s', '<form action="/order"></form>', 'submit'],
  ['a form with a field of that name', '<form action="/order"><input name="action"></form>', 'submit'],
  ['the payment’s form', '<form action="https://pay.example/"></form>', 'submit'],
])('[EX10] was wrong where %s led on', (_name, html, type) => {
  fire('pointer');
  press(html, type);
  go();
  expect(labels).toEqual([{ by: 'pointer', hasLeft: false }]);
});

it('[EX10] was right where a link led elsewhere, or the shop’s was pressed long before', () => {
  fire('touch');
  press('<a href="https://elsewhere.example/">Away</a>', 'click');
  // Another server whose address begins alike.
  press(`<a href="${location.origin}1/">Neighbours</a>`, 'click');
  // No address at all: browsers give it back as it is.
  press('<a href="http://">Nowhere</a>', 'click');
  go();
  fire('pointer');
  press('<a href="/cart">Cart</a>', 'click');
  vi.advanceTimersByTime(5_001);
  go();
  expect(labels).toEqual([
    { by: 'touch', hasLeft: true },
    { by: 'pointer', hasLeft: true },
  ]);
});

it('[EX10] after 30 s it is wrong for a page in view and right for one out of view', () => {
  fire('pointer');
  vi.advanceTimersByTime(30_000);
  go();
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  fire('pointer');
  vi.advanceTimersByTime(30_000);
  expect(labels.map(({ hasLeft }) => hasLeft)).toEqual([false, true]);
});

it('[EX10] a slip is no signal', async () => {
  fire('pointer', Promise.resolve(false));
  await vi.advanceTimersByTimeAsync(31_000);
  go();
  expect(labels).toEqual([]);
});

it('[EX7] labels nothing once the widget is gone', () => {
  fire('pointer');
  ending.abort();
  vi.advanceTimersByTime(31_000);
  go();
  expect(labels).toEqual([]);
});
