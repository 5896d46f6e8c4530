import { describe, expect, it, vi } from 'vitest';
import { attached, entry, floor, item, me } from './helpers/data.ts';
import { openConsole, type } from './helpers/open-console.tsx';
import type { OpenConsole } from './helpers/open-console.tsx';

const openProfile = async (page: OpenConsole) => {
  await page.does(() => page.button(/^Account/).click());
  await page.does(() => page.button('Your name and picture').click());
};

describe('how a rep is seen', () => {
  it('[DPR1] the name and whether the picture is shown are the rep’s to say', async () => {
    const changeMe = vi.fn(() => Promise.resolve({ kind: 'ok', value: undefined } as const));
    const page = await openConsole({ api: { changeMe } });
    await openProfile(page);
    await page.does(() => type(page.find('input[name="name"]'), '  Maya L. '));
    await page.does(() => page.find('input[name="showsPicture"]').click());
    await page.does(() => page.button('Save').click());
    expect(changeMe).toHaveBeenCalledWith({ name: 'Maya L.', showsPicture: false });
    expect(page.root.querySelector('.profile')).toBe(null);
  });

  it('[DPR1] without a name nothing is saved', async () => {
    const changeMe = vi.fn(() => Promise.resolve({ kind: 'ok', value: undefined } as const));
    const page = await openConsole({ api: { changeMe } });
    await openProfile(page);
    await page.does(() => type(page.find('input[name="name"]'), ' '));
    await page.does(() => page.button('Save').click());
    expect(changeMe).not.toHaveBeenCalled();
    expect(page.text('.field-error')).toBe('Say what you are called.');
  });

  it('[DPR2] a picture that the relay does not take is told in its words', async () => {
    const setPicture = vi.fn(() =>
      Promise.resolve({ kind: 'failed', status: 415, detail: 'A PNG, JPEG or WebP, by its bytes.' } as const),
    );
    const page = await openConsole({ api: { setPicture } });
    await openProfile(page);
    const picker = page.find<HTMLInputElement>('.profile input[type="file"]');
    const file = new File(['x'], 'me.png', { type: 'image/png' });
    Object.defineProperty(picker, 'files', { value: [file] });
    await page.does(() => picker.dispatchEvent(new Event('change', { bubbles: true })));
    expect(setPicture).toHaveBeenCalledWith(file);
    expect(page.text('.field-error')).toBe('Not saved: A PNG, JPEG or WebP, by its bytes.');
  });

  it('[DPR2] one that is there can be removed', async () => {
    const setPicture = vi.fn(() => Promise.resolve({ kind: 'ok', value: undefined } as const));
    const rep = { ...me.rep, picture: '/v1/reps/rep_maya/picture?v=1' };
    const page = await openConsole({
      api: { setPicture, me: () => Promise.resolve({ kind: 'ok', value: { ...me, rep } }) },
    });
    await openProfile(page);
    await page.does(() => page.button('Remove it').click());
    expect(setPicture).toHaveBeenCalledWith(undefined);
  });
});

it('[DFL7] a message that nobody has taken is taken by a press', async () => {
  const waiting = item('4f2a', { state: 'by_message' });
  const { rep: _rep, claim: _claim, ...free } = waiting;
  const page = await openConsole({ hash: '#/desk/cnv_4f2a', first: [floor({ queue: [free] })] });
  const engagement = { id: 'eng_4f2a', state: 'by_message', openedAt: 0 } as const;
  await page.tell(attached({ engagement }), entry(1, 'message', { text: 'Is it light?' }), {
    type: 'live',
    conversation: 'cnv_4f2a',
  });
  await page.does(() => page.button('Take it').click());
  expect(page.socket.of('engagement.accept')).toEqual([
    expect.objectContaining({ conversation: 'cnv_4f2a', engagement: 'eng_4f2a' }),
  ]);
});
