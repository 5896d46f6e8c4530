import { describe, expect, it, vi } from 'vitest';
import { boot, checkout, json, leavePage, leaving, page, playbook, serve, storedKeys } from './helpers/shop.ts';
import { idle, settle } from './helpers/start-widget.ts';
import type { Started } from './helpers/start-widget.ts';
import { useWidget } from './helpers/use-widget.ts';

const { start } = useWidget();

describe('invitations before consent', () => {
  /** A site that wants them, with a rule that needs no rep's name. */
  const wanting = (more: object = {}, en = "Hi, I'm {rep|one of us} from {site}.") =>
    serve({
      boot: () => json({ ...boot, invitationsBeforeConsent: true, ...more }),
      playbook: () =>
        json({ ...playbook, rules: [{ ...leaving, when: { 'page.type': 'checkout' }, invite: { text: { en } } }] }),
    });
  /** A large cart at the checkout, and the pointer gone. */
  const leave = async (): Promise<Started> => {
    page.dataLayer = [checkout(612)];
    const started = await start({});
    await vi.advanceTimersByTimeAsync(6_000);
    leavePage();
    await vi.advanceTimersByTimeAsync(1_500);
    return started;
  };

  it('[CS10] show the team, and nothing is asked, stored or sent before the press, which opens the conversation', async () => {
    const set = vi.spyOn(Storage.prototype, 'setItem');
    wanting();
    const { widget, link, find, events } = await leave();
    expect(find('.card')?.textContent).toContain("Hi, I'm one of us from Halden.");
    await vi.advanceTimersByTimeAsync(1_100);
    expect(events.filter(([name]) => name === 'invitation')).toHaveLength(2);
    expect([link.types(), link.wanted]).toEqual([[], false]);
    expect(set).not.toHaveBeenCalled();
    find('.card [part=accept]')!.click();
    await settle();
    expect([link.types(), link.wanted]).toEqual([[], true]);
    expect(storedKeys()).toEqual(['consent', 'panel']);
    widget.destroy();
  });

  it('[CS10] a "no, thanks" leaves the day, and binds', async () => {
    wanting();
    const first = await leave();
    first.find('.card [part=decline]')!.click();
    expect([storedKeys(), first.link.types()]).toEqual([['dnd'], []]);
    first.widget.destroy();
    const next = await leave();
    expect(next.find('.card')).toBeNull();
    expect(storedKeys()).toEqual(['dnd']);
    next.widget.destroy();
  });

  it.each(['soon', 'none'] as const)('[CS10] none while somebody is there %s', async (availability) => {
    wanting({ availability });
    const { widget, find } = await leave();
    expect(find('.card')).toBeNull();
    widget.destroy();
  });

  it('[CS10] none that cannot do without a rep’s name', async () => {
    wanting({}, "Hi, I'm {rep}.");
    const { widget, find } = await leave();
    expect(find('.card')).toBeNull();
    widget.destroy();
  });

  it('[CS10] the panel is downloaded for everybody: that it is says nothing of the visitor', async () => {
    wanting();
    const { widget, loads } = await start({});
    await idle();
    expect(loads.toSorted()).toEqual(['link', 'ui']);
    expect(storedKeys()).toEqual([]);
    widget.destroy();
  });
});
