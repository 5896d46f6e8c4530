import type { VisitorTold } from '@tillside/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkout, json, leavePage, leaving, page, resetPage, serve } from './helpers/shop.ts';
import { settle, startWidget } from './helpers/start-widget.ts';
import type { Started } from './helpers/start-widget.ts';

let started: Started;
beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  serve();
});
afterEach(() => {
  started.widget.destroy();
  resetPage();
});

async function show(
  granted: Partial<Extract<VisitorTold, { type: 'invitation.granted' }>> = {},
  text: Record<string, string> = leaving.invite.text,
  options: object = {},
): Promise<Started> {
  serve({ playbook: () => json({ version: 'v1', rules: [{ ...leaving, invite: { text } }] }) });
  page.dataLayer = [checkout(612)];
  started = await startWidget({ consent: 'granted', ...options });
  await vi.advanceTimersByTimeAsync(6_000);
  leavePage();
  await settle();
  started.link.grant(granted);
  await vi.advanceTimersByTimeAsync(410);
  return started;
}
const press = (target: EventTarget, key: string) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
const types = () => started.link.types().slice(1);

describe('the invitation', () => {
  it('[UI2] is a named region with a face, a first name, a sentence, two answers and a cross', async () => {
    const { find, shadow } = await show({
      rep: { id: 'rep_mara', name: 'Mara', picture: '/v1/reps/rep_mara/picture' },
    });
    const card = find('.card')!;
    expect(card.getAttribute('aria-label')).toBe('Message from Mara');
    expect(card.querySelector('img')?.src).toBe('https://relay.example/v1/reps/rep_mara/picture');
    expect(card.querySelector('.who')?.textContent).toBe('Mara Halden');
    expect(
      [...shadow().querySelectorAll('.card button')].map((it) => it.getAttribute('aria-label') ?? it.textContent),
    ).toEqual(['Chat now', 'No, thanks', 'Close']);
  });

  it('[UI2] is announced once, politely, by a region that stood there before, and takes no focus', async () => {
    const field = document.createElement('button');
    document.body.append(field);
    field.focus();
    const { find } = await show();
    const region = find('.unseen[role=status]')!;
    expect(region.textContent).toBe('');
    await vi.advanceTimersByTimeAsync(250);
    expect(region.textContent?.trim()).toBe("Mara: Hi, I'm Mara from Halden. Any question?");
    region.textContent = 'read';
    await vi.advanceTimersByTimeAsync(5_000);
    expect(region.textContent).toBe('read');
    expect(document.activeElement).toBe(field);
    find('.card .plain')!.click();
    expect(region.textContent).toBe('');
  });

  it('[UI2] Escape dismisses it, unless the page used the key itself', async () => {
    const { find } = await show();
    document.body.addEventListener('keydown', (event) => event.preventDefault(), { once: true });
    press(document.body, 'Escape');
    expect(find('.card')).not.toBeNull();
    press(document.body, 'a');
    expect(find('.card')).not.toBeNull();
    press(document.body, 'Escape');
    expect(find('.card')).toBeNull();
    expect(types()).toEqual(['invitation.dismiss']);
  });

  it('[UI3] is seen after one second in view, once', async () => {
    await show();
    await vi.advanceTimersByTimeAsync(980);
    expect(types()).toEqual([]);
    await vi.advanceTimersByTimeAsync(20);
    expect(types()).toEqual(['invitation.seen']);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(types()).toEqual(['invitation.seen']);
  });

  it('[UI3] a hidden tab has nothing in view', async () => {
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    await show();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(types()).toEqual([]);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(500);
    hidden.mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(5_000);
    expect(types()).toEqual([]);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(1_250);
    expect(types()).toEqual(['invitation.seen']);
  });

  it('[UI4] goes when its time is over', async () => {
    const { find } = await show();
    await vi.advanceTimersByTimeAsync(58_000);
    expect(find('.card')).not.toBeNull();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(find('.card')).toBeNull();
    expect(types()).toEqual(['invitation.seen', 'invitation.time-out']);
  });

  it('[UI4] stays while it is hovered or focused', async () => {
    const { find, shadow } = await show();
    const card = find('.card')!;
    let isHeld = true;
    const matches = card.matches.bind(card);
    // What a browser knows of the pointer, and of the focus within a shadow root.
    const value = (selector: string): boolean =>
      selector.includes(':hover,:focus-within') ? isHeld : matches(selector);
    Object.defineProperty(card, 'matches', { value });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(shadow().contains(card)).toBe(true);
    isHeld = false;
    await vi.advanceTimersByTimeAsync(250);
    expect(find('.card')).toBeNull();
    expect(types()).toEqual(['invitation.seen', 'invitation.time-out']);
  });

  it('[UI4] stays 20 s after it was announced, however short its time is', async () => {
    const { find } = await show({ expiresAt: Date.now() + 13_000 });
    await vi.advanceTimersByTimeAsync(19_750);
    expect(find('.card')).not.toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(find('.card')).toBeNull();
  });

  it('[UI2] without a held rep it shows the team: its name, and up to three faces', async () => {
    const reps = ['Mara', 'Theo', 'Amara'].map((name) => ({ id: `rep_${name.toLowerCase()}`, name }));
    const { find, shadow } = await show(
      { rep: undefined as never, team: { name: 'Tideline', reps } },
      { en: 'We are {team}.' },
    );
    expect(find('.card')?.getAttribute('aria-label')).toBe('Message from Tideline');
    expect(find('.who b')?.textContent).toBe('Tideline');
    expect([...shadow().querySelectorAll('.card .avatar')].map((it) => it.textContent)).toEqual(['M', 'T', 'A']);
    expect(find('.ask')?.textContent).toBe('We are Tideline.');
  });

  it('[UI2] a team of which nobody is known by name has initials', async () => {
    const { find } = await show({ rep: undefined as never, team: { name: 'Tide Line', reps: [] } });
    expect(find('.card .avatar')?.textContent).toBe('TL');
  });

  it('[UI2] a picture that does not load leaves the initials', async () => {
    const { find } = await show({ rep: { id: 'rep_mara', name: 'Mara', picture: '/v1/reps/rep_mara/picture' } });
    expect(find('.card .avatar')?.textContent).toBe('M');
    find('.card img')!.dispatchEvent(new Event('error'));
    expect(find('.card img')?.hidden).toBe(true);
  });

  it.each([
    ['de-AT', { en: 'Hi', de: 'Hallo', 'de-AT': 'Servus' }, 'Servus'],
    ['de-CH', { en: 'Hi', de: 'Hallo' }, 'Hallo'],
    ['sv', { en: 'Hi', de: 'Hallo' }, 'Hi'],
  ])('[UI2] in %s it says what the playbook has for that', async (locale, text, words) => {
    const { find } = await show({}, text as Record<string, string>, { locale });
    expect(find('.ask')?.textContent).toBe(words);
  });

  it.each(['card', 'bubble', 'bar'] as const)(
    '[UI20] comes as %s, with the title of the offer that was opened',
    async (form) => {
      const offer = { id: 'off_1', title: 'Free express shipping', text: 'With you tomorrow, on us.' };
      const { find } = await show({ form, offer });
      expect(find('.card')?.className).toBe(`card is-${form}`);
      expect(find('.card .gift')?.textContent).toBe('Free express shipping');
      await vi.advanceTimersByTimeAsync(250);
      expect(find('.unseen[role=status]')?.textContent).toContain('Free express shipping');
    },
  );

  it('[UI20] without an offer it promises none', async () => {
    const { find } = await show();
    expect(find('.card')).not.toBeNull();
    expect(find('.card .gift')).toBeNull();
  });

  it.each([
    ['{rep} of {team} for {site}: {cart|your cart}', {}, 'Mara of Halden for Halden: $612.00'],
    ['{rep|We} can help', { rep: undefined as never, team: { name: 'Tideline', reps: [] } }, 'We can help'],
    ['{team} can help', { rep: undefined as never, team: { name: 'Tideline', reps: [] } }, 'Tideline can help'],
  ])('[UI21] fills %s', async (en, more, words) => {
    const { find } = await show(more, { en });
    expect(find('.ask')?.textContent).toBe(words);
  });
});
