import { describe, expect, it } from 'vitest';
import { attached, entry, floor, item, jonas, maya, visitor } from './helpers/data.ts';
import { openConsole } from './helpers/open-console.tsx';
import type { OpenConsole, OpenOptions } from './helpers/open-console.tsx';
import type { RepTold } from '@tillside/protocol';

const live: RepTold = { type: 'live', conversation: 'cnv_4f2a' };

async function conversation(frames: readonly RepTold[], options: OpenOptions = {}): Promise<OpenConsole> {
  const page = await openConsole({ hash: '#/desk/cnv_4f2a', first: [floor({ mine: [item('4f2a')] })], ...options });
  await page.tell(attached(), ...frames, live);
  return page;
}

describe('a conversation on the screen', () => {
  it('[DCO2] shows markup as text and follows only safe links', async () => {
    const text = '<img src=x onerror=alert(1)> <b>bold</b> javascript:alert(1) https://halden.example/m2';
    const page = await conversation([entry(1, 'message', { text })]);
    expect(page.text('.bubble')).toBe(text);
    expect(page.root.querySelector('.bubble img, .bubble b')).toBeNull();
    const links = [...page.root.querySelectorAll('.bubble a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['https://halden.example/m2']);
    expect(links[0]?.getAttribute('rel')).toContain('noopener');
  });

  it('[DCO3] begins with the invitation', async () => {
    const page = await conversation([
      entry(1, 'invitation', { invitation: 'inv_1', rule: 'exit', text: 'Any question before you order?' }),
      entry(2, 'message', { text: 'Yes' }),
    ]);
    const [first] = [...page.root.querySelectorAll('.said')];
    expect(first?.textContent).toContain('Any question before you order?');
    expect(first?.textContent).toContain('Invitation the visitor accepted');
  });

  it('[DCO4] shows an order as one line', async () => {
    const order = {
      order: 'ord_1',
      value: 61_200,
      currency: 'USD',
      isConfirmed: false,
      credit: 'saved',
      bounty: 1_500,
    } as const;
    const page = await conversation([entry(1, 'order', order)]);
    const parts = [...page.root.querySelectorAll('.order > span')].map((part) => part.textContent);
    expect(parts).toEqual(['Saved cart', '$612.00', 'bounty $15.00', 'unconfirmed']);
    await page.tell(entry(2, 'order', { ...order, value: 60_000, isConfirmed: true }));
    const now = [...page.root.querySelectorAll('.order > span')].map((part) => part.textContent);
    expect(now).toEqual(['Saved cart', '$600.00', 'bounty $15.00', 'confirmed']);
  });

  it('[DCO5] says what the relay did in words', async () => {
    const page = await conversation([
      entry(1, 'engagement.opened', { engagement: 'eng_4f2a', cause: 'visitor' }),
      entry(2, 'engagement.rang', { engagement: 'eng_4f2a', rep: 'rep_jonas', name: 'Jonas' }),
      entry(3, 'engagement.queued', { engagement: 'eng_4f2a', cause: 'no_answer' }),
      entry(4, 'engagement.accepted', { engagement: 'eng_4f2a', rep: 'rep_maya', name: 'Maya' }),
    ]);
    const parts = [...page.root.querySelectorAll('.events > span')].map((part) => part.textContent);
    expect(parts).toEqual(['The visitor opened the chat', 'Rang at Jonas', 'Jonas did not answer', 'You answered']);
  });

  it('[DCO6] puts notes on another paper and says that they are notes', async () => {
    const page = await conversation([
      entry(1, 'note', { text: 'Wrote yesterday' }, { by: jonas }),
      entry(2, 'message', { text: 'Hi' }, { by: maya }),
    ]);
    expect(page.text('.said-note')).toContain('Note by Jonas');
    expect(page.text('.said-own')).not.toContain('Note');
  });

  it('[DCO7] keeps the shop’s name, colour and words in view', async () => {
    const page = await conversation([]);
    expect(page.text('.head h1')).toContain('Halden');
    expect(page.find('.conversation').style.getPropertyValue('--shop')).toBe('#1f5c4d');
    expect(page.text('.greeting')).toContain('Halden, cameras since 1926.');
    expect(page.find('textarea').getAttribute('placeholder')).toBe('Reply to the visitor, as Halden');
  });

  it('[DCO8] says that the visitor types, for four seconds', async () => {
    const page = await conversation([]);
    await page.tell({ type: 'typing.seen', conversation: 'cnv_4f2a', by: 'visitor' });
    expect(page.text('.typing')).toBe('Visitor is typing');
    await page.passes(5_000);
    expect(page.text('.typing')).toBe('');
  });

  it('tells the relay how far the rep has read, and whose word it was', async () => {
    const page = await conversation([entry(1, 'message', { text: 'Hi' }, { by: visitor })]);
    await page.does(() => window.dispatchEvent(new Event('focus')));
    await page.passes(1_500);
    expect(page.socket.of('read').at(-1)).toMatchObject({ conversation: 'cnv_4f2a', offset: 1 });
  });

  it('says so when the relay does not show it to this rep', async () => {
    const page = await openConsole({ hash: '#/desk/cnv_4f2a' });
    await page.tell({ type: 'refused', conversation: 'cnv_4f2a', code: 'unknown_conversation', retry: false });
    expect(page.text('.desk-middle')).toContain('not on your floor');
  });

  it('ends by one of the shop’s own outcome codes', async () => {
    const page = await conversation([]);
    await page.does(() => page.button('Resolve').click());
    await page.does(() => page.button('Question answered').click());
    expect(page.socket.of('engagement.resolve')).toEqual([
      expect.objectContaining({
        conversation: 'cnv_4f2a',
        disposition: 'Question answered',
        epoch: 1,
        claim: 'clm_4f2a',
      }),
    ]);
  });
});
