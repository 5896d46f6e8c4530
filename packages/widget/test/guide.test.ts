import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { engagement, entry } from './helpers/fake-link.ts';
import { draw, press, useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const scrolled = vi.fn();

beforeEach(() => {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(100, 200, 80, 40));
  Element.prototype.scrollIntoView = scrolled;
});
afterEach(() => scrolled.mockClear());

const page = (html: string): void => {
  document.body.insertAdjacentHTML('beforeend', `<div id="shop">${html}</div>`);
};
const list = async () => {
  stage.started.link.tell({ type: 'guide.asked' });
  await draw();
  const frame = stage.started.link.posted.findLast((it) => it.type === 'guide.list');
  return frame?.type === 'guide.list' ? frame.targets : [];
};
const names = async () => (await list()).map(({ role, name }) => `${role} ${name}`);
const ask = async (target: string, name: string, offset = 1) => {
  stage.started.link.tell(entry('guide', { target, name }, { offset }));
  await draw();
};
const answers = () =>
  stage.started.link.posted.flatMap((it) => (it.type === 'guide.answer' ? [[it.offset, it.state]] : []));
const button = (name: string) =>
  [...stage.started.shadow().querySelectorAll<HTMLButtonElement>('button')].find(
    (it) => it.textContent?.trim() === name,
  )!;
const ring = () => stage.started.find('.ring');
const talk = async () => {
  await stage.open();
  stage.started.link.attach(engagement());
  await draw();
};

describe('what can be pointed at', () => {
  it('[GU1] parts by the name a screen reader would say, the shop’s marks first', async () => {
    await talk();
    page(`
      <main><h2>Your cart</h2><a href="/x">Size guide</a></main>
      <label>Coupon <input name="coupon" value="SECRET"></label>
      <input aria-label="Search" placeholder="What?"><button> Apply
        now </button><div data-tillside-guide="Delivery time">3 days</div>
      <button>Apply now</button><span id="l">Gift</span><select aria-labelledby="l"><option>Yes</option></select>`);
    expect(await names()).toEqual([
      'section Delivery time',
      'button Apply now',
      'field Coupon',
      'field Search',
      'field Gift',
      'heading Your cart',
      'link Size guide',
    ]);
  });

  it('[GU1] nothing of private forms and places, nothing unseen, and no value is read', async () => {
    await talk();
    page(`
      <form><input autocomplete="cc-number" aria-label="Card"><button>Pay</button><h3>Card details</h3></form>
      <form><input type="password" aria-label="Password"><button>Sign in</button></form>
      <div data-tillside-private><button>Hidden by the shop</button></div>
      <label>Note <textarea>typed</textarea></label>
      <label>Street <input id="street"></label>`);
    const read = vi.fn(() => 'typed');
    for (const field of document.querySelectorAll('#shop input,#shop textarea'))
      Object.defineProperty(field, 'value', { get: read, configurable: true });
    expect(await names()).toEqual(['field Note', 'field Street']);
    expect(read).not.toHaveBeenCalled();
  });

  it('[GU1] at most forty', async () => {
    await talk();
    page(Array.from({ length: 60 }, (_, index) => `<button>Button ${index}</button>`).join(''));
    expect(await list()).toHaveLength(40);
  });
});

describe('a guided step', () => {
  const pointAt = async (offset = 1) => {
    const [target] = await list();
    await ask(target!.target, target!.name, offset);
  };
  const clicked = vi.fn();
  beforeEach(async () => {
    clicked.mockClear();
    await talk();
    page('<button id="it">Apply</button>');
    document.querySelector('#it')!.addEventListener('click', clicked);
  });

  it('[GU2] is asked first; agreed, a ring stands around it and it comes into view; nothing is pressed', async () => {
    await pointAt();
    expect(stage.text('.offer')).toContain('Mara would like to show you “Apply” on this page');
    expect(ring()).toBeNull();
    button('Show me').click();
    await draw();
    expect(ring()!.textContent).toContain('This is “Apply”.');
    expect(ring()!.querySelector('[role=status]')).not.toBeNull();
    expect(answers()).toEqual([[1, 'shown']]);
    expect(scrolled).toHaveBeenCalledWith(expect.objectContaining({ block: 'center' }));
    expect(clicked).not.toHaveBeenCalled();
    expect(document.querySelectorAll('[style]')).toHaveLength(0);
  });

  it('[GU2] once a conversation: the next is shown at once, and can be shown again', async () => {
    await pointAt();
    button('Show me').click();
    await draw();
    press(stage.field(), 'Escape');
    expect(stage.started.find('.panel')!.hidden).toBe(false);
    await pointAt(2);
    expect(ring()).not.toBeNull();
    expect(answers().at(-1)).toEqual([2, 'shown']);
    press(document.body, 'Escape');
    expect(ring()).toBeNull();
    button('Show me “Apply”').click();
    await draw();
    expect(ring()).not.toBeNull();
  });

  it('[GU2] a no is told, and nothing is shown', async () => {
    await pointAt();
    button('No, thanks').click();
    await draw();
    expect(answers()).toEqual([[1, 'declined']]);
    expect(ring()).toBeNull();
    expect(button('Show me')).toBeUndefined();
  });

  it('[GU3] a part that is gone is said on both sides', async () => {
    await pointAt();
    document.querySelector('#it')!.remove();
    button('Show me').click();
    await draw();
    expect(answers().at(-1)).toEqual([1, 'gone']);
    expect(stage.text('.log')).toContain('“Apply” is not on this page any more.');
  });

  it.each([
    ['Escape', () => press(document.body, 'Escape')],
    ['a click', () => document.body.click()],
    ['another page', () => history.pushState(null, '', '/elsewhere')],
    ['the part leaving the page', () => document.querySelector('#it')!.remove()],
  ])('[GU3] %s takes the ring away', async (_name, act) => {
    await pointAt();
    button('Show me').click();
    await draw();
    act();
    await vi.advanceTimersByTimeAsync(1_500);
    expect(ring()).toBeNull();
  });
});
