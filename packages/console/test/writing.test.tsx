import { describe, expect, it } from 'vitest';
import type { RepTold } from '@tillside/protocol';
import { NOON, attached, entry, fernway, floor, item, jonas, maya } from './helpers/data.ts';
import { openConsole, press, type } from './helpers/open-console.tsx';
import type { OpenConsole, OpenOptions } from './helpers/open-console.tsx';

const live: RepTold = { type: 'live', conversation: 'cnv_4f2a' };
const mine = floor({ mine: [item('4f2a'), item('c07d', { site: 'site_fernway' })] });

async function conversation(options: OpenOptions = {}): Promise<OpenConsole> {
  const page = await openConsole({ hash: '#/desk/cnv_4f2a', first: [mine], ...options });
  await page.tell(attached(), live);
  return page;
}
const box = (page: OpenConsole) => page.find<HTMLTextAreaElement>('textarea');
const write = (page: OpenConsole, text: string) => page.does(() => type(box(page), text));
const enter = (page: OpenConsole, init: KeyboardEventInit = {}) => page.does(() => press('Enter', init, box(page)));
const said = (page: OpenConsole) => [...page.root.querySelectorAll('.said')].map((line) => line.textContent);

describe('the composer', () => {
  it('[DWR1] sends by Enter, trimmed, and empties itself', async () => {
    const page = await conversation();
    await write(page, ' It would. ');
    await enter(page);
    expect(page.socket.of('message.send')).toEqual([
      expect.objectContaining({ conversation: 'cnv_4f2a', epoch: 1, claim: 'clm_4f2a', body: { text: 'It would.' } }),
    ]);
    expect(box(page).value).toBe('');
  });

  it('[DWR1] sends nothing by Shift+Enter, by a composing Enter, or when there is nothing to say', async () => {
    const page = await conversation();
    await write(page, 'half a');
    await enter(page, { shiftKey: true });
    await enter(page, { isComposing: true });
    await write(page, '   ');
    await enter(page);
    expect(page.socket.of('message.send')).toEqual([]);
  });

  it('says how many characters are too many, and does not send them', async () => {
    const page = await conversation();
    await write(page, 'x'.repeat(4_002));
    expect(page.text('.composer-hint')).toBe('2 characters too many');
    await enter(page);
    expect(page.socket.of('message.send')).toEqual([]);
  });

  it('[DWR4] keeps drafts by conversation and by kind, over a reload', async () => {
    const page = await conversation();
    await write(page, 'to the visitor');
    await page.does(() => press('n', { code: 'KeyN', altKey: true }, box(page)));
    await write(page, 'to colleagues');
    await page.does(() => page.app.nav.go('desk', 'cnv_c07d'));
    expect(box(page).value).toBe('');
    await page.does(() => page.app.nav.go('desk', 'cnv_4f2a'));
    expect(box(page).value).toBe('to colleagues');
    await page.does(() => press('n', { code: 'KeyN', altKey: true }, box(page)));
    expect(box(page).value).toBe('to the visitor');
    expect(window.localStorage.getItem('tillside.drafts.rep_maya')).toContain('to colleagues');
    expect(page.text('.row[aria-current]')).toContain('Draft to the visitor');
    await write(page, '  ');
    expect(page.text('.row[aria-current]')).not.toContain('Draft');
  });

  it('[DWR7] tells that a reply is being typed, never a note, and never what', async () => {
    const page = await conversation();
    await write(page, 'secret thoughts');
    expect(page.socket.of('typing')).toEqual([{ type: 'typing', conversation: 'cnv_4f2a' }]);
    await page.passes(2_000);
    await page.does(() => press('n', { code: 'KeyN', altKey: true }, box(page)));
    await write(page, 'a note');
    expect(page.socket.of('typing')).toHaveLength(1);
    expect(JSON.stringify(page.socket.sent)).not.toContain('secret');
  });
});

describe('how far it got', () => {
  const sentSession = (page: OpenConsole) => page.socket.of('message.send')[0]?.session ?? '';

  it('[DWR2] sending, then sent, then read, always one bubble', async () => {
    const page = await conversation();
    await write(page, 'Hello');
    await enter(page);
    expect(said(page)).toEqual([expect.stringMatching(/Hello.*Sending/)]);
    const session = sentSession(page);
    await page.tell({ type: 'acked', session, conversation: 'cnv_4f2a', seq: 1, offset: 1 });
    expect(said(page)).toEqual([expect.stringMatching(/Hello.*Sent/)]);
    await page.tell(entry(1, 'message', { text: 'Hello' }, { by: maya, session, seq: 1 }));
    expect(said(page)).toEqual([expect.stringMatching(/Hello.*Sent/)]);
    await page.tell({ type: 'read.moved', conversation: 'cnv_4f2a', by: 'visitor', offset: 1 });
    expect(said(page)).toEqual([expect.stringMatching(/Hello.*Read/)]);
  });

  it('[DWR2] kept while the connection is lost', async () => {
    const page = await conversation();
    await page.does(() => page.socket.drop(1006));
    await write(page, 'Are you there?');
    await enter(page);
    expect(said(page)).toEqual([expect.stringContaining('Kept. Goes out when connected.')]);
  });

  it('[DWR3] refused: says why, keeps it, and sends it again or lets it be discarded', async () => {
    const page = await conversation();
    await write(page, 'Hello');
    await enter(page);
    const refuseLast = () => {
      const { session = '', seq = 0 } = page.socket.of('message.send').at(-1) ?? {};
      return page.tell({ type: 'refused', session, conversation: 'cnv_4f2a', seq, code: 'fenced', retry: false });
    };
    await refuseLast();
    expect(said(page)).toEqual([expect.stringContaining('Not sent: the conversation is no longer yours')]);
    await page.does(() => page.button('Send again').click());
    expect(page.socket.of('message.send')).toHaveLength(2);
    await refuseLast();
    await page.does(() => page.button('Discard').click());
    expect(said(page)).toEqual([]);
  });
});

describe('who may write', () => {
  const open = async (state: Parameters<typeof item>[1], rep = 'rep_jonas') => {
    const page = await openConsole({ hash: '#/desk/cnv_4f2a', first: [floor({ queue: [item('4f2a', state)] })] });
    const engagement = {
      id: 'eng_4f2a',
      state: state?.state ?? 'active',
      openedAt: 0,
      rep: { id: rep, name: 'Jonas' },
    };
    await page.tell(attached({ engagement }), live);
    return page;
  };

  it('[DWR5] a colleague’s conversation takes notes only, and says why', async () => {
    const page = await open({ state: 'active' });
    expect(page.text('.composer')).toContain('Jonas answers here. You can leave a note.');
    await write(page, 'I know her');
    await enter(page);
    expect(page.socket.of('message.send')).toEqual([]);
    expect(page.socket.of('note.add')).toEqual([expect.objectContaining({ body: { text: 'I know her' } })]);
    expect(said(page)).toEqual([expect.stringContaining('Your note')]);
  });

  it('[DWR5] a resolved one says that it opens again', async () => {
    const page = await open({ state: 'resolved' });
    expect(page.text('.composer')).toContain('The next message of the visitor opens it again');
  });

  it('[DWR4] a note that was begun while a colleague had it stays one when it is this rep’s again', async () => {
    const page = await open({ state: 'active' });
    await write(page, 'She asked for a disc');
    await page.tell(mine);
    expect(box(page).value).toBe('She asked for a disc');
    await write(page, 'She asked for a discount twice');
    await enter(page);
    expect(page.socket.of('message.send')).toEqual([]);
    expect(page.socket.of('note.add')).toEqual([
      expect.objectContaining({ body: { text: 'She asked for a discount twice' } }),
    ]);
  });

  it('[DWR4] a reply that was begun stays in sight when the conversation goes to a colleague, and is not sent', async () => {
    const page = await conversation();
    await write(page, 'Half an answer');
    const rep = { id: 'rep_jonas', name: 'Jonas' };
    const engagement = { id: 'eng_4f2a', state: 'active', openedAt: NOON, rep } as const;
    await page.tell({ type: 'engagement.changed', conversation: 'cnv_4f2a', engagement }, floor());
    await page.passes(5_000);
    expect(page.text('.composer-closed')).toContain('Jonas answers here');
    expect(box(page).value).toBe('Half an answer');
    await write(page, 'Half an answer, and more');
    expect(page.socket.of('typing')).toHaveLength(1);
    await enter(page);
    expect(page.socket.of('message.send')).toEqual([]);
    await page.does(() => page.find<HTMLInputElement>('.composer-foot input[value="note"]').click());
    await write(page, 'I had begun to answer');
    await enter(page);
    expect(page.socket.of('note.add')).toEqual([expect.objectContaining({ body: { text: 'I had begun to answer' } })]);
    expect(box(page).value).toBe('Half an answer, and more');
  });

  it('[DWR4] once such a note is sent, replies come first again', async () => {
    const page = await open({ state: 'active' });
    await write(page, 'I know her');
    await enter(page);
    await page.tell(mine);
    await write(page, 'Here I am');
    await enter(page);
    expect(page.socket.of('message.send')).toEqual([expect.objectContaining({ body: { text: 'Here I am' } })]);
  });

  it('[DWR5] one that rings is answered before it is written to', async () => {
    const page = await openConsole({
      hash: '#/desk/cnv_4f2a',
      first: [floor({ mine: [item('4f2a', { state: 'ringing' })] })],
    });
    await page.tell(attached(), live);
    expect(page.root.querySelector('textarea')).toBeNull();
    expect(page.text('.ring-bar')).toContain('Answer to reply.');
  });
});

describe('offers', () => {
  it('[DWR6] are the conversation’s shop’s, and no other’s', async () => {
    const page = await conversation();
    await page.does(() => page.button('Offer').click());
    expect(page.text('.menu-list')).toContain('Free express shipping');
    expect(page.text('.menu-list')).not.toContain(fernway.offers[0]?.title);
    await page.does(() => page.button(/^Free express/).click());
    expect(page.socket.of('offer.make')).toEqual([
      expect.objectContaining({
        conversation: 'cnv_4f2a',
        body: { offer: 'off_express' },
        epoch: 1,
        claim: 'clm_4f2a',
      }),
    ]);
    expect(page.text('.said-own')).toContain('Free express shipping');
  });

  it('[DWR6] come by the keyboard from a note, too: they go with a reply', async () => {
    const page = await conversation();
    await page.does(() => press('n', { code: 'KeyN', altKey: true }, box(page)));
    await write(page, 'A note');
    await page.does(() => press('o', { code: 'KeyO', altKey: true }, box(page)));
    expect(page.text('.menu-list')).toContain('Free express shipping');
    await page.does(() => page.button(/^Free express/).click());
    expect(page.socket.of('offer.make')).toHaveLength(1);
    await page.does(() => press('n', { code: 'KeyN', altKey: true }, box(page)));
    expect(box(page).value).toBe('A note');
  });

  it('[DWR6] follow when another conversation is opened', async () => {
    const page = await conversation();
    await page.does(() => page.app.nav.go('desk', 'cnv_c07d'));
    await page.tell(attached({ conversation: 'cnv_c07d' }), { ...live, conversation: 'cnv_c07d' });
    await page.does(() => page.button('Offer').click());
    expect(page.text('.menu-list')).toContain('Ten off the bag');
    expect(page.text('.menu-list')).not.toContain('Free express shipping');
  });
});

it('shows a colleague’s words as theirs', async () => {
  const page = await conversation();
  await page.tell(entry(1, 'message', { text: 'Hello from Jonas' }, { by: jonas }));
  expect(page.text('.said-rep')).toContain('Jonas');
});
