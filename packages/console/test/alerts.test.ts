import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNotices } from '../src/alerts/notices.ts';
import { createOneWindow } from '../src/alerts/one-window.ts';
import { pageTitle } from '../src/alerts/page-title.ts';
import { createRingSound } from '../src/alerts/ring-sound.ts';
import { FakeAudio, asAudio } from './helpers/fake-audio.ts';
import { fakeNotifications } from './helpers/fake-notification.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the ring’s sound', () => {
  it('[DAL1] is two tones, repeated until it stops; starting twice rings once', async () => {
    const audio = new FakeAudio();
    const sound = createRingSound(() => asAudio(audio));
    await sound.unlock();
    sound.start();
    sound.start();
    expect(audio.tones).toHaveLength(2);
    expect(new Set(audio.tones).size).toBe(2);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(audio.tones).toHaveLength(4);
    sound.stop();
    await vi.advanceTimersByTimeAsync(30_000);
    expect(audio.tones).toHaveLength(4);
  });

  it('[DAL2] is blocked until a touch unlocks it, and when the browser takes it back', async () => {
    let isAllowed = false;
    const audio = new FakeAudio(() => isAllowed);
    const sound = createRingSound(() => asAudio(audio));
    expect(sound.state.value).toBe('blocked');
    await sound.unlock();
    expect(sound.state.value).toBe('blocked');
    isAllowed = true;
    await sound.unlock();
    expect(sound.state.value).toBe('ready');
    audio.state = 'suspended';
    audio.dispatchEvent(new Event('statechange'));
    expect(sound.state.value).toBe('blocked');
  });

  it('[DAL2] says where there is no sound at all', () => {
    expect(createRingSound(undefined).state.value).toBe('missing');
  });

  it('[DAL1] that is unlocked in the middle of a ring is heard from the next round on', async () => {
    const audio = new FakeAudio();
    const sound = createRingSound(() => asAudio(audio));
    sound.start();
    await sound.unlock();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(audio.tones).toHaveLength(2);
    sound.stop();
  });
});

describe('notifications', () => {
  const notice = (onClick = (): void => undefined) => ({ tag: 'cnv_a', title: 'Halden', body: '$612.00', onClick });

  it('[DAL3] ask for permission only when told to', async () => {
    const fake = fakeNotifications('default');
    const notices = createNotices(fake.Port);
    expect(notices.state.value).toBe('ask');
    notices.show(notice());
    expect([fake.asked, fake.shown.length]).toEqual([0, 0]);
    await notices.ask();
    expect(fake.asked).toBe(1);
    expect(notices.state.value).toBe('allowed');
  });

  it('[DAL4] carry the conversation’s tag, act on a click, and close with the ring', () => {
    const fake = fakeNotifications('granted');
    const notices = createNotices(fake.Port);
    const onClick = vi.fn();
    notices.show(notice(onClick));
    expect(fake.shown[0]?.options.tag).toBe('cnv_a');
    fake.shown[0]?.click();
    expect(onClick).toHaveBeenCalledTimes(1);
    notices.show(notice());
    notices.show(notice());
    notices.close('cnv_a');
    expect(fake.shown.map(({ isClosed }) => isClosed)).toEqual([true, true]);
  });

  it('[DAL2] notice when the rep changed the browser’s settings', () => {
    const fake = fakeNotifications('denied');
    const notices = createNotices(fake.Port);
    expect(notices.state.value).toBe('denied');
    fake.permission = 'granted';
    notices.check();
    expect(notices.state.value).toBe('allowed');
  });

  it('[DAL2] are missing where only a service worker may notify', () => {
    const fake = fakeNotifications('granted');
    const Throwing = class {
      static permission = 'granted' as const;
      static requestPermission = fake.Port.requestPermission;
      constructor() {
        throw new TypeError('Illegal constructor');
      }
    };
    const notices = createNotices(Throwing as object as typeof fake.Port);
    notices.show(notice());
    expect(notices.state.value).toBe('missing');
  });
});

describe('several windows', () => {
  /** As much of the lock manager as hands one lock on. */
  function locks(): LockManager {
    let last: Promise<unknown> = Promise.resolve();
    return {
      request: (_name: string, _options: object, run: () => Promise<void>) => (last = last.then(run)),
    } as object as LockManager;
  }

  it('[DAL5] take turns: the second sounds when the first is gone', async () => {
    const shared = locks();
    const [first, second] = [createOneWindow('sound', shared), createOneWindow('sound', shared)];
    first.join();
    second.join();
    await vi.advanceTimersByTimeAsync(0);
    expect([first.hasTurn.value, second.hasTurn.value]).toEqual([true, false]);
    first.leave();
    await vi.advanceTimersByTimeAsync(0);
    expect([first.hasTurn.value, second.hasTurn.value]).toEqual([false, true]);
  });

  it('[DAL5] all sound where the browser has no locks', () => {
    expect(createOneWindow('sound', undefined).hasTurn.value).toBe(true);
  });
});

it('[DRI7] the title tells a ring before what is unread', () => {
  const cart = { value: 61_200, currency: 'USD' };
  expect(pageTitle({ shop: 'Halden', cart }, 3)).toBe('Ringing · Halden · $612.00');
  expect(pageTitle({ shop: 'Halden', cart: undefined }, 0)).toBe('Ringing · Halden');
  expect(pageTitle(undefined, 3)).toBe('(3) Tillside');
  expect(pageTitle(undefined, 0)).toBe('Tillside');
});
