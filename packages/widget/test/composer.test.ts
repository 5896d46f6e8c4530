import { describe, expect, it, vi } from 'vitest';
import { entry } from './helpers/fake-link.ts';
import { draw, press, useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const { talk, text, field, write } = stage;

describe('the composer', () => {
  it('[UI6] Enter sends, and the field is empty again', async () => {
    await talk();
    write('  Hello  ');
    expect(press(field(), 'Enter')).toBe(false);
    expect(stage.started.link.sent).toEqual([{ type: 'message.send', conversation: 'mine', body: { text: 'Hello' } }]);
    await draw();
    expect(field().value).toBe('');
  });

  it.each([
    ['Shift+Enter begins a line', { shiftKey: true }],
    ['an input method’s Enter is its own', { isComposing: true }],
    ['so is the one that Safari tells afterwards', { keyCode: 229 }],
  ])('[UI6] %s', async (_name, more) => {
    await talk();
    write('Hello');
    expect(press(field(), 'Enter', more)).toBe(true);
    expect(stage.started.link.sent).toEqual([]);
  });

  it('[UI6] nothing is not sent', async () => {
    await talk();
    write(' \n ');
    press(field(), 'Enter');
    expect(stage.started.link.sent).toEqual([]);
    expect(stage.started.find('.send')?.getAttribute('aria-disabled')).toBe('true');
  });

  it('[UI6] counts near the end of 4,000 characters, and takes no more', async () => {
    await talk();
    expect(field().maxLength).toBe(4_000);
    write('x'.repeat(3_799));
    await draw();
    expect(text('.left')).toBe('');
    write('x'.repeat(3_990));
    await draw();
    expect(text('.left')).toBe('10 characters left');
  });

  it('[UI6] tells that somebody types, never what', async () => {
    await talk();
    write('H');
    write('He');
    write('');
    expect(stage.started.link.typed).toBe(2);
    expect(stage.started.link.sent).toEqual([]);
  });

  it('[UI6] grows with the text to five lines', async () => {
    await talk();
    let lines = 1;
    Object.defineProperty(field(), 'scrollHeight', { get: () => 20 + 20 * lines });
    for (lines of [1, 3, 5, 12]) {
      write(`${lines} lines`);
      expect(String(field().rows)).toBe(String(Math.min(lines, 5)));
    }
  });

  it('[UI11] does not send where the relay wants no more of it', async () => {
    await talk();
    stage.started.link.state = 'stopped';
    stage.started.link.event({ type: 'link', state: 'stopped' });
    write('Hello');
    press(field(), 'Enter');
    expect(stage.started.link.sent).toEqual([]);
    expect(field().value).toBe('Hello');
  });
});

describe('offers', () => {
  const offer = { offer: 'off_1', title: 'Free express shipping', text: 'On us.', code: 'EXPRESS-0' };
  const offered = () => talk({}, entry('offer', offer, { offset: 1 }));
  const apply = () => stage.started.find('.offer .main');

  it('[UI8] Apply asks the shop’s page; taken, the card says so', async () => {
    await offered();
    const heard: unknown[] = [];
    stage.started.widget.once('offer', (detail, event) => {
      heard.push(detail);
      event.preventDefault();
    });
    apply()!.click();
    await draw();
    expect(heard).toEqual([{ offer: 'off_1', code: 'EXPRESS-0' }]);
    expect(stage.started.link.sent).toEqual([
      { type: 'offer.apply', conversation: 'mine', body: { offer: 'off_1', isApplied: true } },
    ]);
    expect(text('.offer')).toContain('Applied');
    expect(apply()).toBeNull();
  });

  it('[UI8] where nobody takes it the code is there to copy', async () => {
    await offered();
    const writeText = vi.fn(async () => undefined);
    vi.stubGlobal('navigator', Object.create(navigator, { clipboard: { value: { writeText } } }));
    apply()!.click();
    await draw();
    expect(stage.started.link.sent.at(-1)).toMatchObject({ body: { isApplied: false } });
    expect(text('.offer code')).toBe('EXPRESS-0');
    stage.started.find('.offer .plain')!.click();
    await draw();
    expect(writeText).toHaveBeenCalledWith('EXPRESS-0');
    expect(text('.offer .plain')).toBe('Copied');
  });

  it.each([
    [true, 'Applied'],
    [false, 'EXPRESS-0'],
  ])('[UI8] the next page knows whether it was applied: %s', async (isApplied, words) => {
    await talk(
      {},
      entry('offer', offer, { offset: 1 }),
      entry('offer.applied', { offer: 'off_1', isApplied }, { offset: 2, by: 'visitor' }),
    );
    expect(text('.offer')).toContain(words);
    expect(apply()).toBeNull();
  });

  it('[UI8] one without a code has nothing to press', async () => {
    await talk({}, entry('offer', { offer: 'off_2', title: 'A gift', text: 'In the parcel.' }, { offset: 1 }));
    expect(text('.offer')).toBe('A giftIn the parcel.');
    expect(apply()).toBeNull();
  });
});
