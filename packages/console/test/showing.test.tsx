import { describe, expect, it, vi } from 'vitest';
import type { EntryAdded, RepTold } from '@tillside/protocol';
import { mistakesOf, readProduct } from '../src/desk/product-form.ts';
import { readMoney } from '../src/format.ts';
import { attached, context, entry, floor, item, maya, visitor } from './helpers/data.ts';
import { openConsole, press, type } from './helpers/open-console.tsx';
import type { OpenConsole, OpenOptions } from './helpers/open-console.tsx';

const live: RepTold = { type: 'live', conversation: 'cnv_4f2a' };
const file = `fil_${'0f'.repeat(20)}`;

async function conversation(entries: readonly EntryAdded[] = [], options: OpenOptions = {}): Promise<OpenConsole> {
  const first = [floor({ mine: [item('4f2a')] })];
  const page = await openConsole({ hash: '#/desk/cnv_4f2a', first, ...options });
  await page.tell(attached({ context, top: entries.length }), ...entries, live);
  return page;
}
const choose = async (page: OpenConsole, what: string) => {
  await page.does(() => page.button('Add something').click());
  await page.does(() => page.button(what).click());
};

describe('what is shown', () => {
  it('[DSW1] a product is a link to the shop with its price, and no other address', async () => {
    const strap = { name: 'Leather strap', url: 'https://halden.example/strap', price: 4_900, currency: 'USD' };
    const page = await conversation([
      entry(1, 'product', strap, { by: maya }),
      entry(2, 'product', { name: 'Bad', url: 'javascript:alert(1)' }, { by: maya }),
    ]);
    expect(page.find<HTMLAnchorElement>('a.shown').href).toBe(strap.url);
    expect(page.text('a.shown')).toBe('Leather strap$49.00');
    expect(page.root.querySelectorAll('a.shown')).toHaveLength(1);
  });

  it('[DSW2] a picture keeps its place before it is there; another file says its name and size', async () => {
    const page = await conversation([
      entry(
        1,
        'file',
        { file, name: 'me.jpg', type: 'image/jpeg', bytes: 9_000, width: 1_200, height: 600 },
        { by: visitor },
      ),
      entry(2, 'file', { file, name: 'bill.pdf', type: 'application/pdf', bytes: 1_250_000 }, { by: visitor }),
    ]);
    const picture = page.find<HTMLImageElement>('.sent-picture');
    expect([picture.getAttribute('src'), picture.alt]).toEqual([`/v1/files/${file}`, 'me.jpg']);
    expect([picture.getAttribute('width'), picture.getAttribute('height')]).toEqual(['240', '120']);
    expect(page.text('a.shown')).toBe('bill.pdf1.3 MB');
    expect(page.find('.said').className).toContain('said-visitor');
  });

  it('[DSW3] what became of a part that was pointed at is said', async () => {
    const page = await conversation([entry(1, 'guide', { target: 't4', name: 'Shipping options' }, { by: maya })]);
    expect(page.text('.said')).toContain('Pointed at “Shipping options”');
    await page.tell({ type: 'guide.moved', conversation: 'cnv_4f2a', offset: 1, state: 'shown' });
    expect(page.text('.said-foot')).toBe('The visitor sees it');
  });

  it('[DSW4] a contact and a rating are lines of their own', async () => {
    const page = await conversation([
      entry(1, 'contact', {
        name: 'Ida',
        email: 'ida@example.com',
        answers: [{ question: 'About?', answer: 'An order' }],
      }),
      entry(2, 'rating', { engagement: 'eng_1', score: 4, comment: 'Kind.' }),
    ]);
    const lines = [...page.root.querySelectorAll('.about')].map((line) => line.textContent);
    expect(lines).toEqual(['The visitor leftNameIdaE-mailida@example.comAbout?An order', 'Rating 4 of 5Kind.']);
  });

  it('[DSW5] a bot is named as one, and answers that were offered are shown', async () => {
    const page = await conversation([
      entry(1, 'message', { text: 'Hi', replies: ['Yes', 'No'] }, { by: { kind: 'bot', id: 'bot_1', name: 'Halo' } }),
    ]);
    expect(page.text('.said-author')).toBe('Halo (bot)');
    expect([...page.root.querySelectorAll('.replies li')].map((one) => one.textContent)).toEqual(['Yes', 'No']);
  });

  it('[DSW6] what the shop says of the visitor is said as such; a try-out too', async () => {
    const first = [floor({ mine: [item('4f2a', { isPreview: true })] })];
    const page = await conversation([], { first });
    expect(page.text('.head-state')).toContain('Try-out by the shop');
    const claims = { name: 'Ida Berg', attributes: { loyalty_tier: 'gold', orders: 3 } };
    await page.tell({ type: 'context.changed', conversation: 'cnv_4f2a', context: { ...context, claims } });
    expect(page.text('.claims')).toBe('Name Ida BergLoyalty tier goldOrders 3');
  });

  it('[DSW7] what is being typed is shown where the relay tells it, and forgotten with the next word', async () => {
    const page = await conversation();
    await page.tell({ type: 'typing.seen', conversation: 'cnv_4f2a', by: 'visitor', text: 'does it co' });
    expect(page.text('.typing')).toBe('Visitor is typing: does it co');
    await page.tell(entry(1, 'message', { text: 'does it come?' }));
    expect(page.text('.typing')).toBe('');
  });
});

describe('showing something', () => {
  it('[DSW8] answers go with the message, each once and trimmed, and are kept in the draft', async () => {
    const page = await conversation();
    await choose(page, 'Answers to choose from');
    await page.does(() => page.button('Another answer').click());
    for (const [index, text] of [' Yes ', 'Yes', 'No'].entries())
      await page.does(() =>
        type(page.root.querySelectorAll<HTMLInputElement>('.reply-field')[index] as HTMLInputElement, text),
      );
    expect(window.localStorage.getItem('tillside.drafts.rep_maya')).toContain(' Yes ');
    const box = page.find<HTMLTextAreaElement>('textarea');
    await page.does(() => type(box, 'Shall I?'));
    await page.does(() => press('Enter', {}, box));
    expect(page.socket.of('message.send')).toEqual([
      expect.objectContaining({ body: { text: 'Shall I?', replies: ['Yes', 'No'] } }),
    ]);
    expect(page.root.querySelector('.reply-field')).toBe(null);
  });

  it('[DSW9] a product begins with the page the visitor is on; what is missing is said at its field', async () => {
    const page = await conversation();
    const seen = { ...context, page: { url: 'https://halden.example/strap', title: 'Strap', type: 'product' } };
    await page.tell({ type: 'context.changed', conversation: 'cnv_4f2a', context: seen });
    await choose(page, 'Product');
    const field = (name: string) => page.find<HTMLInputElement>(`input[name="${name}"]`);
    expect([field('name').value, field('url').value]).toEqual(['Strap', seen.page.url]);
    await page.does(() => type(field('price'), 'cheap'));
    await page.does(() => page.button('Show it').click());
    expect(page.text('.field-error')).toBe('Write the price as a number, such as 49.90.');
    expect(page.socket.of('product.show')).toEqual([]);
    await page.does(() => type(field('price'), '49.90'));
    await page.does(() => page.button('Show it').click());
    expect(page.socket.of('product.show')).toEqual([
      expect.objectContaining({
        claim: 'clm_4f2a',
        body: { name: 'Strap', url: seen.page.url, price: 4_990, currency: 'USD' },
      }),
    ]);
  });

  it('[DSW10] a file is uploaded first, then sent under the assignment of that moment', async () => {
    const upload = vi.fn(() =>
      Promise.resolve({ kind: 'ok', value: { file, name: 'a.png', type: 'image/png', bytes: 3 } } as const),
    );
    const page = await conversation([], { api: { upload } });
    const picture = new File(['abc'], 'a.png', { type: 'image/png' });
    await page.does(() => page.app.desk.value?.uploads.send('cnv_4f2a', picture));
    expect(upload).toHaveBeenCalledWith('cnv_4f2a', picture);
    expect(page.socket.of('file.send')).toEqual([expect.objectContaining({ epoch: 1, body: { file } })]);
  });

  it('[DSW10] a file that is too large, or was not taken, is told by its name', async () => {
    const page = await conversation([], {
      api: { upload: () => Promise.resolve({ kind: 'failed', status: 415, detail: 'it is no picture' }) },
    });
    const large = new File([new Uint8Array(10_485_761)], 'film.png');
    await page.does(() => page.app.desk.value?.uploads.send('cnv_4f2a', large));
    await page.does(() => page.app.desk.value?.uploads.send('cnv_4f2a', new File(['x'], 'x.svg')));
    expect(page.app.toasts.list.value.filter(({ tone }) => tone === 'bad').map(({ text }) => text)).toEqual([
      'film.png was not sent: it is larger than 10 MB',
      'x.svg was not sent: it is no picture',
    ]);
  });

  it('[DSW11] the page is asked what is there, and one press points at a part of it', async () => {
    const page = await conversation();
    await choose(page, 'Point at something');
    expect(page.socket.of('guide.look')).toHaveLength(1);
    expect(page.root.textContent).toContain('Asking the page what is there.');
    await page.tell({
      type: 'guide.listed',
      conversation: 'cnv_4f2a',
      targets: [{ target: 't4', name: 'Shipping options', role: 'section' }],
    });
    await page.does(() => page.button(/Shipping options/).click());
    expect(page.socket.of('guide.show')).toEqual([
      expect.objectContaining({ body: { target: 't4', name: 'Shipping options' } }),
    ]);
  });

  it('[DSW11] a page that does not answer is said to have nothing; another page is asked anew', async () => {
    const page = await conversation();
    await choose(page, 'Point at something');
    await page.passes(4_100);
    expect(page.root.textContent).toContain('The page shows nothing that can be pointed at');
    await page.tell({
      type: 'guide.listed',
      conversation: 'cnv_4f2a',
      targets: [{ target: 't4', name: 'Pay', role: 'button' }],
    });
    const moved = { ...context, page: { url: 'https://halden.example/other', title: '' } };
    await page.tell({ type: 'context.changed', conversation: 'cnv_4f2a', context: moved });
    expect(page.root.querySelector('.guide-list button')).toBe(null);
  });
});

describe('amounts as a rep types them', () => {
  it.each([
    ['49.90', 'USD', 4_990],
    ['1,234.50', 'USD', 123_450],
    ['4900', 'JPY', 4_900],
    ['1.234', 'KWD', 1_234],
    ['', 'USD', undefined],
    ['-5', 'USD', undefined],
    ['12,3', 'USD', undefined],
  ])('%s %s', (text, currency, minor) => expect(readMoney(text, currency)).toBe(minor));

  it('a product without a price says no currency', () => {
    const written = { name: 'Strap', url: 'https://a.example/', price: '', image: '' };
    expect(mistakesOf(written, 'USD')).toEqual({});
    expect(readProduct(written, 'USD')).toEqual({ name: 'Strap', url: 'https://a.example/' });
  });
});
