import { describe, expect, it, vi } from 'vitest';
import { checkout, leavePage, page } from './helpers/shop.ts';
import { settle } from './helpers/start-widget.ts';
import type { Started } from './helpers/start-widget.ts';
import { useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const { atCheckout } = stage;

describe('what becomes of an invitation', () => {
  const shown = async (): Promise<Started> => {
    await atCheckout();
    leavePage();
    await settle();
    stage.started.link.grant();
    await vi.advanceTimersByTimeAsync(410);
    return stage.started;
  };
  const states = () =>
    stage.started.events.flatMap(([name, detail]) =>
      name === 'invitation' ? [(detail as { state: string }).state] : [],
    );

  it.each([
    ['[part=accept]', 'accepted', 'invitation.accept'],
    ['[part=decline]', 'declined', 'invitation.decline'],
    ['[part=dismiss]', 'dismissed', 'invitation.dismiss'],
  ])('[IN6] %s is told as %s', async (selector, state, frame) => {
    const { link, find } = await shown();
    find(`.card ${selector}`)!.click();
    expect(find('.card')).toBeNull();
    expect(link.types()).toEqual(['invitation.request', frame]);
    expect(states()).toEqual(['shown', state]);
  });

  it('[IN6] accepted opens the panel', async () => {
    const { find } = await shown();
    find('[part=accept]')!.click();
    expect(find('.panel')!.hidden).toBe(false);
  });

  it('[IN6] the launcher pressed while it is on screen is a yes to it, and one engagement', async () => {
    const { link, launcher } = await shown();
    launcher().click();
    await settle();
    expect(link.types()).toEqual(['invitation.request', 'invitation.accept']);
    expect(states()).toEqual(['shown', 'accepted']);
  });

  it('[IN6] a page that is left tells it as timed out', async () => {
    const { link, find } = await shown();
    window.dispatchEvent(new Event('pagehide'));
    expect(link.types().at(-1)).toBe('invitation.time-out');
    expect(find('.card')).toBeNull();
    expect(states()).toEqual(['shown', 'timed_out']);
  });

  it('[IN6] declined, no rule asks again', async () => {
    const { link, find } = await shown();
    find('[part=decline]')!.click();
    await vi.advanceTimersByTimeAsync(3 * 86_400_000);
    history.pushState(null, '', '/checkout/later');
    page.dataLayer?.push(checkout(900));
    await vi.advanceTimersByTimeAsync(30_000);
    leavePage();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(link.types()).toEqual(['invitation.request', 'invitation.decline']);
  });

  it('[IN7] withdrawn before it was seen, it goes; afterwards it stays', async () => {
    const { link, find } = await shown();
    link.tell({ type: 'invitation.withdrawn', invitation: 'inv_other' });
    expect(find('.card')).not.toBeNull();
    link.tell({ type: 'invitation.withdrawn', invitation: 'inv_1' });
    expect(find('.card')).toBeNull();
    expect(states()).toEqual(['shown', 'withdrawn']);
    expect(link.types()).toEqual(['invitation.request']);
  });

  it('[IN7] seen, the visitor keeps it', async () => {
    const { link, find } = await shown();
    await vi.advanceTimersByTimeAsync(1_100);
    expect(link.types()).toEqual(['invitation.request', 'invitation.seen']);
    link.tell({ type: 'invitation.withdrawn', invitation: 'inv_1' });
    expect(find('.card')).not.toBeNull();
  });
});
