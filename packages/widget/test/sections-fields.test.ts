import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { senseFields } from '../src/watch/fields.ts';
import { senseSections } from '../src/watch/sections.ts';
import { createSense } from './helpers/sense.ts';
import type { TestSense } from './helpers/sense.ts';

let sense: TestSense;
beforeEach(() => {
  sense = createSense();
});
afterEach(() => {
  sense.end();
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});
const build = (markup: string): HTMLElement => {
  const template = document.createElement('template');
  template.innerHTML = markup;
  document.body.append(template.content);
  return document.body.lastElementChild as HTMLElement;
};

describe('sections of the page', () => {
  let watched: Element[];
  let see: (entries: object[]) => void;
  let isDisconnected: boolean;
  beforeEach(() => {
    watched = [];
    isDisconnected = false;
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        constructor(callback: (entries: object[]) => void) {
          see = callback;
        }
        observe(section: Element): void {
          watched.push(section);
        }
        disconnect(): void {
          isDisconnected = true;
        }
      },
    );
  });
  /** What the browser says: how much of the section, of how high a view. */
  const show = (target: Element, intersectionRatio: number, height = 100): void =>
    see([
      {
        target,
        isIntersecting: intersectionRatio > 0,
        intersectionRatio,
        intersectionRect: { height },
        rootBounds: { height: 800 },
      },
    ]);

  it('[WT5] are told when half of them, or of the view, is seen, and when that is over', () => {
    const section = build('<div data-tillside-section="order-button"></div>');
    senseSections(sense);
    expect(watched).toEqual([section]);
    show(section, 0.4);
    expect(sense.told).toEqual([]);
    show(section, 0.5);
    show(section, 0.9);
    show(section, 0.2, 400);
    show(section, 0.1);
    expect(sense.told).toEqual([
      { name: 'section_enter', of: 'order-button' },
      { name: 'section_leave', of: 'order-button' },
    ]);
  });

  it('[WT5] are found when they are added or marked later, each once, with one search for many changes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    senseSections(sense);
    const search = vi.spyOn(document, 'querySelectorAll');
    const later = build('<div><div data-tillside-section="reviews"></div></div>');
    const marked = build('<p></p>');
    await new Promise(setImmediate);
    marked.setAttribute('data-tillside-section', 'faq');
    await new Promise(setImmediate);
    expect(search).not.toHaveBeenCalled();
    vi.advanceTimersByTime(500);
    expect(search).toHaveBeenCalledTimes(1);
    expect(watched).toEqual([later.firstElementChild, marked]);
    sense.end();
    expect(isDisconnected).toBe(true);
    build('<div data-tillside-section="more"></div>');
    await new Promise(setImmediate);
    vi.advanceTimersByTime(1_000);
    expect(watched).toHaveLength(2);
  });

  it('[WT7] not where they stand in a form with a card’s number, nor once they do', () => {
    build('<form><div data-tillside-section="card"></div><input autocomplete="cc-number"></form>');
    const form = build('<form><div data-tillside-section="order"></div></form>');
    const section = form.firstElementChild!;
    senseSections(sense);
    expect(watched).toEqual([section]);
    form.insertAdjacentHTML('beforeend', '<input autocomplete="cc-number">');
    show(section, 1);
    expect(sense.told).toEqual([]);
  });

  it('[WT7] by no name that looks like a person or a secret', () => {
    const section = build('<div data-tillside-section="Delivery to Anna Müller"></div>');
    senseSections(sense);
    show(section, 1);
    expect(sense.told).toEqual([{ name: 'section_enter', of: '***' }]);
  });
});

describe('fields of the shop’s forms', () => {
  const fire = (target: Element, type: string): boolean => target.dispatchEvent(new Event(type, { bubbles: true }));
  const fill = (field: Element, value: string): void => {
    fire(field, 'focusin');
    (field as HTMLInputElement).value = value;
    fire(field, 'change');
    fire(field, 'focusout');
  };
  beforeEach(() => senseFields(sense));

  it('[WT6] tells fields reached, left filled and changed again, never what is in them', () => {
    const form = build('<form><input name="street"><select name="country"><option>AT</option></select></form>');
    const street = form.querySelector('input')!;
    fill(street, 'Ahornallee 12');
    fill(street, 'Ahornallee 13');
    fire(form.querySelector('select')!, 'focusin');
    expect(sense.told).toEqual([
      { name: 'field_reached', of: 'street' },
      { name: 'field_filled', of: 'street' },
      { name: 'field_reached', of: 'street' },
      { name: 'field_edited', of: 'street', value: 2 },
      { name: 'field_filled', of: 'street' },
      { name: 'field_reached', of: 'country' },
    ]);
    expect(JSON.stringify(sense.told)).not.toContain('Ahorn');
  });

  it('[WT6] a field left empty was not filled; counts begin anew on the next page', () => {
    const form = build('<form><input name="street"></form>');
    const street = form.querySelector('input')!;
    fill(street, '');
    sense.turnPage();
    fill(street, '');
    expect(sense.told.map(({ name }) => name)).toEqual(['field_reached', 'field_reached']);
  });

  it('[WT6] goes by the mark before the name; one without either is not told; names are reduced', () => {
    build('<form><input data-tillside-field="zip" name="f_81273_x"><input><input name="anna@example.com"></form>');
    for (const field of document.querySelectorAll('input')) fire(field, 'focusin');
    expect(sense.told).toEqual([
      { name: 'field_reached', of: 'zip' },
      { name: 'field_reached', of: '***' },
    ]);
  });

  it('[WT6] pressing on in the form is the next thing reached; a button outside of one is none', () => {
    const form = build('<form><button type="button" name="next">Next</button><button><i>Pay</i></button></form>');
    form.querySelector('button')!.click();
    fire(form.querySelector('i')!, 'click');
    build('<button>Menu</button>').click();
    expect(sense.told).toEqual([
      { name: 'field_reached', of: 'next' },
      { name: 'field_reached', of: 'submit' },
    ]);
  });

  it.each([
    ['a card’s number', '<form><input name="f" autocomplete="cc-number"></form>'],
    ['a card’s number by section', '<form><input name="f" autocomplete="billing cc-csc"></form>'],
    ['a password', '<div><input name="f" type="password"></div>'],
    ['a password that is shown', '<div><input name="f" autocomplete="current-password"></div>'],
    ['a code', '<div><input name="f" autocomplete="one-time-code"></div>'],
    ['a field beside a card’s number', '<form><input name="f"><input autocomplete="cc-number"></form>'],
    [
      'a field of another place that belongs to such a form',
      '<i><form id="p"><input type="password"></form><input name="f" form="p"></i>',
    ],
    ['a field beside a password', '<form><input name="f"><input type="password"></form>'],
    ['a field in a marked part', '<div data-tillside-private><p><input name="f"></p></div>'],
    ['a field of a marked form', '<form data-tillside-private><textarea name="f"></textarea></form>'],
  ])('[WT7] %s is never looked at: no listener, no value', (_name, markup) => {
    const field = build(markup).querySelector('[name=f]') as HTMLInputElement;
    const listened = vi.spyOn(field, 'addEventListener');
    const read = vi.fn(() => '4111111111111111');
    for (const property of ['value', 'checked', 'defaultValue', 'textContent', 'innerText'])
      Object.defineProperty(field, property, { get: read, set() {} });
    for (const type of ['focusin', 'input', 'change', 'focusout', 'keydown', 'click']) fire(field, type);
    expect(sense.told).toEqual([]);
    expect(listened).not.toHaveBeenCalled();
    expect(read).not.toHaveBeenCalled();
  });

  it('[WT6] listens on the document alone, and no more after the end', () => {
    const form = build('<form><input name="street"></form>');
    const street = form.querySelector('input')!;
    const listened = vi.spyOn(street, 'addEventListener');
    fill(street, 'x');
    expect(listened).not.toHaveBeenCalled();
    sense.end();
    const before = sense.told.length;
    fill(street, 'y');
    expect(sense.told).toHaveLength(before);
  });
});
