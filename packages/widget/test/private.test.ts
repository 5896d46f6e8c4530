import type { Playbook } from '@tillside/rules';
import { describe, expect, it, vi } from 'vitest';
import { isPrivate } from '../src/page/private.ts';
import { findTargets } from '../src/ui/guide/targets.ts';
import { json, leavePage, serve } from './helpers/shop.ts';
import { settle } from './helpers/start-widget.ts';
import { useWidget } from './helpers/use-widget.ts';

/** A shop's page with every kind of private field, and one form that is not. `p` is private, `o` is open. */
const PAGE = `
  <form id="pay" data-k="p"><label data-k="p">Card<input data-k="p" name="card" autocomplete="cc-number" value="4111111111111111"></label>
    <input data-k="p" name="holder" autocomplete="section-a billing CC-NAME" value="Ann"><select data-k="p" name="month" autocomplete="cc-exp-month"><option data-k="p">12</option></select>
    <textarea data-k="p" name="note">secret</textarea><button data-k="p" type="button">Pay</button></form>
  <input data-k="p" name="gift" form="pay" value="secret">
  <form data-k="p"><input data-k="p" name="mail" value="a@b.example"><input data-k="p" type="password" name="pw" value="secret"></form>
  <div data-k="p"><input data-k="p" type="password" name="pin" value="secret"><input data-k="p" autocomplete="one-time-code" value="123456"></div>
  <section data-tillside-private data-k="p"><h2 data-k="p">Your health</h2><div data-k="p" data-tillside-section="health" data-tillside-guide="Health">
    <input data-k="p" name="weight" value="82"><p data-k="p" contenteditable="true">secret</p></div></section>
  <form data-k="o"><input data-k="o" name="street" value="Road 1"><button data-k="o" type="button">Next</button></form>
  <h2 data-k="o" data-tillside-section="reviews">Reviews</h2>`;
/** What is private of a page's elements by itself, and not only by what stands in it. */
const isMarked = (it: Element) =>
  it.getAttribute('data-k') === 'p' && !it.matches('div:not(section *)') && it.localName !== 'form';

const SIGNALS = [
  'exit_intent',
  'idle',
  'scroll_depth',
  'tab_return',
  'rage_click',
  'section_enter',
  'section_leave',
  'field_reached',
  'field_filled',
  'field_edited',
  'field_stall',
];
const book: Playbook = {
  version: 'v1',
  rules: SIGNALS.map((signal, index) => ({
    id: `r${index}`,
    name: signal,
    on: [{ signal }],
    when: { 'page.url': { $exists: true } },
    invite: { text: { en: 'Hi' } },
  })),
};
const READ = ['value', 'checked', 'defaultValue', 'selectedIndex', 'innerText', 'innerHTML', 'files', 'selectionStart'];

const stage = useWidget();

describe('private fields', () => {
  it('[WT7] are told from others: cards, passwords, codes, their forms, and what the shop marked', async () => {
    await stage.start();
    document.body.innerHTML = PAGE;
    const all = [...document.querySelectorAll('[data-k]')];
    expect(all.length).toBeGreaterThan(20);
    for (const it of all.filter(isMarked)) expect(isPrivate(it), it.outerHTML).toBe(true);
    for (const it of document.querySelectorAll('[data-k=o]')) expect(isPrivate(it), it.outerHTML).toBe(false);
  });

  it('[WT7] no listener, no value, no signal, whatever sensors run and whatever is done with them', async () => {
    serve({ playbook: () => json(book) });
    document.body.innerHTML = PAGE;
    vi.stubGlobal('visualViewport', null);
    const listened: Element[] = [];
    const add = EventTarget.prototype.addEventListener;
    vi.spyOn(EventTarget.prototype, 'addEventListener').mockImplementation(function (this: EventTarget, ...values) {
      if (this instanceof Element && this.hasAttribute('data-k')) listened.push(this);
      return add.apply(this, values as Parameters<typeof add>);
    });
    const read: string[] = [];
    for (const it of document.querySelectorAll('[data-k=p]')) {
      for (const name of READ) {
        Object.defineProperty(it, name, { configurable: true, get: () => void read.push(`${it.localName}.${name}`) });
      }
    }
    const { link } = await stage.start({ consent: 'granted', record: true });
    await settle();
    const doAll = async (kind: string): Promise<void> => {
      for (const it of document.querySelectorAll(`[data-k=${kind}]`)) {
        // What stands around a field of no form is the page.
        if (it.matches('div:not(section *)')) continue;
        for (const type of [
          'focusin',
          'keydown',
          'input',
          'change',
          'focusout',
          'pointerdown',
          'click',
          'click',
          'click',
        ])
          it.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, detail: 1, clientX: 5, clientY: 5 }));
      }
      leavePage();
      await vi.advanceTimersByTimeAsync(3_000);
      stage.started.widget.open();
      stage.started.widget.close();
      await vi.advanceTimersByTimeAsync(40_000);
    };
    const recorded = () => JSON.stringify(link.sent.filter(({ type }) => type === 'journey.record'));
    await doAll('p');
    expect(recorded()).not.toMatch(/field_|rage_click|section_|card|holder|gift|weight|health|secret|4111/);
    // It would have told: of the open form it does.
    await doAll('o');
    expect(recorded()).toMatch(/field_reached/);
    expect(listened).toEqual([]);
    expect(read).toEqual([]);
  });

  it('[WT7] nothing in them can be pointed at', async () => {
    await stage.start();
    document.body.innerHTML = PAGE;
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 10, 10));
    const ids: Element[] = [];
    findTargets((it) => String(ids.push(it)));
    expect(ids.map((it) => it.getAttribute('data-k'))).toEqual(ids.map(() => 'o'));
    expect(ids.length).toBeGreaterThan(0);
  });
});
