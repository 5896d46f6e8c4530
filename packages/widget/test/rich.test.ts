import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EntryBodies, EntryKind } from '@tillside/protocol';
import { engagement, entry } from './helpers/fake-link.ts';
import { draw, useWidget } from './helpers/use-widget.ts';
import { RELAY } from './helpers/shop.ts';
import { missing } from './helpers/start-widget.ts';

const stage = useWidget();
const { talk, text } = stage;
afterEach(() => missing.clear());

const said = (words: string, offset: number, more: object = {}) =>
  entry('message', { text: words }, { offset, ...more });
const shown = async <Kind extends EntryKind>(kind: Kind, body: EntryBodies[Kind], more: object = {}) =>
  talk({}, entry(kind, body, { offset: 1, ...more }));
const inner = (): string => stage.started.find('.bubble [dir]')?.innerHTML ?? '';

describe('formatting', () => {
  it.each([
    ['*now* or _later_', '<b>now</b> or <em>later</em>'],
    ['*_both_*', '<b><em>both</em></b>'],
    ['a `*code*` b', 'a <code>*code*</code> b'],
    ['2*3*4 and a_b_c', '2*3*4 and a_b_c'],
    ['* not * bold, * neither', '* not * bold, * neither'],
    ['(*yes*), "_so_".', '(<b>yes</b>), "<em>so</em>".'],
    ['> quoted\nand not', '<blockquote>quoted</blockquote>and not'],
    ['- one\n- *two*', '<ul class="list"><li>one</li><li><b>two</b></li></ul>'],
    ['1. one\n2. two', '<ol class="list"><li>one</li><li>two</li></ol>'],
    ['3. March is *fine*', '3. March is <b>fine</b>'],
  ])('[RI1] %j is drawn as nodes', async (words, html) => {
    await talk({}, said(words, 1));
    expect(inner()).toBe(html);
  });

  it('[RI1] plain words need no download', async () => {
    await talk({}, said('Does it fit? - Yes: 4 x 5', 1));
    expect(stage.started.parts).not.toContain('rich');
    expect(inner()).toBe('Does it fit? - Yes: 4 x 5');
  });

  it('[RI1] until the download is there, and where it cannot be had, the words are there as they were written', async () => {
    missing.add('rich');
    await talk({}, said('*now*', 1));
    expect(inner()).toBe('*now*');
  });

  it.each([
    ['👍', true],
    ['🇩🇪 ❤️', true],
    ['👩‍👩‍👧', true],
    ['👍 ok', false],
    ['12', false],
  ])('[RI2] %s alone is bigger: %s', async (words, isBig) => {
    await talk({}, said(words, 1));
    expect(!!stage.started.find('.big')).toBe(isBig);
  });
});

describe('quick replies', () => {
  const offered = () =>
    talk({}, entry('message', { text: 'Which?', replies: ['The red one', 'Neither'] }, { offset: 1 }));

  it('[RI3] a press says it, and they go', async () => {
    await offered();
    const group = stage.started.find('.replies')!;
    expect(group.getAttribute('aria-label')).toBe('Suggested answers');
    group.querySelector('button')!.click();
    await draw();
    expect(stage.started.link.sent).toEqual([
      { type: 'message.send', conversation: 'mine', body: { text: 'The red one' } },
    ]);
    expect(stage.started.shadow().activeElement).toBe(stage.field());
    stage.started.link.tell(said('The red one', 2, { by: 'visitor' }));
    expect(stage.started.find('.replies')).toBeNull();
  });
});

describe('products', () => {
  const product = { name: 'M2', url: `${location.origin}/m2`, price: 61_200, currency: 'USD' };

  it('[RI4] shows name, price and a picture of the shop’s own', async () => {
    await shown('product', { ...product, image: `${location.origin}/m2.jpg` });
    const card = stage.started.find<HTMLAnchorElement>('.product')!;
    expect([card.href, card.getAttribute('target')]).toEqual([product.url, null]);
    expect(card.textContent).toBe('M2$612.00View product');
    expect(card.querySelector('img')!.src).toBe(`${location.origin}/m2.jpg`);
  });

  it.each([
    ['https://elsewhere.example/m2.jpg', false],
    [`${RELAY}/v1/m2.jpg`, true],
  ])('[RI4] a picture of %s is loaded: %s', async (image, isLoaded) => {
    await shown('product', { ...product, image });
    expect(!!stage.started.find('.product img')).toBe(isLoaded);
  });
});

describe('files', () => {
  const file = { file: 'fil_1', name: 'Lens.pdf', type: 'application/pdf', bytes: 1_400_000 } as const;

  it('[RI5] a file is a link with its name and size, in a tab of its own', async () => {
    await shown('file', file);
    const link = stage.started.find<HTMLAnchorElement>('.file')!;
    expect([link.href, link.target]).toEqual([`${RELAY}/v1/files/fil_1`, '_blank']);
    // What is seen is its name.
    expect(link.hasAttribute('aria-label')).toBe(false);
    expect(link.textContent).toBe('Lens.pdf1.4 MB');
  });

  it('[RI5] a picture has its size before it is there, also before its download is', async () => {
    missing.add('rich');
    const picture = { ...file, name: 'Lens.jpg', type: 'image/jpeg', width: 800, height: 600 } as const;
    await shown('file', picture, { by: 'visitor' });
    const blank = stage.started.find<HTMLCanvasElement>('canvas.blank')!;
    expect([blank.width, blank.height]).toEqual([800, 600]);
    missing.clear();
    stage.started.link.tell({ type: 'read.moved', conversation: 'mine', by: 'rep', offset: 1 });
    await draw();
    const image = stage.started.find<HTMLImageElement>('.picture img')!;
    expect([image.getAttribute('width'), image.getAttribute('height'), image.alt]).toEqual(['800', '600', 'Lens.jpg']);
  });
});

describe('who says it', () => {
  it('[RI6] a bot is named as one beside each message', async () => {
    await talk({}, {
      ...(said('Hello', 1) as object),
      by: { kind: 'bot', id: 'bot_1', name: 'Milo' },
    } as never);
    expect(text('.bot')).toBe('Milo · Bot');
    expect(text('.bubble .unseen')).toMatch(/^Milo, Bot, /);
  });

  it('[RI6] another rep who goes on is said', async () => {
    const accepted = (rep: string, name: string, offset: number) =>
      entry('engagement.accepted', { engagement: 'eng_1', rep, name }, { offset });
    await talk({}, accepted('rep_a', 'Mara', 1), accepted('rep_b', 'Jon', 2));
    expect([...stage.started.shadow().querySelectorAll('.line')].map((it) => it.textContent)).toEqual([
      'Mara is here',
      'Jon goes on from here instead of Mara.',
    ]);
  });

  it('[RI6] what the visitor gave and rated is said', async () => {
    await talk(
      {},
      entry('contact', { email: 'kim@example.com' }, { offset: 1, by: 'visitor' }),
      entry('rating', { engagement: 'eng_1', score: 4 }, { offset: 2, by: 'visitor' }),
    );
    expect([...stage.started.shadow().querySelectorAll('.line')].map((it) => it.textContent)).toEqual([
      'We can reach you at kim@example.com.',
      'You rated this conversation 4 out of 5.',
    ]);
  });
});

describe('the sound', () => {
  const played = vi.fn();
  const hearing = (hasBeenActive: boolean) => {
    played.mockClear();
    const node = {
      connect: () => node,
      addEventListener: () => undefined,
      start: played,
      stop: () => undefined,
      gain: {} as object,
      frequency: {},
    };
    const ramp = () => undefined;
    node.gain = { setValueAtTime: ramp, linearRampToValueAtTime: ramp, exponentialRampToValueAtTime: ramp };
    vi.stubGlobal(
      'AudioContext',
      class {
        currentTime = 0;
        destination = {};
        createOscillator = () => node;
        createGain = () => node;
        close = async () => undefined;
      },
    );
    vi.stubGlobal(
      'navigator',
      Object.create(navigator, { userActivation: { value: { hasBeenActive } }, locks: { value: undefined } }),
    );
  };

  it('[RI7] a rep’s message sounds, once; history and the visitor’s own do not', async () => {
    hearing(true);
    await talk({}, said('old', 1));
    stage.started.link.tell(said('mine', 2, { by: 'visitor' }));
    await draw();
    expect(played).not.toHaveBeenCalled();
    stage.started.link.tell(said('new', 3));
    await draw();
    expect(played).toHaveBeenCalledTimes(2);
  });

  it('[RI7] before the visitor did anything there is none', async () => {
    hearing(false);
    await talk({}, said('old', 1));
    stage.started.link.tell(said('new', 2));
    await draw();
    expect(played).not.toHaveBeenCalled();
  });

  it('[RI7] muted it is silent, also on the next page', async () => {
    hearing(true);
    await talk({}, said('old', 1));
    stage.started.find('header .icon')!.click();
    await draw();
    const mute = stage.started.find('.menu button')!;
    expect(mute.textContent).toBe('Mute sounds');
    mute.click();
    await draw();
    expect(stage.started.find('.menu')).toBeNull();
    stage.started.widget.destroy();
    await stage.start();
    await stage.pressLauncher();
    stage.started.link.attach(engagement(), said('old', 1));
    stage.started.link.tell(said('new', 2));
    await draw();
    expect(played).not.toHaveBeenCalled();
  });
});
