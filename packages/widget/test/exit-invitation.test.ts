import { describe, expect, it, vi } from 'vitest';
import { engagement } from './helpers/fake-link.ts';
import { checkout, leavePage, page, resetPage, returnToPage, serve, SITE } from './helpers/shop.ts';
import { settle } from './helpers/start-widget.ts';
import { useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const { atCheckout } = stage;

describe('an exit invitation', () => {
  it('[IN1] is asked for at the start of the grace time and shown after it', async () => {
    const { link, find } = await atCheckout();
    leavePage();
    await settle();
    expect(link.types()).toEqual(['invitation.request']);
    link.grant();
    await vi.advanceTimersByTimeAsync(390);
    expect(find('.card')).toBeNull();
    await vi.advanceTimersByTimeAsync(20);
    expect(find('.card')?.textContent).toContain("Hi, I'm Mara from Halden. Any question?");
  });

  it('[IN1] asks with rule, playbook and the engine’s trace', async () => {
    const { link } = await atCheckout();
    leavePage();
    await settle();
    expect(link.sent[0]).toEqual({
      type: 'invitation.request',
      conversation: 'visitor',
      body: {
        rule: 'leaving',
        playbook: 'v1',
        trace: {
          rule: 'leaving',
          entry: 0,
          signal: 'exit_intent',
          at: Date.now() - 1,
          bits: '111',
          values: ['checkout', 61_200, 'now'],
          limits: [0, 0, 0, -1],
          losers: [],
        },
      },
    });
  });

  it('[IN8] the socket stays wanted from the decision to the answer, and no longer than somebody needs it', async () => {
    const { link, find } = await atCheckout();
    const { wants: wanted } = link;
    wanted.length = 0;
    leavePage();
    await settle();
    link.grant();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(wanted).not.toContain(false);
    find('.card .icon')!.click();
    await settle();
    expect(wanted.at(-1)).toBe(false);
  });

  it('[IN2] a pointer that comes back frees the rep at once, and counts as nothing', async () => {
    const { link, find, events } = await atCheckout();
    leavePage();
    await settle();
    link.grant({ invitation: 'inv_7' });
    returnToPage();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(find('.card')).toBeNull();
    expect(link.sent.at(-1)).toEqual({
      type: 'invitation.time-out',
      conversation: 'visitor',
      body: { invitation: 'inv_7' },
    });
    expect(events.filter(([name]) => name === 'invitation')).toEqual([]);
    // The rule may still invite.
    leavePage();
    await settle();
    expect(link.types()).toEqual(['invitation.request', 'invitation.time-out', 'invitation.request']);
  });

  it('[IN2] a grant that comes after the slip is given back too', async () => {
    const { link, find } = await atCheckout();
    leavePage();
    await settle();
    returnToPage();
    await vi.advanceTimersByTimeAsync(1_000);
    link.grant();
    await settle();
    expect(find('.card')).toBeNull();
    expect(link.types()).toEqual(['invitation.request', 'invitation.time-out']);
  });

  it('[IN3] a slow grant is shown when it comes, and given back when it comes too late', async () => {
    const { link, find } = await atCheckout();
    leavePage();
    await vi.advanceTimersByTimeAsync(3_000);
    link.grant();
    await settle();
    expect(find('.card')).not.toBeNull();
    find('.card .icon')!.click();

    await vi.advanceTimersByTimeAsync(1_900_000);
    stage.started.widget.destroy();
    resetPage();
    vi.useFakeTimers({ now: 1_900_000_000_000 });
    serve();
    const late = await atCheckout();
    leavePage();
    await vi.advanceTimersByTimeAsync(8_100);
    late.link.grant();
    await settle();
    expect(late.find('.card')).toBeNull();
    expect(late.link.types()).toEqual(['invitation.request', 'invitation.time-out']);
  });

  it('[IN3] withheld, it is not shown, and the rule may ask again', async () => {
    const { link, find } = await atCheckout();
    leavePage();
    await settle();
    link.withhold();
    await vi.advanceTimersByTimeAsync(500);
    expect(find('.card')).toBeNull();
    history.pushState(null, '', '/checkout/payment');
    page.dataLayer?.push(checkout(612));
    await vi.advanceTimersByTimeAsync(5_000);
    leavePage();
    await settle();
    expect(link.types()).toEqual(['invitation.request', 'invitation.request']);
  });

  it('[IN3] the time to live goes by the relay’s clock, not by the visitor’s', async () => {
    const { link, find } = await atCheckout();
    const ahead = 86_400_000;
    link.tell({
      type: 'welcomed',
      node: 'n1',
      now: Date.now() + ahead,
      heartbeatMs: 20_000,
      limits: { textLength: 4_000, unacknowledged: 16, frameBytes: 16_384 },
    });
    leavePage();
    await settle();
    link.grant({ expiresAt: Date.now() + ahead + 60_000 });
    await vi.advanceTimersByTimeAsync(59_000);
    expect(find('.card')).not.toBeNull();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(find('.card')).toBeNull();
    expect(link.types().at(-1)).toBe('invitation.time-out');
  });

  it('[IN4] one tab of the visitor asks at a time', async () => {
    const { link } = await atCheckout();
    localStorage.setItem(`tillside:${SITE}:lock`, String(Date.now() + 60_000));
    leavePage();
    await vi.advanceTimersByTimeAsync(500);
    expect(link.types()).toEqual([]);
  });

  it('[IN4] by Web Locks where there are some; the lock is held as long as the invitation lives', async () => {
    let held: Promise<void> | undefined;
    const request = vi.fn(
      (name: string, _options: unknown, run: (lock: object | null) => Promise<void> | undefined) => {
        if (!name.endsWith(':lock')) return Promise.resolve();
        const running = run(held ? null : { name });
        if (running) held = running.then(() => void (held = undefined));
        return Promise.resolve();
      },
    );
    vi.stubGlobal('navigator', Object.create(navigator, { locks: { value: { request } } }));
    const { link, find } = await atCheckout();
    leavePage();
    await settle();
    expect(request).toHaveBeenCalledWith(`tillside:${SITE}:lock`, { ifAvailable: true }, expect.any(Function));
    link.grant();
    await vi.advanceTimersByTimeAsync(500);
    expect(held).toBeDefined();
    find('.card .plain')!.click();
    await settle();
    expect(held).toBeUndefined();
  });

  it('[IN5] is not shown over an open panel, nor while an engagement is open', async () => {
    const { link, widget, find } = await atCheckout();
    widget.open();
    await settle();
    leavePage();
    await vi.advanceTimersByTimeAsync(500);
    expect(link.types()).toEqual([]);
    widget.close();
    link.attach(engagement());
    history.pushState(null, '', '/checkout/payment');
    page.dataLayer?.push(checkout(612));
    await vi.advanceTimersByTimeAsync(5_000);
    leavePage();
    await vi.advanceTimersByTimeAsync(500);
    expect(link.types()).toEqual([]);
    expect(find('.card')).toBeNull();
  });
});
