import type { Playbook, Rule } from '@tillside/rules';
import { armOf, isRolledOut } from '@tillside/rules';
import { describe, expect, it, vi } from 'vitest';
import { engagement, entry } from './helpers/fake-link.ts';
import { boot, checkout, json, leavePage, leaving, lingering, page, serve, SITE } from './helpers/shop.ts';
import { idle, settle } from './helpers/start-widget.ts';
import { useWidget } from './helpers/use-widget.ts';

const stage = useWidget();
const { start, atCheckout } = stage;
const publish = (book: Playbook, more: object = {}) =>
  serve({ boot: () => json({ ...boot, ...more }), playbook: () => json(book) });
const hide = (isHidden: boolean): void => {
  Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
};
const VISITOR = `tillside:${SITE}:visitor`;
const welcomed = (id: string) =>
  ({
    type: 'welcomed',
    node: 'n1',
    now: Date.now(),
    heartbeatMs: 20_000,
    limits: { textLength: 4_000, unacknowledged: 16, frameBytes: 16_384 },
    visitor: { id },
  }) as const;

describe('time', () => {
  it('[RU6] what falls due in a hidden tab is judged when the page is seen again', async () => {
    page.dataLayer = [checkout(350)];
    const { link } = await start();
    hide(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(link.types()).toEqual([]);
    hide(false);
    await settle();
    expect(link.types()).toEqual(['invitation.request']);
  });

  it('[RU6] a wait longer than timers can be does not end at once', async () => {
    const days30 = 30 * 86_400_000;
    publish({ version: 'v3', rules: [{ ...lingering, on: [{ signal: 'begin_checkout', afterMs: days30 }] }] });
    const timers = vi.spyOn(globalThis, 'setTimeout');
    page.dataLayer = [checkout(350)];
    await start();
    const longest = Math.max(...timers.mock.calls.map(([, ms = 0]) => ms));
    expect(longest).toBeLessThan(2 ** 31);
    expect(longest).toBeGreaterThan(86_400_000);
  });
});

describe('arms and candidates', () => {
  const experiment = {
    id: 'exit',
    arms: [
      { id: 'a', share: 50 },
      { id: 'none', share: 50, holdout: true },
    ],
  };
  const tried: Rule = { ...leaving, audience: { experiment: 'exit' } };
  const book: Playbook = { version: 'v3', experiments: [experiment], rules: [tried] };
  /** Visitors of this arm, whatever the hash. */
  const visitorIn = (arm: string): string => {
    for (let number = 0; ; number++) if (armOf(experiment, `vis_${number}`).id === arm) return `vis_${number}`;
  };

  it('[IN9] held out: the relay is asked, nothing is shown, a grant is given back', async () => {
    localStorage.setItem(VISITOR, JSON.stringify(visitorIn('none')));
    publish(book);
    const { link, find } = await atCheckout();
    leavePage();
    await settle();
    expect(link.sent).toMatchObject([
      { type: 'invitation.request', body: { rule: 'leaving', arm: 'none', trace: { arm: 'none' } } },
    ]);
    link.grant();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(find('.card')).toBeNull();
    expect(link.types()).toEqual(['invitation.request', 'invitation.time-out']);
  });

  it('[RU7] the stored visitor id decides the arm', async () => {
    localStorage.setItem(VISITOR, JSON.stringify(visitorIn('a')));
    publish(book);
    const { link, find } = await atCheckout();
    leavePage();
    await settle();
    expect(link.sent).toMatchObject([{ type: 'invitation.request', body: { arm: 'a' } }]);
    link.grant();
    await vi.advanceTimersByTimeAsync(500);
    expect(find('.card')).not.toBeNull();
  });

  it.each(['a', 'none'])(
    '[RU7] as soon as the relay says who it is the arm is %s, and what was known goes on',
    async (arm) => {
      publish(book);
      const { link } = await atCheckout();
      link.tell(welcomed(visitorIn(arm)));
      expect(localStorage.getItem(VISITOR)).toBe(JSON.stringify(visitorIn(arm)));
      leavePage();
      await settle();
      expect(link.sent).toMatchObject([{ type: 'invitation.request', body: { arm } }]);
    },
  );

  it('[RU7] before consent the name is not stored, and another on each page', async () => {
    publish(book);
    const random = vi.spyOn(Math, 'random');
    await start({});
    expect(random).toHaveBeenCalled();
    expect(localStorage.length).toBe(0);
    expect(stage.started.link.sent).toEqual([]);
  });

  it('[RU8] who is among those that try a candidate gets it, the others the current one', async () => {
    const rollout = { version: 'v9', url: '/v1/sites/x/playbook/v9.json', percent: 50 };
    const seen = new Set<boolean>();
    for (let number = 0; number < 6; number++) {
      localStorage.setItem(`tillside:${SITE}:consent`, '1');
      localStorage.setItem(VISITOR, JSON.stringify(`vis_${number}`));
      const requests = publish({ version: 'v9', rules: [] }, { rollout });
      const { widget } = await start();
      const isIn = isRolledOut(`vis_${number}`, 'v9', 50);
      seen.add(isIn);
      expect(requests.map(({ url }) => url).some((url) => url.endsWith(rollout.url))).toBe(isIn);
      widget.destroy();
    }
    expect(seen.size).toBe(2);
  });
});

describe('the rule’s delay', () => {
  const slow: Rule = { ...leaving, invite: { ...leaving.invite, delayMs: 3_000 } };

  it('[IN10] passes before the relay is asked', async () => {
    publish({ version: 'v3', rules: [slow] });
    const { link, find } = await atCheckout();
    leavePage();
    await vi.advanceTimersByTimeAsync(2_900);
    expect(link.types()).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(link.types()).toEqual(['invitation.request']);
    link.grant();
    await settle();
    expect(find('.card')).not.toBeNull();
  });

  it('[IN10] who opened the panel meanwhile is not invited', async () => {
    publish({ version: 'v3', rules: [slow] });
    const { link, launcher } = await atCheckout();
    leavePage();
    await vi.advanceTimersByTimeAsync(1_000);
    launcher().click();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(link.types()).not.toContain('invitation.request');
  });
});

describe('the conversation', () => {
  it('[RU9] a message of the visitor is a signal, one of the rep is none', async () => {
    const rule: Rule = { id: 'it', name: 'It', on: [{ signal: 'message' }], invite: { text: { en: 'Hi' } } };
    publish({ version: 'v3', rules: [rule] });
    localStorage.setItem(`tillside:${SITE}:chat`, '{"id":"eng_0","state":"resolved","count":1}');
    const { link } = await start();
    await idle();
    link.attach(undefined, entry('message', { text: 'old' }, { offset: 1, by: 'visitor' }));
    link.tell(entry('message', { text: 'Hello' }, { offset: 2 }));
    await settle();
    expect(link.types()).not.toContain('invitation.request');
    link.tell(entry('message', { text: 'Hello' }, { offset: 3, by: 'visitor' }));
    await settle();
    expect(link.types()).toContain('invitation.request');
  });

  it('[RU9] so is its end', async () => {
    const rule: Rule = { id: 'it', name: 'It', on: [{ signal: 'conversation_ended' }], invite: { text: { en: 'Hi' } } };
    publish({ version: 'v3', limits: { quietAfterConversationMs: 0 }, rules: [rule] });
    localStorage.setItem(`tillside:${SITE}:chat`, '{"id":"eng_1","state":"active","count":1}');
    const { link } = await start();
    await idle();
    link.attach(engagement());
    expect(link.types()).not.toContain('invitation.request');
    link.tell({ type: 'engagement.changed', conversation: 'mine', engagement: engagement({ state: 'resolved' }) });
    await settle();
    expect(link.types()).toContain('invitation.request');
  });
});
